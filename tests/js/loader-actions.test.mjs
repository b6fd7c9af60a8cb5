import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { loadSource } from '../../js/tools/load-source.mjs';

const { reporter, sayOutcome } = await loadSource('console.ts');
const { Timer } = await loadSource('timer.ts');
const { load, store, erase } = await loadSource('storage.ts');

describe('reporter', () => {
  const { warn, error, info } = console;
  let said;

  beforeEach(() => {
    said = [];
    for (const level of ['warn', 'error', 'info']) {
      console[level] = (...words) => said.push(`${level}: ${words.join('|')}`);
    }
  });

  afterEach(() => Object.assign(console, { warn, error, info }));

  it('says a problem once for each place', () => {
    const report = reporter();
    report('warn', 'config_type', 'expected true', '/clicks');
    report('warn', 'config_type', 'expected true', '/clicks');
    report('warn', 'config_type', 'expected true', '/tape');
    report('error', 'config_json', 'not JSON');
    assert.deepEqual(said, [
      'warn: sluice: expected true [config_type /clicks]',
      'warn: sluice: expected true [config_type /tape]',
      'error: sluice: not JSON [config_json]',
    ]);
  });

  it('ends after a hundred different problems', () => {
    const report = reporter();
    for (let i = 0; i < 200; i++) report('warn', 'left_out', 'x', `/${i}`);
    assert.equal(said.length, 100);
  });

  it('says what became of an event, however often', () => {
    const outcome = { id: 'uuid', event: 'a #1', destination: '', rule: '' };
    sayOutcome({ ...outcome, outcome: 'held', rule: '/events/0' });
    for (let i = 0; i < 2; i++) {
      sayOutcome({
        ...outcome,
        destination: 'collector',
        outcome: 'sent, 200',
      });
    }
    assert.deepEqual(said, [
      'info: sluice: a #1: held [/events/0]|uuid',
      'info: sluice: a #1 -> collector: sent, 200|uuid',
      'info: sluice: a #1 -> collector: sent, 200|uuid',
    ]);
  });

  it('survives a page that took the console away', () => {
    console.warn = null;
    console.info = null;
    reporter()('warn', 'left_out', 'x');
    sayOutcome({ event: 'a', destination: '', outcome: 'queued', rule: '' });
  });
});

describe('Timer', () => {
  /** A timer at `mono`, and the waits that it began, without those ended. */
  function makeTimer(mono) {
    const waits = new Set();
    const browser = {
      now: () => ({ wall: 0, mono }),
      after(delay) {
        const wait = { delay };
        waits.add(wait);
        return () => waits.delete(wait);
      },
    };
    const timer = new Timer(browser, () => {});
    return { timer, delays: () => Array.from(waits, ({ delay }) => delay) };
  }

  it('waits until the time, and replaces the one before', () => {
    const { timer, delays } = makeTimer(1000.2);
    timer.set(4000);
    assert.deepEqual(delays(), [3000]);
    timer.set(1500);
    assert.deepEqual(delays(), [500]);
    timer.set(null);
    assert.deepEqual(delays(), []);
  });

  it('takes what is due or past in the next task', () => {
    const { timer, delays } = makeTimer(1000);
    timer.set(1000);
    assert.deepEqual(delays(), [0]);
    timer.set(5);
    assert.deepEqual(delays(), [0]);
  });

  it('waits no longer than setTimeout can', () => {
    const { timer, delays } = makeTimer(0);
    timer.set(2 ** 40);
    assert.deepEqual(delays(), [2 ** 31 - 1]);
  });
});

describe('storage', () => {
  const local = (name) => ({ name, kind: 'local', key: `${name}-key` });

  afterEach(() => delete globalThis.localStorage);

  function provide(localStorage) {
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get: localStorage,
    });
  }

  it('reads, writes and erases', () => {
    const kept = new Map();
    provide(() => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    }));
    store({ ...local('a'), value: { id: 1 } });
    assert.equal(kept.get('a-key'), '{"id":1}');
    const values = { a: { id: 1 }, b: null };
    const records = [local('a'), local('b')];
    assert.deepEqual(load(records), { values, failed: false });
    erase(records);
    assert.equal(kept.size, 0);
  });

  it('takes what another script left there, and is not JSON, for nothing', () => {
    provide(() => ({ getItem: () => '{broken' }));
    assert.deepEqual(load([local('a')]), {
      values: { a: null },
      failed: false,
    });
  });

  it('says that it failed where the browser refuses', () => {
    const refuse = () => {
      throw new Error('SecurityError');
    };
    const bad = { getItem: refuse, setItem: refuse, removeItem: refuse };
    for (const storage of [refuse, () => bad]) {
      provide(storage);
      assert.deepEqual(load([local('a')]), { values: {}, failed: true });
      store({ ...local('a'), value: 1 });
      erase([local('a')]);
    }
  });
});
