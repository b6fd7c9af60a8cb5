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
      run() {},
      not: NaN,
    };
    const { properties: read, leftOut } = crossing(properties);
    assert.deepEqual(read, JSON.parse(JSON.stringify(properties)));
    assert.deepEqual(leftOut, []);
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

  it('leaves texts whole that fit together', () => {
    const text = 'x'.repeat(20_000);
    assert.equal(crossing({ text }).properties.text, text);
  });

  it('sends a fact without its properties if they stay too long', () => {
    const many = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`name${i}`, i]),
    );
    const { properties, oversize, name } = crossing(many);
    assert.deepEqual([name, properties, oversize], ['x', undefined, true]);
  });

  it('keeps to the limit at one below, at, and one above', () => {
    const bare = crossing({ a: '', b: '' });
    const { leftOut, ...fact } = bare;
    assert.deepEqual(leftOut, []);
    const rest = kMaxUnits - JSON.stringify(fact).length;
    for (const [more, isCut] of [
      [-1, false],
      [0, false],
      [1, true],
    ]) {
      const text = 'x'.repeat(rest + more);
      const { properties } = crossing({ a: text, b: '' });
      assert.equal(properties.a.length < text.length, isCut);
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
