// `sluice goals`: what it says of goals and events, and goals.schema.json
// against ajv.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { URL, fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { fullHosts, fullOf } from '../wasm/full.mjs';
import { randomFrom } from './policies.mjs';

const cli = fileURLToPath(new URL('../../js/dist/cli.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sluice-goals-'));
after(() => rmSync(folder, { recursive: true }));

function sluice(args, input = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'goals', ...args],
    { cwd: folder, input, encoding: 'utf8' },
  );
  assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
  return { status, stdout, stderr };
}

const kGoals = `{"goals": [
  {"id": "vip", "on": {"event": "purchase",
    "where": {"order.value": {"atLeast": 100}}},
    "value": {"from": "order.value"}, "currency": {"from": "order.currency"}},
  {"id": "demo", "kind": "micro", "on": ["signup", {"click": "#demo*"}]},
  {"id": "not-us", "on": "purchase", "once": "visitor",
   "except": [{"url": "/internal*"}]}
]}
`;

const kPurchase = {
  event: { name: 'purchase' },
  page: { path: '/internal/test' },
  order: { id: 'A-17', value: '100.00', currency: 'EUR' },
};

writeFileSync(join(folder, 'goals.json'), kGoals);
writeFileSync(join(folder, 'purchase.json'), JSON.stringify(kPurchase));

describe('sluice goals check', () => {
  it('finds nothing wrong with sound goals, in a file or a bare list', () => {
    const { status, stdout } = sluice(['check', 'goals.json']);
    assert.equal(stdout, 'goals.json: ok (3 goals)\n');
    assert.equal(status, 0);
    const list = JSON.stringify(JSON.parse(kGoals).goals);
    assert.equal(sluice(['check', '-'], list).status, 0);
  });

  it('names the place of each mistake, and what was probably meant', () => {
    const goals = `[
  {"id": "a", "on": "x", "excpet": "y"},
  {"id": "b", "on": {"clik": "#x"}, "kind": "mikro"},
  {"id": "c", "on": {"event": "x", "where": {"a.b": {"atLest": 1}}}},
  {"id": "d", "on": {"scroll": 120}, "value": "9,90"},
  {"id": "e", "id": "f", "on": "x"}
]`;
    const { status, stdout } = sluice(['check', '-'], goals);
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      '-:2:26: error G002: "excpet" is not known here, did you mean "except"?',
      '-:3:22: error G002: "clik" is not known here, did you mean "click"?',
      '-:3:45: error G002: expected "micro" or "macro", not "mikro", did you mean "micro"?',
      '-:4:54: error G002: "atLest" is not known here, did you mean "atLeast"?',
      '-:5:32: error G002: 120 is above 100',
      '-:5:47: error G002: "9,90" does not fit: expected a decimal amount, "9.90"',
      '-:6:15: error G001: duplicate key "id", first on line 6',
      '-: 7 errors, 0 warnings; 5 goals',
    ]);
    assert.equal(status, 1);
  });

  it('finds what fits the schema and cannot be', () => {
    const goals = `[
  {"id": "a", "on": {"where": {"page.path": "/"}}},
  {"id": "a", "on": "x", "value": 1, "currency": "XXX"}
]`;
    const { stdout } = sluice(['check', '-'], goals);
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      '-:2:21: error G003: it speaks of no event',
      '-:3:50: error G003: expected a currency of ISO 4217, "EUR"',
      '-: 2 errors, 0 warnings; 2 goals',
    ]);
  });

  it('tells of conditions that no event can fit, and what to write', () => {
    const told = (on) => {
      const goals = JSON.stringify([{ id: 'a', on }]);
      const { stdout } = sluice(['check', '-', '--json'], goals);
      return JSON.parse(stdout).remarks.map(({ code, message }) => {
        assert.equal(code, 'G004');
        return message.replace('no event fits this: ', '');
      });
    };
    const tellsOf = (expected, on) => {
      const [message, ...others] = told(on);
      assert.match(message ?? 'nothing', expected, JSON.stringify(on));
      assert.deepEqual(others, []);
    };
    for (const click of ['.buy', 'button.buy', '#menu .buy', 'a.b > i']) {
      tellsOf(/"#ID"/, { click });
    }
    tellsOf(/" > " alone/, { click: 'nav a' });
    tellsOf(/a list for several/, { click: '#a > b, #c > d' });
    tellsOf(/pseudo-class/, { click: 'a:hover' });
    for (const form of ['.contact', 'form[name="a"]', 'main > form']) {
      tellsOf(/known by its id or name/, { form });
    }
    tellsOf(/has no query/, { url: '/thanks?order=*' });
    for (const url of ['thanks', 'shop.example/thanks', 'www.*', '?ok=1']) {
      tellsOf(/begins with/, { url });
    }
    tellsOf(/the event "goal"/, 'goal');
    tellsOf(/the event "goal"/, [{ event: ['x', 'goal'] }]);

    const fine = [
      ...['#buy', '#buy*', '#menu > a*', 'form > *', 'a[name="x"]', '*'],
      ...['[data-testid="x"] > *', '* > a:nth-of-type(2)', 'nav > *:nth*'],
    ].map((click) => ({ click }));
    const urls = [
      '/',
      '/a#/b?c',
      '*',
      'https://*',
      'h*',
      'http://x.example/?a',
    ];
    const forms = ['#f', 'contact', '*'].map((form) => ({ form }));
    for (const on of [...fine, ...forms, ...urls.map((url) => ({ url }))]) {
      assert.deepEqual(told(on), [], JSON.stringify(on));
    }
  });

  it('names the place of what is no JSON, and the file it cannot read', () => {
    const { status, stdout } = sluice(['check', '-'], '[\n  {x}]');
    assert.match(stdout, /^-:2:4: error G001: /);
    assert.equal(status, 1);
    const missing = sluice(['check', 'nowhere.json']);
    assert.equal(
      missing.stderr,
      "sluice: can't read nowhere.json: there is no such file\n",
    );
    assert.equal(missing.status, 2);
    assert.equal(sluice(['check']).status, 2);
  });

  it('--json prints an object for each file', () => {
    const { stdout } = sluice(['check', '--json', 'goals.json']);
    assert.deepEqual(JSON.parse(stdout), {
      ...{ file: 'goals.json', errors: 0, warnings: 0, remarks: [], goals: 3 },
    });
  });
});

describe('sluice goals explain', () => {
  it('says why each goal is reached or not, by lines of the file', () => {
    const { status, stdout } = sluice([
      ...['explain', 'goals.json', 'purchase.json'],
    ]);
    assert.deepEqual(stdout.trimEnd().split('\n'), [
      'event purchase',
      'goal vip (macro, once per order): reached, worth 100.00 EUR [goals.json:2]',
      '   + event.name: expected "purchase", found "purchase" [goals.json:2]',
      '   + order.value: expected {"atLeast":100}, found "100.00" [goals.json:3]',
      'goal demo (micro, once per order): not reached [goals.json:5]',
      '   - event.name: expected "signup", found "purchase" [goals.json:5]',
      '   - event.name: expected "#demo*", found "purchase" [goals.json:5]',
      'goal not-us (macro, once per visitor): not reached: an exception fits [goals.json:6]',
      '   + event.name: expected "purchase", found "purchase" [goals.json:6]',
      '   + page.path: expected "/internal*", found "/internal/test" [goals.json:7]',
    ]);
    assert.equal(status, 0);
  });

  it('--json has JSON pointers, and what the value lacks', () => {
    const goals = JSON.stringify([
      { id: 'a', on: 'purchase', value: { from: 'page.path' } },
      { id: 'b', onn: 'purchase' },
    ]);
    const args = ['explain', '-', 'purchase.json', '--json'];
    const [a, b] = JSON.parse(sluice(args, goals).stdout).goals;
    assert.equal(a.status, 'reached');
    assert.equal(a.tests[0].rule, '/0/on');
    assert.deepEqual(a.mistakes, ['value: expected a decimal amount, "9.90"']);
    assert.equal(b.status, 'wrong');
  });

  it('names the file and the place of what it cannot read', () => {
    const from = (input, ...args) => sluice(['explain', ...args], input).stderr;
    assert.equal(
      from('[', '-', 'purchase.json'),
      'sluice: -:1:1: the bracket [ here is never closed\n',
    );
    assert.equal(
      from('{"page": 1}', 'goals.json', '-'),
      'sluice: -: expected {"event": {"name": NAME}, ...}\n',
    );
    assert.equal(sluice(['explain', 'goals.json']).status, 2);
  });
});

describe('sluice goals', () => {
  it('--help and each --help say what there is', () => {
    const { status, stdout } = sluice(['--help']);
    assert.match(stdout, /^Usage: sluice goals COMMAND/);
    assert.equal(status, 0);
    for (const [, command] of stdout.matchAll(/^ {2}(\w+) [A-Z]/gm)) {
      const help = sluice([command, '--help']);
      assert.match(help.stdout, new RegExp(`^Usage: sluice goals ${command} `));
      assert.match(help.stdout, /^Exit code 0/m);
    }
    assert.equal(
      sluice(['chekc']).stderr,
      'sluice: no command goals chekc; did you mean check?\n',
    );
    assert.equal(sluice([]).status, 2);
  });
});

describe('goals.schema.json', () => {
  const file = new URL('../../js/dist/goals.schema.json', import.meta.url);
  const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));

  it('is read by sluice goals check as ajv reads it', async () => {
    const full = fullOf(await fullHosts.wasm());
    const random = randomFrom(20261122);
    const counts = { fits: 0, not: 0 };
    for (let i = 0; i < 2000; i++) {
      const goals = JSON.parse(kGoals);
      mutate(goals, random);
      const text = JSON.stringify(goals);
      const { remarks } = full.ask({ ask: 'check_goals', text });
      const refused = remarks.filter(({ code }) => code === 'G002');
      const fits = validate(goals);
      const said = JSON.stringify({ ajv: validate.errors, refused }, null, 1);
      assert.equal(refused.length === 0, fits, `${said}\n${text}`);
      counts[fits ? 'fits' : 'not']++;
    }
    assert.ok(counts.fits > 200 && counts.not > 200, JSON.stringify(counts));
  });
});

const kValues = [
  ...[
    null,
    true,
    0,
    -1,
    2.5,
    101,
    '',
    'x',
    '9.90',
    '9,90',
    'EUR',
    '30s',
    'EURO',
  ],
  ...[
    'micro',
    'page',
    [],
    {},
    ['a'],
    [1],
    [''],
    { event: 'x' },
    { scroll: 75 },
  ],
  ...[{ where: { 'a.b': { not: ['x', 1] } } }, { from: 'a.b' }, { from: 7 }],
  ...[
    { atMost: '1.5' },
    { is: [true] },
    [{ event: ['x', 'y'] }],
    'x'.repeat(121),
  ],
];

/** Sets, removes or adds a member or an element somewhere. */
function mutate(goals, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const places = [];
  (function walk(value) {
    if (typeof value !== 'object' || value === null) return;
    places.push(value);
    Object.values(value).forEach(walk);
  })(goals);
  const at = pick(places);
  const key = pick(Object.keys(at));
  const value = structuredClone(pick(kValues));
  if (Array.isArray(at)) at.splice(Number(key ?? 0), 1, value);
  else if (random() < 0.2)
    at[pick(['kind', 'once', 'value', 'engaged', 'nmae'])] = value;
  else if (random() < 0.2) delete at[key];
  else at[key] = value;
}

describe('the goals of the demo', () => {
  it('are sound', () => {
    const path = new URL('../../demo/shop/goals.json', import.meta.url);
    const { status, stderr } = sluice(['check', fileURLToPath(path)]);
    assert.equal(status, 0, stderr);
  });
});
