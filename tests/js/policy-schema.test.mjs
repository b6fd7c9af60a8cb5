// Policies against their schema, by ajv; and `sluice policy check`, which
// reads the same schema in its own way, against ajv.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { fullHosts, fullOf } from '../wasm/full.mjs';
import { examples, presetPolicies, randomFrom } from './policies.mjs';

const schema = JSON.parse(
  readFileSync(
    new URL('../../js/dist/policy.schema.json', import.meta.url),
    'utf8',
  ),
);
const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });
const validate = ajv.compile(schema);
const all = [...examples, ...presetPolicies];

describe('policy.schema.json', () => {
  it('fits the presets and the five policies', () => {
    assert.equal(all.length, 7);
    for (const [name, text] of all) {
      validate(JSON.parse(text));
      assert.deepEqual(validate.errors, null, name);
    }
  });

  it('says of each member what it is for', () => {
    const silent = Object.entries(schema.properties)
      .filter(([, { description, $ref }]) => !description && !$ref)
      .map(([name]) => name);
    assert.deepEqual(silent, []);
  });
});

describe('sluice policy check', () => {
  it('finds a policy to fit the schema exactly where ajv does', async () => {
    const full = fullOf(await fullHosts.wasm());
    const random = randomFrom(20261122);
    const counts = { fits: 0, not: 0 };
    for (let i = 0; i < 3000; i++) {
      const policy = JSON.parse(all[i % all.length][1]);
      mutate(policy, random);
      const text = JSON.stringify(policy);
      const { remarks } = full.ask({ ask: 'check', text });
      // Of a region that is no place, P011 says it in better words.
      const refused = remarks.filter(({ code }) =>
        ['P002', 'P011'].includes(code),
      );
      const fits = validate(policy);
      const said = JSON.stringify({ ajv: validate.errors, refused }, null, 1);
      assert.equal(refused.length === 0, fits, `${said}\n${text}`);
      counts[fits ? 'fits' : 'not']++;
    }
    assert.ok(counts.fits > 300 && counts.not > 300, JSON.stringify(counts));
  });
});

const kValues = [
  ...[null, true, false, 0, 1, -1, 2.5, 25, 600, '', 'x', 'X', '*', 'utm_*'],
  ...['a*b', 'FR', 'US-CA', 'us', 'EEA', '90s', '13mo', '1w', 'drop', 'hold'],
  ...['cookieless', 'allow', 'deny', 'granted', 'gpc', 'tcf', 'gcm', 'site'],
  ...['ads', 'analytics', 'a'.repeat(32), 'a'.repeat(33), 'tcf.explicit'],
  ...[[], {}, ['ads'], ['ads', 'ads'], [1], ['*', 'b'], { url: {} }],
  ...[{ truncate: 3 }, { round: 0 }, { hash: { key: 'k' } }, { redact: 'x' }],
  ...[{ signal: 'gpc', unless: 'site.explicit' }, { read: 'gpc' }],
  ...[
    { read: 'usp', denies: ['ads'] },
    { url: {}, round: 1 },
  ],
];

/** Sets, removes, renames or adds a member or an element somewhere. */
function mutate(policy, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const places = [];
  (function walk(value) {
    if (typeof value !== 'object' || value === null) return;
    places.push(value);
    Object.values(value).forEach(walk);
  })(policy);
  const at = pick(places);
  const key = pick(Object.keys(at));
  const value = structuredClone(pick(kValues));
  if (Array.isArray(at)) {
    const index = key === undefined ? 0 : Number(key);
    at.splice(index, Math.floor(random() * 2), value);
  } else if (key === undefined || random() < 0.15) {
    at[pick(['note', 'nmae', 'if', 'x y', 'exempt', 'to', 'audience'])] = value;
  } else if (random() < 0.3) {
    delete at[key];
  } else {
    at[key] = value;
  }
}
