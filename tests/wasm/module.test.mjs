import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportList, hosts, take, wasmBytes } from './core.mjs';
import { hostsOf, importFallback } from './instances.mjs';

const kMaxFactBytes = 192 * 1024;
const kMiB = 1024 * 1024;

const fact = (members) => JSON.stringify({ wall: 1, mono: 1, ...members });
const start = fact({
  fact: 'start',
  seed: '0123456789abcdef0123456789abcdef',
  config: { endpoint: '/collect' },
});

describe('core.wasm', () => {
  it('imports nothing: it has no clock, no randomness, no network', () => {
    const module = new WebAssembly.Module(wasmBytes());
    assert.deepEqual(WebAssembly.Module.imports(module), []);
  });

  it('exports exactly what wasm/exports.txt lists', () => {
    const module = new WebAssembly.Module(wasmBytes());
    const names = WebAssembly.Module.exports(module).map(({ name }) => name);
    assert.deepEqual(names.sort(), exportList().sort());
  });

  it('starts with 512 KiB of memory, and cannot take more than 4 MiB', async () => {
    const { memory } = await hosts.wasm();
    assert.equal(memory.buffer.byteLength, 512 * 1024);
    assert.throws(() => memory.grow((4 * kMiB) / 65536), RangeError);
  });

  it('does not grow over 100,000 events', async () => {
    const core = await hosts.wasm();
    take(core, start);
    let size = 0;
    for (let i = 0; i < 100_000; i++) {
      const track = { fact: 'track', name: 'e', properties: { i, a: 'text' } };
      const { actions } = take(core, fact({ ...track, wall: i, mono: i }));
      for (const [, batch] of actions.matchAll(/"send","batch":(\d+)/g)) {
        take(core, fact({ fact: 'sent', batch: +batch, status: 200, mono: i }));
      }
      if (i === 10_000) size = core.memory.buffer.byteLength;
    }
    assert.equal(core.memory.buffer.byteLength, size);
  });
});

describe('debug.js', () => {
  const startDebug = hostsOf('core.wasm', 'debug.js').fallback;
  const outcomesOf = (core) => {
    const from = core.sluice_get_outcomes();
    const size = core.sluice_get_outcomes_size();
    return new TextDecoder().decode(
      new Uint8Array(core.memory.buffer, from, size),
    );
  };
  const debugStart = start.replace('"config":{', '"config":{"debug":true,');
  const track = fact({ fact: 'track', name: 'a' });

  it('does what core.wasm does, and reports outcomes', async () => {
    const told = await startDebug();
    const untold = await hosts.wasm();
    for (const text of [debugStart, track, fact({ fact: 'flush' })]) {
      assert.deepEqual(take(told, text), take(untold, text));
      if (text !== track) continue;
      const outcome = JSON.parse(outcomesOf(told));
      assert.equal(outcome.event, 'a #1');
      assert.equal(outcome.destination, 'collector');
      assert.match(outcome.outcome, /^queued/);
    }
    assert.equal(outcomesOf(told), '');
  });

  it('says nothing without the option', async () => {
    const told = await startDebug();
    for (const text of [start, track]) take(told, text);
    assert.equal(outcomesOf(told), '');
  });
});

for (const [host, startCore] of Object.entries(hosts)) {
  describe(`abi.h through ${host}`, () => {
    it('has version 1', async () => {
      const core = await startCore();
      assert.equal(core.sluice_get_abi_version(), 1);
    });

    it('has room for a fact of the largest size, and no more', async () => {
      const core = await startCore();
      for (const bytes of [0, 1, kMaxFactBytes - 1, kMaxFactBytes]) {
        if (bytes > 0) assert.notEqual(core.sluice_reserve_fact(bytes), 0);
      }
      assert.equal(core.sluice_reserve_fact(kMaxFactBytes + 1), 0);
    });

    it('refuses a fact larger than its room', async () => {
      const core = await startCore();
      core.sluice_reserve_fact(10);
      assert.equal(core.sluice_take_fact(kMaxFactBytes + 1), -2);
    });

    it('takes a fact of the largest size', async () => {
      const core = await startCore();
      assert.equal(take(core, start).status, 0);
      const track = { fact: 'track', name: 'e', properties: { x: '' } };
      const room = kMaxFactBytes - fact(track).length;
      track.properties.x = 'x'.repeat(room);
      assert.equal(take(core, fact(track)).status, 0);
    });

    it('gives the actions of the last fact only', async () => {
      const core = await startCore();
      take(core, start);
      const conversion = { fact: 'track', name: 'e', conversion: true };
      assert.match(take(core, fact(conversion)).actions, /"action":"send"/);
      assert.equal(take(core, fact({ fact: 'visible' })).actions, '');
    });
  });
}

describe('wasm and fallback', () => {
  it('give the same bytes for the same facts', async () => {
    const facts = [
      start,
      fact({
        fact: 'page',
        url: 'https://a/?utm_source=%E2%82x',
        cause: 'load',
      }),
      fact({
        fact: 'track',
        name: 'e',
        properties: { a: 1e-7, b: 1e21, c: -0.5 },
      }),
      fact({
        fact: 'click',
        path: [{ tag: 'a', nth: 1, href: 'https://b/c.pdf' }],
      }),
      fact({ fact: 'hidden', mono: 3.25 }),
      fact({ fact: 'sent', batch: 1, status: 503, mono: 4.75 }),
      fact({ fact: 'visible', mono: 5 }),
      fact({ fact: 'wake', mono: 5000 }),
      '{"fact":"track",',
    ];
    const tapes = [];
    for (const startCore of Object.values(hosts)) {
      const core = await startCore();
      tapes.push(facts.map((text) => take(core, text)));
    }
    assert.deepEqual(tapes[0], tapes[1]);
    assert.match(tapes[0][4].actions, /utm_source/);
  });

  it('the fallback is a module with the same exports', async () => {
    const module = await importFallback('fallback.js');
    assert.deepEqual(Object.keys(module).sort(), exportList().sort());
    assert.match(take(module, start).actions, /"action":/);
  });
});
