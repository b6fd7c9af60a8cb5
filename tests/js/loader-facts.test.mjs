import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { loadSource } from '../../js/tools/load-source.mjs';

const { textOfFact } = await loadSource('facts.ts');

const kMaxUnits = 65536;

describe('what the loader knows of the core', () => {
  const read = (path) =>
    readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

  it('is what the core says', async () => {
    const limits = read('sdk/sluice/base/limits.hpp');
    const [, kib] = limits.match(/kMaxFactBytes = (\d+) \* 1024;/);
    assert.equal(kMaxUnits * 3, kib * 1024);
    assert.match(limits, /kMaxPath = 32;/);
    assert.match(read('sdk/sluice/base/status.hpp'), /TooLarge = -6,/);
    const { kAbiVersion, kMaxFactUnits } = await loadSource('core/abi.ts');
    assert.equal(kMaxFactUnits, kMaxUnits);
    assert.match(
      read('wasm/abi.cpp'),
      new RegExp(`kAbiVersion = ${kAbiVersion};`),
    );
  });
});

/** What the core would read of `properties`, and what was left out. */
function crossing(properties) {
  const fact = { fact: 'track', wall: 1, mono: 2, name: 'x', properties };
  const { text, leftOut } = textOfFact(fact);
  assert.ok(text.length <= kMaxUnits);
  const read = JSON.parse(text);
  assert.equal(read.name, 'x');
  return { ...read, leftOut };
}

function withPollution(prototype, run) {
  prototype.toJSON = function () {
    return 'polluted';
  };
  try {
    return run();
  } finally {
    delete prototype.toJSON;
  }
}

describe('textOfFact', () => {
  it('writes what JSON.stringify writes', () => {
    const properties = {
      text: 'caf\u00e9 \u{1f600} "quoted"',
      list: [1, null, undefined, { deep: [true] }],
      when: new Date(0),
      own: { toJSON: () => ({ a: 1 }) },
      none: undefined,
      not: NaN,
      boxed: [new String('s'), new Number(1), new Boolean(false)],
      bare: Object.assign(Object.create(null), { a: 1 }),
      own2: new (class Money {
        amount = 1;
        get text() {
          return 'one';
        }
      })(),
      where: new URL('https://shop.example/a'),
      never: new Date(NaN),
      empty: {},
    };
    const { properties: read, leftOut } = crossing(properties);
    assert.deepEqual(read, JSON.parse(JSON.stringify(properties)));
    assert.deepEqual(leftOut, []);
  });

  it('writes what JSON.stringify makes "{}" of', () => {
    class Refused extends Error {}
    const list = [new TypeError('bad')];
    const { properties, leftOut } = crossing({
      error: new Error('boom'),
      own: Object.assign(new Refused('no'), { config: { secret: 1 } }),
      dom: new DOMException('gone', 'AbortError'),
      map: new Map([
        ['k', 1],
        [2, new Map([['deep', new Set(['a'])]])],
      ]),
      set: new Set([1, 'b', list]),
      bytes: new Uint8Array([1, 2]),
      halves: new Float64Array([0.5]),
    });
    assert.deepEqual(properties, {
      error: 'Error: boom',
      own: 'Error: no',
      dom: 'AbortError: gone',
      map: { k: 1, 2: { deep: ['a'] } },
      set: [1, 'b', ['TypeError: bad']],
      bytes: [1, 2],
      halves: [0.5],
    });
    assert.deepEqual(leftOut, []);
  });

  it('writes a map as the properties, and leaves sets to the core', () => {
    const map = new Map([['k', 1]]);
    assert.deepEqual(crossing(map).properties, { k: 1 });
    assert.deepEqual(crossing(new Set(['a'])).properties, ['a']);
    assert.equal(crossing(new Error('boom')).properties, 'Error: boom');
  });

  it('leaves out what is no data, and says where', () => {
    const map = new Map();
    map.set('self', map);
    const { properties, leftOut } = crossing({
      good: 1,
      run() {},
      sign: Symbol('s'),
      promise: Promise.resolve(),
      pattern: /x/,
      weak: new WeakMap(),
      buffer: new ArrayBuffer(8),
      query: new URLSearchParams('a=1'),
      element: {
        nodeType: 1,
        nodeName: 'P',
        [Symbol.toStringTag]: 'HTMLPElement',
      },
      map,
      list: [() => 1, 2],
    });
    assert.deepEqual(properties, { good: 1, map: {}, list: [null, 2] });
    assert.deepEqual(leftOut, [
      '/properties/run',
      '/properties/sign',
      '/properties/promise',
      '/properties/pattern',
      '/properties/weak',
      '/properties/buffer',
      '/properties/query',
      '/properties/element',
      '/properties/map/self',
      '/properties/list/0',
    ]);
    assert.deepEqual(crossing(() => 1).leftOut, ['/properties']);
  });

  it('leaves out alone what throws, and says where', () => {
    const cyclic = { name: 'c' };
    cyclic.self = cyclic;
    const { properties, leftOut } = crossing({
      good: 1,
      big: 10n,
      cyclic,
      'a/b~c': {
        get bad() {
          throw new Error('no');
        },
        kept: [1, 2n, 3],
      },
      toJSON: 'not a function',
    });
    assert.deepEqual(properties, {
      good: 1,
      cyclic: { name: 'c' },
      'a/b~c': { kept: [1, null, 3] },
      toJSON: 'not a function',
    });
    assert.deepEqual(leftOut, [
      '/properties/big',
      '/properties/cyclic/self',
      '/properties/a~1b~0c/bad',
      '/properties/a~1b~0c/kept/1',
    ]);
  });

  it('writes an object twice that is there twice but in no cycle', () => {
    const shared = { a: 1 };
    const { properties, leftOut } = crossing({ x: shared, y: shared, z: 1n });
    assert.deepEqual(properties, { x: { a: 1 }, y: { a: 1 } });
    assert.deepEqual(leftOut, ['/properties/z']);
  });

  it('ends nesting without end', () => {
    const top = {};
    for (let i = 0, at = top; i < 20_000; i++) at = at.next = {};
    const { leftOut } = crossing({ top, good: 1 });
    assert.equal(leftOut.length, 1);
    assert.match(leftOut[0], /^\/properties\/top(\/next)+$/);
  });

  it('leaves out properties that are a trap themselves', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const { properties, leftOut } = crossing(proxy);
    assert.equal(properties, undefined);
    assert.deepEqual(leftOut, ['/properties']);
  });

  it('passes on properties that are no object, for the core to refuse', () => {
    assert.equal(crossing('text').properties, 'text');
    assert.equal(crossing(7).properties, 7);
    assert.equal(crossing(Symbol('s')).properties, undefined);
  });

  it('cuts texts of a fact that is too long', () => {
    const { properties, oversize } = crossing({
      huge: 'x'.repeat(1_000_000),
      small: 'whole',
    });
    assert.equal(properties.huge, 'x'.repeat(8192));
    assert.equal(properties.small, 'whole');
    assert.equal(oversize, undefined);
  });

  it('leaves texts whole up to twice what the core keeps of them', () => {
    for (const units of [8191, 8192, 8193]) {
      const text = 'x'.repeat(units);
      const { properties } = crossing({ text });
      assert.equal(properties.text.length, Math.min(units, 8192));
    }
  });

  it('sends a fact without its properties if they stay too long', () => {
    const many = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`name${i}`, i]),
    );
    const { properties, oversize, name } = crossing(many);
    assert.deepEqual([name, properties, oversize], ['x', undefined, true]);
  });

  it('keeps to the limit for facts of every kind', () => {
    for (const [item, most] of [
      ['x'.repeat(100), 620],
      [{}, 16_000],
      [[], 16_000],
      [{ a: 1 }, 6_500],
    ]) {
      // Not far below the limit a fact is whole, and never is it above.
      const list = Array.from({ length: most * 0.9 }, () => item);
      assert.equal(crossing({ list }).oversize, undefined);
      for (const more of [0.95, 1, 1.1, 1.2, 2]) {
        const list = Array.from({ length: most * more }, () => item);
        const { oversize } = crossing({ list });
        if (more === 2) assert.ok(oversize);
      }
    }
  });

  it('does not ask the toJSON that a page gave to every array', () => {
    const when = new Date(0);
    for (const prototype of [Array.prototype, Object.prototype]) {
      const { properties, leftOut } = withPollution(prototype, () =>
        crossing({ list: [1, { a: [2] }], when, own: { toJSON: () => 3 } }),
      );
      assert.deepEqual(properties, {
        list: [1, { a: [2] }],
        when: when.toISOString(),
        own: 3,
      });
      assert.deepEqual(leftOut, []);
    }
  });

  it('leaves what was stored whole on such a page', () => {
    const stored = { fact: 'claimable', wall: 1, mono: 2, id: 'x' };
    const fact = { ...stored, text: '"\\ '.repeat(4000) };
    for (const prototype of [Array.prototype, Object.prototype]) {
      const { text } = withPollution(prototype, () => textOfFact(fact));
      assert.deepEqual(JSON.parse(text), fact);
    }
  });

  it('uses the JSON.stringify of before the page replaced it', () => {
    const { stringify } = JSON;
    JSON.stringify = () => 'replaced';
    try {
      const { text } = textOfFact({ fact: 'flush', wall: 1, mono: 2 });
      assert.equal(text, '{"fact":"flush","wall":1,"mono":2}');
    } finally {
      JSON.stringify = stringify;
    }
  });
});
