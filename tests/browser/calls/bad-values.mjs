// What a page may give to track() that is hard to carry, or too much.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** What became of the properties that `make` gives in the page, tracked
 * between two ordinary events. */
async function trackOne(t, make) {
  const visit = await stage.visit(t, {
    data: { 'rate-limit': 'false' }, // some track what would be above it
  });
  await visit.open();
  await visit.run(`
    sluice.track('before');
    sluice.track('hard', (${make})());
    sluice.track('after');`);
  const events = await visit.finish();
  const cut = visit.inbox.batches.reduce((sum, batch) => sum + batch.cut, 0);
  const { properties } =
    events.find(({ event }) => event.name === 'hard') ?? {};
  return { visit, names: namesOf(events), properties, cut };
}

const names = ['page_view', 'before', 'hard', 'after'];

describe('properties', () => {
  it('that hold a cycle arrive without it', async (t) => {
    const result = await trackOne(t, () => {
      const cyclic = { name: 'loop' };
      cyclic.self = cyclic;
      return { cyclic, kept: 1 };
    });
    assert.deepEqual(result.names, names);
    assert.deepEqual(result.properties, { cyclic: { name: 'loop' }, kept: 1 });
    assert.deepEqual(result.visit.said, [
      'sluice: a value that JSON cannot carry was left out ' +
        '[left_out /properties/cyclic/self]',
    ]);
  });

  it('whose getters throw arrive without those', async (t) => {
    const result = await trackOne(t, () => ({
      kept: 1,
      get bad() {
        throw new Error('no');
      },
      deep: {
        get 'a/b'() {
          throw new Error('no');
        },
      },
    }));
    assert.deepEqual(result.names, names);
    assert.deepEqual(result.properties, { kept: 1, deep: {} });
    assert.deepEqual(
      result.visit.said.map((text) => text.match(/\[(.*)\]/)[1]),
      ['left_out /properties/bad', 'left_out /properties/deep/a~1b'],
    );
  });

  it('that hold errors, maps and sets arrive as texts, objects and lists', async (t) => {
    const result = await trackOne(t, () => ({
      error: new RangeError('boom'),
      map: new Map([['k', { deep: new Set([1]) }]]),
      when: new Date(0),
      where: new URL('https://shop.example/'),
      bytes: new Uint8Array([7]),
    }));
    assert.deepEqual(result.names, names);
    assert.deepEqual(result.properties, {
      error: 'RangeError: boom',
      map: { k: { deep: [1] } },
      when: '1970-01-01T00:00:00.000Z',
      where: 'https://shop.example/',
      bytes: [7],
    });
    assert.deepEqual(result.visit.said, []);
  });

  it('that hold what is no data arrive without it', async (t) => {
    const result = await trackOne(t, () => ({
      kept: 1,
      element: document.body,
      event: { target: document, value: 2 },
      list: document.querySelectorAll('body'),
      frame: window,
      run: () => 1,
      promise: Promise.resolve(1),
    }));
    assert.deepEqual(result.names, names);
    const { list, ...properties } = result.properties;
    assert.deepEqual(properties, { kept: 1, event: { value: 2 } });
    assert.deepEqual(list, {});
    assert.deepEqual(
      result.visit.said.map((text) => text.match(/\[left_out (.*)\]/)[1]),
      [
        '/properties/element',
        '/properties/event/target',
        '/properties/list/0',
        '/properties/frame',
        '/properties/run',
        '/properties/promise',
      ],
    );
  });

  it('that are a list are left out, and the console says so', async (t) => {
    const result = await trackOne(t, () => ['a', 'b', 'c']);
    assert.deepEqual(result.names, names);
    assert.equal(result.properties, undefined);
    assert.deepEqual(result.visit.said, [
      'sluice: properties that are no object [left_out /properties]',
    ]);
  });

  it('that are a map arrive as an object', async (t) => {
    const result = await trackOne(t, () => new Map([['plan', 'pro']]));
    assert.deepEqual(result.properties, { plan: 'pro' });
  });

  it('that hold a BigInt arrive without it', async (t) => {
    const result = await trackOne(t, () => ({ big: 7n, kept: 1 }));
    assert.deepEqual(result.names, names);
    assert.deepEqual(result.properties, { kept: 1 });
    assert.match(result.visit.said.join(), /\[left_out \/properties\/big\]$/);
  });

  it('that hold lone surrogates arrive with a mark instead', async (t) => {
    const result = await trackOne(t, () => ({
      text: 'a\ud800b\udc00c\ud83d\ude00',
      ['\udfff']: 1,
    }));
    assert.deepEqual(result.names, names);
    assert.deepEqual(result.properties, {
      text: 'a\ufffdb\ufffdc\u{1f600}',
      '\ufffd': 1,
    });
  });

  it('that hold a text of 1 MB arrive with its beginning', async (t) => {
    const result = await trackOne(t, () => ({
      huge: '\u00e9'.repeat(1_000_000),
      kept: 1,
    }));
    assert.deepEqual(result.names, names);
    const { huge, kept } = result.properties;
    assert.match(huge, /^\u00e9{1000,}$/);
    assert.ok(Buffer.byteLength(huge) <= 4096);
    assert.equal(kept, 1);
    assert.equal(result.cut, 1);
  });

  const tooMuch = {
    'of fifty thousand names': () =>
      Object.fromEntries(
        Array.from({ length: 50_000 }, (_, i) => [`name${i}`, i]),
      ),
    'with a list of five thousand': () => ({ list: Array(5000).fill(1) }),
    'nested twenty deep': () => ({
      list: JSON.parse('[['.repeat(10) + ']]'.repeat(10)),
    }),
    'nested without end': () => {
      const top = {};
      for (let i = 0, at = top; i < 20_000; i++) at = at.next = {};
      return { top };
    },
  };
  for (const [kind, make] of Object.entries(tooMuch)) {
    it(`${kind} arrive in part, or are dropped and told`, async (t) => {
      const result = await trackOne(t, make);
      const [{ dropped }] = result.visit.inbox.batches;
      const arrived = result.names.filter((name) => name === 'hard').length;
      const [told = 0] = Object.values(dropped);
      assert.equal(arrived + told, 1);
      assert.match(result.visit.said.join(), /"hard"|\/properties\//);
      assert.deepEqual(
        result.names.filter((name) => name !== 'hard'),
        ['page_view', 'before', 'after'],
      );
    });
  }

  it('whose getters track in their turn come to an end', async (t) => {
    const result = await trackOne(t, () => ({
      kept: 1,
      get again() {
        sluice.track('again', this);
        return 2;
      },
    }));
    assert.deepEqual(result.properties, { kept: 1, again: 2 });
    assert.deepEqual(
      result.names.filter((name) => name !== 'again'),
      names,
    );
    assert.match(result.visit.said.join(), /at once.*\[held_full\]/);
  });

  it('that are invalid are refused, and reported', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(() => {
      for (const given of ['text', 7, [1], null, Symbol('s'), () => {}]) {
        sluice.track('odd', given);
      }
      for (const name of [undefined, '', 7, {}, 'x'.repeat(121)]) {
        sluice.track(name, { a: 1 });
      }
      sluice.track();
      sluice.consent();
      sluice.consent({ ads: 'yes', tracking: true });
      sluice.identify();
    });
    const odd = await visit.finish();
    assert.deepEqual(new Set(namesOf(odd)), new Set(['page_view', 'odd']));
    assert.ok(visit.said.some((text) => text.endsWith('[bad_fact /name]')));
    assert.ok(
      visit.said.some((text) => text.endsWith('[consent_type /choices/ads]')),
    );
  });
});
