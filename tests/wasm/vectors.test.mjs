import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { URL } from 'node:url';
import { readBatch } from '../../js/dist/node.mjs';
import { hosts, take } from './core.mjs';

const folder = new URL('../vectors/', import.meta.url);
const kStartWallMs = 1700000000000;

/** Runs a vector as ../vectors/README.md says. */
class Run {
  sent = [];
  reports = [];
  count_ = 0;

  constructor(core) {
    this.core_ = core;
  }

  start({ config = {}, url = 'https://shop.example/', start }) {
    const seed = '0123456789abcdef0123456789abcdef';
    const options = { endpoint: '/collect', ...config };
    this.tell_({ fact: 'start', seed, url, config: options, ...start });
  }

  give(fact) {
    this.count_++;
    return this.tell_(fact);
  }

  giveText(text) {
    const { status, actions } = take(this.core_, text);
    const lines = actions.split('\n').filter(Boolean);
    const answers = lines.flatMap((line) => this.perform_(JSON.parse(line)));
    for (const answer of answers) this.tell_(answer);
    return status;
  }

  tell_(fact) {
    const mono = this.count_ * 1000;
    const times = { wall: kStartWallMs + mono, mono };
    return this.giveText(JSON.stringify({ ...times, ...fact }));
  }

  /** Returns the facts that answer the action. */
  perform_(action) {
    if (action.action === 'report') this.reports.push(action);
    if (action.action === 'load') return [{ fact: 'loaded', values: {} }];
    if (action.action !== 'send') return [];
    this.sent.push(readBatch(action.body));
    return [{ fact: 'sent', batch: action.batch, status: 200 }];
  }
}

/** Members of `expected` are those of `actual`; null expects absence. */
function check(expected, actual, path) {
  if (expected === null) return assert.equal(actual ?? null, null, path);
  if (typeof expected !== 'object' || Array.isArray(expected)) {
    return assert.deepEqual(actual, expected, path);
  }
  assert.equal(typeof actual, 'object', path);
  for (const [name, value] of Object.entries(expected)) {
    check(value, actual[name], `${path}/${name}`);
  }
}

function runVector(core, vector) {
  const run = new Run(core);
  run.start(vector);
  let status = 0;
  if (vector.url) {
    status = run.give({ fact: 'page', url: vector.url, cause: 'load' });
  }
  for (const fact of vector.facts ?? []) status = run.give(fact);
  for (const text of vector.texts ?? []) status = run.giveText(text);
  run.give({ fact: 'flush', wall: kStartWallMs });
  const { expect } = vector;
  const events = run.sent.flatMap((batch) => batch.events);
  assert.equal(events.length, expect.events.length);
  expect.events.forEach((event, i) => check(event, events[i], `/${i}`));
  if ('status' in expect) assert.equal(status, expect.status);
  const codes = run.reports.map(({ code }) => code);
  assert.deepEqual(codes, expect.reports ?? []);
  if (expect.at)
    assert.deepEqual(
      run.reports.map(({ at }) => at),
      expect.at,
    );
  for (const name of ['dropped', 'cut']) {
    if (name in expect) check(expect[name], run.sent.at(-1)[name], `/${name}`);
  }
}

for (const [host, start] of Object.entries(hosts)) {
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.json'))) {
    describe(`${file} through ${host}`, () => {
      const { vectors } = JSON.parse(readFileSync(new URL(file, folder)));
      for (const vector of vectors) {
        it(vector.it, async () => runVector(await start(), vector));
      }
    });
  }
}
