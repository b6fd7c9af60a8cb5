import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { take } from './core.mjs';
import { fullBytes, fullExportList, fullHosts, fullOf } from './full.mjs';

const kMiB = 1024 * 1024;
const kMaxRequestBytes = 4 * kMiB;

describe('full.wasm', () => {
  it('imports nothing', () => {
    const module = new WebAssembly.Module(fullBytes());
    assert.deepEqual(WebAssembly.Module.imports(module), []);
  });

  it('exports exactly what wasm/full-exports.txt lists', () => {
    const module = new WebAssembly.Module(fullBytes());
    const names = WebAssembly.Module.exports(module).map(({ name }) => name);
    assert.deepEqual(names.sort(), fullExportList().sort());
  });

  it('cannot take more than 64 MiB of memory', async () => {
    const { memory } = await fullHosts.wasm();
    assert.throws(() => memory.grow((64 * kMiB) / 65536), RangeError);
  });

  it('does not grow over 20,000 requests', async () => {
    const exports = await fullHosts.wasm();
    const full = fullOf(exports);
    let size = 0;
    for (let i = 0; i < 20_000; i++) {
      full.ask({ ask: 'decode', kind: 'gpp', text: 'DBABBg~BVVVVVVU.YA' });
      if (i === 1000) size = exports.memory.buffer.byteLength;
    }
    assert.equal(exports.memory.buffer.byteLength, size);
  });
});

for (const [host, start] of Object.entries(fullHosts)) {
  describe(`full.h through ${host}`, () => {
    it('has version 1', async () => {
      assert.equal((await start()).sluice_get_full_version(), 1);
    });

    it('has room for a request of the largest size, and no more', async () => {
      const full = await start();
      assert.notEqual(full.sluice_reserve_request(kMaxRequestBytes), 0);
      assert.equal(full.sluice_reserve_request(kMaxRequestBytes + 1), 0);
    });

    it('answers a request of the largest size', async () => {
      const full = fullOf(await start());
      const request = { ask: 'decode', kind: 'tcf', text: '' };
      const room = kMaxRequestBytes - JSON.stringify(request).length;
      const answer = full.ask({ ...request, text: 'C'.repeat(room) });
      assert.equal(answer.error, 'the string is too long');
      const more = { ...request, text: 'C'.repeat(room + 1) };
      assert.throws(() => full.ask(more), RangeError);
    });

    it('refuses a request larger than its room', async () => {
      const full = await start();
      full.sluice_reserve_request(10);
      assert.equal(full.sluice_ask(kMaxRequestBytes), 0);
      assert.equal(full.sluice_get_answer_size(), 0);
    });

    it('answers what it does not understand', async () => {
      const full = fullOf(await start());
      assert.match(full.ask({ ask: 'toString' }).error, /no ask "toString"/);
      assert.match(full.ask([]).error, /no ask/);
    });

    it('is the core as well', async () => {
      const core = await start();
      const seed = '0123456789abcdef0123456789abcdef';
      const config = { endpoint: '/collect' };
      const fact = { fact: 'start', wall: 1, mono: 1, seed, config };
      assert.equal(take(core, JSON.stringify(fact)).status, 0);
    });
  });
}

describe('Full', () => {
  it('refuses a module of another version', () => {
    const exports = { sluice_get_full_version: () => 2 };
    assert.throws(() => fullOf(exports), /full speaks version 2, not 1/);
  });
});
