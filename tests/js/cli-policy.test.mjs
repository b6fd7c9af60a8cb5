// `sluice policy`: what it prints for the policies of tests/policies is kept
// in tests/policies/expected, one file for each command line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { examples, policiesFolder, presetPolicies } from './policies.mjs';

const cli = fileURLToPath(new URL('../../js/dist/cli.mjs', import.meta.url));

function sluice(args, input = '') {
  const options = { cwd: policiesFolder, input, encoding: 'utf8' };
  const command = [cli, 'policy', ...args];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    command,
    options,
  );
  assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
  return { status, stdout, stderr };
}

/** Holds what a command prints against expected/NAME.txt. */
function assertPrints(name, args, status) {
  const printed = sluice(args);
  const file = join(policiesFolder, 'expected', `${name}.txt`);
  if (process.env.SLUICE_UPDATE) writeFileSync(file, printed.stdout);
  assert.equal(printed.stdout, readFileSync(file, 'utf8'));
  assert.equal(printed.stderr, '');
  assert.equal(printed.status, status);
}

const names = examples.map(([name]) => name);

describe('sluice policy check', () => {
  it('finds nothing wrong with the five', () => {
    assertPrints('check', ['check', ...names], 0);
  });

  it('finds what is wrong with the bad ones', () => {
    const bad = ['syntax', 'schema', 'bad'].map((name) => `bad/${name}.json`);
    assertPrints('check-bad', ['check', ...bad], 1);
  });

  it('finds nothing wrong with the presets', () => {
    for (const [name, text] of presetPolicies) {
      const { status, stdout } = sluice(['check', '-'], text);
      assert.match(stdout, /^-: ok \(1 regime, /, name);
      assert.equal(status, 0);
    }
  });

  it('names the nearest word where "never" has another', () => {
    const [, text] = examples[0];
    const wrong = text.replace('["email", ', '["emails", ');
    const { status, stdout } = sluice(['check', '-'], wrong);
    assert.match(stdout, /^-:3:\d+: error P002: .*did you mean "email"\?$/m);
    assert.equal(status, 1);
    const missing = text.replace(/"never": \[[^\]]*\],/, '');
    assert.match(
      sluice(['check', '-'], missing).stdout,
      / warn P080: no "never"/,
    );
  });

  it('--json prints an object for each file', () => {
    const { status, stdout } = sluice(['check', '--json', 'bad/syntax.json']);
    assert.deepEqual(JSON.parse(stdout), {
      file: 'bad/syntax.json',
      errors: 1,
      warnings: 0,
      remarks: [
        {
          line: 4,
          column: 3,
          severity: 'error',
          code: 'P001',
          message: 'duplicate key "id", first on line 3',
        },
      ],
      regimes: 1,
      eventRules: 0,
      fieldRules: 0,
    });
    assert.equal(status, 1);
  });

  it('names the place of what is no JSON', () => {
    const { status, stdout } = sluice(['check', '-'], '{"policy": 1,\n  x}');
    assert.match(stdout, /^-:2:3: error P001: /);
    assert.equal(status, 1);
    assert.match(sluice(['check', '-'], '').stdout, /^-:1:1: error P001: /);
    assert.match(
      sluice(['check', '-'], '[]').stdout,
      /^-:1:1: error P002: expected an object \{\}, not \[\]/,
    );
  });

  it('finds what looks right and is not', () => {
    const files = ['places', 'order', 'names', 'dead', 'comma'];
    const bad = files.map((name) => `bad/${name}.json`);
    assertPrints('check-field', ['check', ...bad], 1);
  });

  it('is silent about policies that are shipped, and shown', () => {
    for (const folder of ['js/policies', 'demo/playground/policies']) {
      const path = join(policiesFolder, '../..', folder);
      const shown = readdirSync(path).filter((name) => name.endsWith('.json'));
      const { status, stdout } = sluice([
        'check',
        ...shown.map((name) => join(path, name)),
      ]);
      assert.equal(stdout.match(/: ok \(/g)?.length, shown.length, stdout);
      assert.equal(status, 0);
    }
  });

  it('--events and --goals make own events known', () => {
    const policy = JSON.parse(examples[3][1]);
    policy.events[0].name.push('purchases', 'trial');
    const check = (...args) =>
      sluice(['check', '-', ...args], JSON.stringify(policy)).stdout;
    assert.match(check(), /^-:1:\d+: warn P013: "purchases" is no event /);
    assert.doesNotMatch(check(), /"trial"/);
    const file = (name) => join('events', name);
    const known = check('--events', file('names.json'));
    assert.match(known, /^-: ok /);
    assert.match(
      check('--events', file('some.ndjson')),
      /P013: "trial" is nei/,
    );
    assert.match(check('--goals', file('goals.json')), /^-: ok /);
    const wrong = sluice(['check', '-', '--events', file('wrong.json')], '{}');
    assert.equal(
      wrong.stderr,
      'sluice: events/wrong.json: event 2 is neither a name nor an event with ' +
        '"event.name"\n',
    );
    assert.equal(wrong.status, 2);
  });

  it('says which file it cannot read', () => {
    const missing = sluice(['check', 'nowhere.json']);
    assert.equal(
      missing.stderr,
      "sluice: can't read nowhere.json: there is no such file\n",
    );
    assert.equal(missing.status, 2);
    const folder = sluice(['check', 'bad']);
    assert.equal(folder.stderr, "sluice: can't read bad: it is a folder\n");
    assert.equal(folder.status, 2);
    assert.equal(sluice(['check']).status, 2);
  });
});

/** The arguments of `explain`, with files of tests/policies/situations. */
function situation(policy, event, signals, region) {
  const file = (name) => `situations/${name}.json`;
  return [
    ...['explain', `${policy}.json`, '--event', file(event)],
    ...(signals ? ['--signals', file(signals)] : []),
    ...(region ? ['--region', region] : []),
  ];
}

describe('sluice policy explain', () => {
  const situations = {
    'explain-held': ['1-eu-tcf', 'click', 'dialog-open', 'FR'],
    'explain-analytics': ['1-eu-tcf', 'purchase', 'analytics-only', 'FR'],
    'explain-exempt': ['2-cnil-exempt', 'click', undefined, 'FR'],
    'explain-gpc': ['3-us-optout', 'purchase', 'gpc', 'US-CA'],
    'explain-gcm': ['4-global-gcm', 'purchase', 'gcm-granted', 'BR'],
    'explain-kids': ['5-kids', 'click'],
  };
  for (const [name, args] of Object.entries(situations)) {
    it(`says what happens to a ${args[1]} under ${args[0]}`, () => {
      assertPrints(name, situation(...args), 0);
    });
  }

  it('--json prints an object, with JSON pointers', () => {
    const args = situation('3-us-optout', 'purchase', 'gpc', 'US-CA');
    const { stdout, status } = sluice([...args, '--json']);
    const { purposes, action, destinations } = JSON.parse(stdout);
    assert.deepEqual(purposes[1], {
      name: 'ads',
      state: 'denied',
      why: 'gpc: the signal objects',
      line: 17,
      rule: '/regimes/0/purposes/ads/veto/0',
    });
    assert.equal(action.ruling, 'send');
    assert.equal(destinations[1].status, 'dropped');
    assert.equal(status, 0);
  });

  it('reports regions that do not exist, and those without visitors', () => {
    const args = situation('bad/places', 'click', undefined, 'FR');
    const { stdout } = sluice(args);
    assert.match(
      stdout,
      /^note: "EU" is no place, did you mean "EEA"\? A page/m,
    );
    assert.match(
      stdout,
      /^note: "ZZ" is no place .* \[bad\/places.json:\d+\]$/m,
    );
    for (const [region, said] of [
      ['UK', 'region "UK" is no place, did you mean "GB"?'],
      ['USA', 'region "USA" is no place, did you mean "US"?'],
      [
        'US-XX',
        'region "US-XX" is no place (ISO 3166-2 has no such part of US)',
      ],
    ]) {
      const wrong = sluice(situation('1-eu-tcf', 'click', undefined, region));
      assert.equal(wrong.stderr, `sluice: ${said}\n`);
      assert.equal(wrong.status, 2);
    }
    const lower = sluice(situation('1-eu-tcf', 'click', undefined, 'gb'));
    assert.match(lower.stdout, /region GB matches GB/);
  });

  it('says what "never" cut out, and by which line', () => {
    const event = {
      event: { name: 'signup' },
      page: { title: 'Inbox of joe@mail.example' },
    };
    const args = ['explain', '3-us-optout.json', '--event', '-'];
    const { stdout } = sluice(args, JSON.stringify(event));
    assert.match(
      stdout,
      /page\.title .*"Inbox of \[email\]" .*, never email \[3-us-optout\.json:3\]$/m,
    );
  });

  it('says what the policy does not listen to', () => {
    const args = situation('1-eu-tcf', 'click', 'gpc', 'FR');
    assert.match(
      sluice(args).stdout,
      /^note: the policy reads no signal gpc$/m,
    );
  });

  it('has a regime for children', () => {
    const args = situation('1-eu-tcf', 'click', undefined, 'FR');
    const { stdout } = sluice([...args, '--audience', 'child']);
    assert.match(stdout, /^regime eu: /m);
    const wrong = sluice([...args, '--audience', 'kids']);
    assert.match(wrong.stderr, /"audience" is not "general" or "child"/);
    assert.equal(wrong.status, 2);
  });

  it('names the file and the place of what it cannot read', () => {
    const event = ['--event', 'situations/click.json'];
    const from = (input, ...args) => sluice(['explain', ...args], input).stderr;
    assert.equal(
      from('{"policy": 1,\n x', '-', ...event),
      'sluice: -:2:2: a name needs double quotes: "x"\n',
    );
    assert.equal(
      from('{"page": 1}', '1-eu-tcf.json', '--event', '-'),
      'sluice: -: expected {"event": {"name": NAME}, ...}\n',
    );
    assert.equal(
      from('{"kalro": {}}', '1-eu-tcf.json', ...event, '--signals', '-'),
      'sluice: -: there is no signal "kalro", did you mean "klaro"?\n',
    );
    assert.equal(
      from(
        '{"tcf": {"purpose": []}}',
        '1-eu-tcf.json',
        ...event,
        '--signals',
        '-',
      ),
      'sluice: -: "purpose" is no member of tcf, did you mean "purposes"?\n',
    );
    assert.equal(
      from('[', '1-eu-tcf.json', ...event, '--signals', '-'),
      'sluice: -:1:1: the bracket [ here is never closed\n',
    );
    for (const args of [['1-eu-tcf.json'], event, ['a', 'b', ...event]]) {
      assert.equal(sluice(['explain', ...args]).status, 2);
    }
  });
});

describe('sluice policy test', () => {
  it('says which cases hold and which do not', () => {
    assertPrints('test-us', ['test', '3-us-optout.json', 'cases/us.json'], 1);
  });

  it('exits 0 when all hold', () => {
    assertPrints('test-eu', ['test', '1-eu-tcf.json', 'cases/eu.json'], 0);
  });

  it('says which case it cannot understand', () => {
    const from = (one) => {
      const input = typeof one === 'string' ? one : JSON.stringify([one]);
      const { status, stderr } = sluice(
        ['test', '3-us-optout.json', '-'],
        input,
      );
      assert.equal(status, 2);
      return stderr;
    };
    const event = { event: { name: 'purchase' } };
    assert.equal(
      from('{'),
      'sluice: - is not JSON: line 1, column 1: ' +
        'the brace { here is never closed\n',
    );
    assert.equal(from('{}'), 'sluice: - is no list of cases\n');
    assert.equal(from(1), 'sluice: -: case 1 is no object\n');
    assert.equal(
      from({ event }),
      'sluice: -: case 1: "expect" says nothing to expect\n',
    );
    assert.match(from({ evnt: 1 }), /case 1 has an unknown member evnt/);
    assert.match(
      from({ event, expect: { purposes: { adds: 'denied' } } }),
      /expect\.purposes: there is no "adds", did you mean "ads"\?/,
    );
    assert.match(
      from({ event, expect: { destinations: { cappi: 'sent' } } }),
      /expect\.destinations: there is no "cappi", did you mean "capi"\?/,
    );
    assert.match(
      from({ event, expect: { actoin: 'send' } }),
      /expect: there is no "actoin", did you mean "action"\?/,
    );
    assert.equal(sluice(['test', '3-us-optout.json']).status, 2);
  });
});

describe('sluice policy diff', () => {
  it('finds that more leaves, and exits 3', () => {
    const eu = ['diff', '1-eu-tcf.json', 'edited/1-eu-tcf.json'];
    assertPrints('diff-eu', eu, 3);
    const us = ['diff', '3-us-optout.json', 'edited/3-us-optout.json'];
    assertPrints('diff-us', us, 3);
  });

  it('exits 0 where only less leaves', () => {
    const text = JSON.parse(presetPolicies[1][1]);
    text.fields.shift();
    text.destinations.collector.needs = ['analytics', 'ads'];
    const preset = '../../sdk/sluice/consent/presets/opt-in.json';
    const { status, stdout } = sluice(
      ['diff', preset, '-'],
      JSON.stringify(text),
    );
    assert.match(stdout, /^   less leaves {2}collector: sent -> dropped /m);
    assert.match(stdout, /^!! more leaves {2}collector\.page\.url: query cut/m);
    assert.equal(status, 3);
    const less = JSON.parse(presetPolicies[1][1]);
    less.destinations.collector.needs = ['analytics', 'ads'];
    assert.equal(sluice(['diff', preset, '-'], JSON.stringify(less)).status, 0);
  });

  it('finds no change where only the text is another', () => {
    const text = JSON.parse(examples[3][1]);
    const other = { revision: '2', note: 'new', ...text };
    other.fields.push(structuredClone(other.fields[2]));
    const { status, stdout } = sluice(
      ['diff', names[3], '-'],
      JSON.stringify(other),
    );
    assert.match(stdout, /\nthe same behaviour\n$/);
    assert.equal(status, 0);
  });

  it('finds what does not depend on situations', () => {
    const text = JSON.parse(examples[0][1]);
    text.signals.tcf.vendor = 99;
    text.storage.visitor.maxAge = '6mo';
    text.destinations.warehouse.url = 'https://other.example/b';
    text.regimes[0].withdrawal.purge = ['queue'];
    text.regimes[0].unknown.maxEvents = 60;
    text.receipt.to = ['warehouse', 'adserver'];
    const { status, stdout } = sluice(
      ['diff', names[0], '-', '--json'],
      JSON.stringify(text),
    );
    const { changes } = JSON.parse(stdout);
    assert.deepEqual(
      changes.map(({ way, what, from, to }) => [way, what, from, to]),
      [
        ['more', 'receipts, to', 'warehouse', '["warehouse","adserver"]'],
        [
          ...['more', 'held at most', '50 events, 65536 bytes, 120s'],
          '60 events, 65536 bytes, 120s',
        ],
        ['more', 'erased by a withdrawal', 'queue, storage, ids', 'queue'],
        [
          ...['other', 'warehouse, address', 'https://collect.news.example/b'],
          'https://other.example/b',
        ],
        ['other', 'signal tcf, vendor', '1234', '99'],
        ['less', 'storage visitor, maxAge', '13mo', '6mo'],
      ],
    );
    assert.equal(status, 3);
  });

  it('draws situations where there are too many', () => {
    const policy = JSON.parse(presetPolicies[0][1]);
    for (let i = 0; i < 10; i++) {
      policy.purposes[`p${i}`] = { title: 'One of many' };
      policy.regimes[0].purposes[`p${i}`] = {
        decide: ['site'],
        else: 'unknown',
      };
      policy.signals.site.map[`p${i}`] = `p${i}`;
    }
    const text = JSON.stringify(policy);
    const { stdout } = sluice(['diff', '-', names[4]], text);
    assert.match(stdout, /situations drawn from more\)/);
  });

  it('says which of the two it cannot read', () => {
    const { status, stderr } = sluice(['diff', names[0], '-'], '{}');
    assert.match(stderr, /^sluice: -:1:1: expected "policy": 1/);
    assert.equal(status, 2);
    assert.equal(sluice(['diff', names[0]]).status, 2);
  });
});

describe('sluice policy', () => {
  it('--help and each --help say what there is', () => {
    const { status, stdout } = sluice(['--help']);
    assert.match(stdout, /^Usage: sluice policy COMMAND/);
    assert.equal(status, 0);
    for (const [, command] of stdout.matchAll(/^ {2}(\w+) [A-Z]/gm)) {
      const help = sluice([command, '--help']);
      assert.match(
        help.stdout,
        new RegExp(`^Usage: sluice policy ${command} `),
      );
      assert.match(help.stdout, /^Exit code 0/m);
      assert.equal(help.status, 0);
    }
  });

  it('names the command that was probably meant', () => {
    assert.equal(
      sluice(['chekc']).stderr,
      'sluice: no command policy chekc; did you mean check?\n',
    );
    assert.equal(sluice([]).status, 2);
  });
});
