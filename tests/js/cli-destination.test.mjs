// `sluice destination` and `sluice bundle`, as their users meet them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { URL, fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import { makePage } from './loader-page.mjs';

const root = new URL('../../', import.meta.url);
const cli = fileURLToPath(new URL('js/dist/cli.mjs', root));
const folder = mkdtempSync(join(tmpdir(), 'sluice-destination-'));
after(() => rmSync(folder, { recursive: true }));

function sluice(args, input = '') {
  const options = { cwd: folder, input, encoding: 'utf8' };
  const run = spawnSync(process.execPath, [cli, ...args], options);
  assert.doesNotMatch(run.stderr, /^\s+at /m, 'a stack trace');
  return run;
}

const write = (name, value) =>
  writeFileSync(
    join(folder, name),
    typeof value === 'string' ? value : JSON.stringify(value),
  );
const read = (name) => readFileSync(join(folder, name), 'utf8');
const readJson = (path) => JSON.parse(readFileSync(new URL(path, root)));

const kBad = `{
  "destination": 1,
  "name": "mine",
  "url": "$config.endpont",
  "events": {
    "page_view": {"url": "$page.utl", "at": "$event.time|isoo"},
    "*": {"a": {"$iff": "$user.id", "$then": 1}}
  },
  "limit": {"events": 3}
}
`;

const kEvent = {
  event: {
    id: '019aa001-0001-7000-8000-000000000001',
    name: 'page_view',
    time: 1763800000000,
  },
  page: { url: 'https://shop.example/', title: 'Shop' },
};

write('bad.json', kBad);
write('event.json', kEvent);
write('plausible-config.json', { domain: 'shop.example' });

describe('sluice destination check', () => {
  it('names the place of each mistake, and what was probably meant', () => {
    const { status, stdout } = sluice(['destination', 'check', 'bad.json']);
    assert.equal(status, 1);
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      'bad.json:4:10: error D004: "config" does not ask for "endpont", did you mean "endpoint"?',
      'bad.json:6:26: error D004: there is no $page.utl here, did you mean "url"?',
      'bad.json:6:45: error D003: there is no cast "isoo", did you mean "iso"?',
      'bad.json:7:17: error D003: there is no operation "$iff", did you mean "$if"?',
      'bad.json:9:3: error D002: "limit" is not known here, did you mean "limits"?',
      'bad.json: 5 errors, 0 warnings; 2 kinds of events',
    ]);
  });

  it('warns of gzip for which browsers would ask first', () => {
    const gzip = { headers: { 'Content-Encoding': 'gzip' } };
    const simple = {
      destination: 1,
      name: 'a',
      url: 'https://a.example',
      type: 'text/plain',
      events: { '*': '$' },
    };
    const check = (more) =>
      sluice(
        ['destination', 'check', '-'],
        JSON.stringify({ ...simple, ...more }, null, 1),
      ).stdout;
    assert.match(
      check({ gzip }),
      /^-:11:4: warn D005: with it browsers ask first/,
    );
    assert.match(
      check({ gzip: { type: 'application/gzip' } }),
      /^-:10:3: warn D005/,
    );
    for (const fine of [
      { gzip: { query: { c: 'gzip' } } },
      { gzip, type: 'application/json' },
      { gzip, headers: { a: 'b' } },
    ]) {
      assert.match(check(fine), /^-: ok /);
    }
  });

  it('finds nothing wrong with those that are shipped, by file or name', () => {
    const files = readdirSync(new URL('js/destinations/', root))
      .filter((name) => name.endsWith('.json'))
      .map((name) => fileURLToPath(new URL(`js/destinations/${name}`, root)));
    assert.equal(files.length, 16);
    const { status, stdout } = sluice([
      'destination',
      'check',
      ...files,
      'posthog',
    ]);
    assert.equal(stdout.match(/: ok \(/g)?.length, 17, stdout);
    assert.equal(status, 0);
  });

  it('answers as JSON, one object a file', () => {
    const { stdout } = sluice(['destination', 'check', 'bad.json', '--json']);
    const { file, errors, remarks } = JSON.parse(stdout);
    assert.deepEqual([file, errors, remarks.length], ['bad.json', 5, 5]);
  });

  it('says where a text stops being JSON', () => {
    const { status, stdout } = sluice(
      ['destination', 'check', '-'],
      '{"destination": 1,,}',
    );
    assert.match(stdout, /^-:1:19: error D001: /);
    assert.equal(status, 1);
  });

  it('lists the known names for an unknown one', () => {
    const { status, stderr } = sluice(['destination', 'check', 'plausibel']);
    assert.match(
      stderr,
      /no description of that name; did you mean plausible\?/,
    );
    assert.equal(status, 2);
  });
});

write('large.json', {
  event: { ...kEvent.event, name: 'signup' },
  properties: { text: 'x'.repeat(1400) },
});
write('posthog-config.json', { key: 'k' });

describe('sluice destination preview', () => {
  const preview = (...args) =>
    sluice(['destination', 'preview', ...args, '--time', '1763800001000']);

  it('prints both ways of a body that may leave gzipped', () => {
    const posthog = ['posthog', '--config', 'posthog-config.json'];
    const firstLines = (...args) =>
      preview(...args)
        .stdout.split('\n')
        .filter((line) => /^(POST|\()/.test(line));
    const plain = 'POST https://us.i.posthog.com/batch/';
    assert.deepEqual(firstLines(...posthog, '--event', 'large.json'), [
      plain,
      plain,
      '(the same body, gzipped)',
    ]);
    assert.deepEqual(firstLines(...posthog, '--event', 'event.json'), [plain]);
    assert.deepEqual(
      firstLines(...posthog, '--event', 'large.json', '--leaving'),
      [plain],
    );
    const mine = [
      'ndjson',
      '--endpoint',
      'https://c.example',
      '--event',
      'large.json',
    ];
    assert.equal(firstLines(...mine).length, 1);
    assert.equal(firstLines(...mine, '--gzip').length, 3);
  });

  it('prints the requests byte for byte', () => {
    const { status, stdout } = preview(
      ...[
        'plausible',
        '--event',
        'event.json',
        '--config',
        'plausible-config.json',
      ],
    );
    assert.equal(
      stdout,
      'POST https://plausible.io/api/event\nContent-Type: text/plain\n\n' +
        '{"d":"shop.example","u":"https://shop.example/","n":"pageview"}\n',
    );
    assert.equal(status, 0);
  });

  it('takes lists and lines of events, and says what is left out', () => {
    const scroll = { event: { ...kEvent.event, name: 'scroll' } };
    const lines = `${JSON.stringify(kEvent)}\n${JSON.stringify(scroll)}\n`;
    for (const input of [lines, JSON.stringify([kEvent, scroll])]) {
      const args = ['destination', 'preview', 'plausible', '--event', '-'];
      args.push('--config', 'plausible-config.json');
      const { stdout, stderr } = sluice(args, input);
      assert.equal(stdout.match(/^POST/gm).length, 1);
      assert.match(stderr, /^1 left out/);
    }
  });

  it('says what is missing, and what is wrong, without a stack trace', () => {
    const missing = preview('plausible', '--event', 'event.json');
    assert.match(missing.stderr, /the description needs "domain"/);
    assert.equal(missing.status, 2);
    const bad = preview('bad.json', '--event', 'event.json');
    assert.match(bad.stdout, /bad\.json:4:10: error D004/);
    assert.equal(bad.status, 1);
    write('no-events.json', '{"event"\n:');
    const events = preview('plausible', '--event', 'no-events.json');
    assert.match(
      events.stderr,
      /no-events\.json is not JSON: line 1, column 1: the brace \{ here is /,
    );
    assert.equal(events.status, 2);
  });

  it('tells of a secret', () => {
    write('ga4.json', { measurement_id: 'G-1', api_secret: 's' });
    const { stderr } = preview(
      'ga4',
      '--event',
      'event.json',
      '--config',
      'ga4.json',
    );
    assert.match(stderr, /"api_secret" is a secret: not for a page/);
  });
});

describe('sluice bundle', () => {
  const config = {
    destinationConfig: { domain: 'shop.example' },
    clicks: false,
  };
  write('config.json', { ...config, destination: 'plausible' });
  const bundle = (...args) => sluice(['bundle', '--out', 'out', ...args]);

  it('makes one script that ignores the attributes of its tag', () => {
    const { status, stdout, stderr } = bundle('--config', 'config.json');
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const requests = [];
    const page = makePage({
      dataset: { endpoint: 'https://evil.example/', policy: 'none' },
      async fetch(url, { body }) {
        requests.push({ url, body });
        return new Response('ok', { status: 202 });
      },
    });
    page.run(read('out/sluice.js'));
    page.fire(page.window, 'pagehide');
    assert.deepEqual(page.said, []);
    const [request] = requests;
    assert.equal(request.url, 'https://plausible.io/api/event');
    assert.equal(JSON.parse(request.body).d, 'shop.example');
    assert.match(
      stdout,
      /^<script async src="\/sluice\.js" integrity="sha384-/,
    );
  });

  it('takes 2 KB more with the largest description in it', () => {
    const folder = new URL('js/dist/destinations/', root);
    const sizeOf = (file) => statSync(new URL(file, folder)).size;
    const [largest] = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort((a, b) => sizeOf(b) - sizeOf(a));
    assert.equal(largest, 'snowplow.json');
    const destinationConfig = { app: 'shop' };
    const endpoint = 'https://sp.shop.example';
    write('large.json', {
      endpoint,
      destination: 'snowplow',
      destinationConfig,
    });
    assert.equal(bundle('--config', 'large.json').status, 0);
    const sizeOfScript = (text) => brotliCompressSync(text).length;
    const script = readFileSync(new URL('js/dist/sluice.js', root));
    const more = sizeOfScript(read('out/sluice.js')) - sizeOfScript(script);
    assert.ok(more > 0 && more <= 2048, `${more} bytes`);
  });

  it('says in a manifest what went in, with hashes of all', () => {
    bundle('--config', 'config.json');
    const manifest = JSON.parse(read('out/manifest.json'));
    const sha384 = createHash('sha384')
      .update(read('out/sluice.js'))
      .digest('base64');
    assert.equal(manifest.files['sluice.js'], `sha384-${sha384}`);
    const made = ['sluice/sluice.js', 'config.json', 'plausible'];
    assert.deepEqual(Object.keys(manifest.madeOf), made);
    const before = read('out/sluice.js') + read('out/manifest.json');
    bundle('--config', 'config.json');
    assert.equal(read('out/sluice.js') + read('out/manifest.json'), before);
  });

  it('takes a policy, and refuses one with errors', () => {
    write('policy.json', '{"policy": 1, "id": "x", "evnts": []}');
    const { status, stdout } = bundle(
      '--config',
      'config.json',
      '--policy',
      'policy.json',
    );
    assert.match(stdout, /^policy\.json:1:\d+: error /m);
    assert.equal(status, 1);
  });

  it('refuses options that the page would complain about', () => {
    const wrong = { ...config, destination: 'plausible', rageClick: true };
    write('wrong.json', { ...wrong, clicks: 'maybe', goals: [{ id: '' }] });
    const { status, stdout } = bundle('--config', 'wrong.json');
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      'wrong.json: error /clicks: expected true or false',
      'wrong.json: error /rageClick: unknown option, did you mean "rageClicks"?',
      'wrong.json: error /goals/0/id: expected an id',
    ]);
    assert.equal(status, 1);
  });

  for (const [region, message] of [
    ['EU', /^region\.json: error \/region: "EU" .*"FR"/],
    ['UK', /^region\.json: error \/region: "UK" .*"GB"/],
    ['US-XX', /^region\.json: error \/region: "US-XX" /],
    ['Germany', /^region\.json: error \/region: "Germany" /],
    ['DE', undefined],
    ['us-ca', undefined],
  ]) {
    it(`${message ? 'refuses' : 'takes'} the region ${region}`, () => {
      write('region.json', { ...config, destination: 'plausible', region });
      const { status, stdout } = bundle('--config', 'region.json');
      if (message) assert.match(stdout, message);
      assert.equal(status, message ? 1 : 0);
    });
  }

  it('takes the addresses of a policy and of goals, which pages fetch', () => {
    const files = { policy: '/policy.json', goals: '/goals.json' };
    write('files.json', { ...config, ...files, destination: 'plausible' });
    const { status, stderr } = bundle('--config', 'files.json');
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  for (const [region, sends] of [
    [undefined, 1],
    ['DE', 0],
  ]) {
    it(`lets its tag say the region where the options ${region ? '' : 'do not '}name one`, () => {
      const usOnly = readJson('sdk/sluice/consent/presets/cookieless.json');
      write('us.json', {
        ...usOnly,
        unknownRegion: 'elsewhere',
        regimes: [
          { ...usOnly.regimes[0], id: 'us', regions: ['US'] },
          {
            ...{ id: 'elsewhere', model: 'none', regions: ['*'], purposes: {} },
            ...{ unknown: { mode: 'drop' }, withdrawal: { purge: ['queue'] } },
          },
        ],
      });
      const options = { ...config, destination: 'plausible', region };
      write('region.json', options);
      const args = ['--config', 'region.json', '--policy', 'us.json'];
      assert.equal(bundle(...args).status, 0);
      let requests = 0;
      const page = makePage({
        dataset: { region: 'US' },
        async fetch() {
          requests++;
          return new Response('ok', { status: 202 });
        },
      });
      page.run(read('out/sluice.js'));
      page.fire(page.window, 'pagehide');
      assert.equal(requests, sends);
    });
  }

  it('refuses secrets, and shows the way by a server', () => {
    const secret = { measurement_id: 'G-1', api_secret: 's' };
    write('secret.json', { destination: 'ga4', destinationConfig: secret });
    const { status, stderr } = bundle('--config', 'secret.json');
    assert.match(stderr, /"api_secret" is a secret.*server of yours/s);
    assert.equal(status, 2);
  });

  it('refuses a configuration that lacks what the description needs', () => {
    write('missing.json', { destination: 'plausible' });
    const { status, stderr } = bundle('--config', 'missing.json');
    assert.match(stderr, /needs "domain"/);
    assert.equal(status, 2);
  });
});

describe('destination.schema.json', () => {
  const schema = JSON.parse(
    readFileSync(new URL('js/dist/destination.schema.json', root)),
  );
  const validate = new Ajv({ strict: false }).compile(schema);

  it('fits those that are shipped, and says what does not as check does', () => {
    for (const name of readdirSync(new URL('js/dist/destinations/', root))) {
      if (!name.endsWith('.json')) continue;
      const text = readFileSync(new URL(`js/dist/destinations/${name}`, root));
      assert.ok(validate(JSON.parse(text)), name);
    }
    assert.ok(!validate(JSON.parse(kBad)));
  });
});
