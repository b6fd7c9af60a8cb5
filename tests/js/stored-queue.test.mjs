import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { loadSource } from '../../js/tools/load-source.mjs';

const device = await loadSource('device.ts');

/** localStorage: its keys are its own properties, as in browsers. */
class FakeStorage {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, text) {
    this[key] = String(text);
  }
  removeItem(key) {
    delete this[key];
  }
}

const kZero = '0000000000000';

describe('the stored queue', () => {
  const { navigator: kNavigator, setTimeout: kSetTimeout } = globalThis;
  let facts;
  let waits;

  const use = (name, value) =>
    Object.defineProperty(globalThis, name, {
      value,
      configurable: true,
      writable: true,
    });
  const perform = (action) => {
    const now = () => ({ wall: 1, mono: 1 });
    device.perform(action, now, (fact) => facts.push(fact));
  };
  const stash = (id, text, max_bytes = 1000) =>
    perform({
      action: 'stash',
      ...{ destination: 0, batch: 1, prefix: 'q.', id, text, max_bytes },
    });

  beforeEach(() => {
    facts = [];
    waits = [];
    use('localStorage', new FakeStorage());
    use('navigator', {});
    use('setTimeout', (run) => waits.push(run));
    use('window', new EventTarget());
  });

  afterEach(() => {
    delete globalThis.localStorage;
    delete globalThis.window;
    use('navigator', kNavigator);
    use('setTimeout', kSetTimeout);
  });

  it('says whether the device keeps a batch', () => {
    stash('a', `${kZero}{}`);
    assert.equal(localStorage['q.a'], `${kZero}{}`);
    assert.deepEqual(facts, [
      {
        fact: 'stashed',
        wall: 1,
        mono: 1,
        destination: 0,
        batch: 1,
        kept: true,
      },
    ]);
  });

  // https://github.com/segmentio/analytics-next/issues/1200: a queue that
  // nobody caps fills the 5 MB that the whole site has, and breaks the site.
  it('complaint 4: keeps no more than it may, with what is there', () => {
    stash('a', 'x'.repeat(600));
    stash('b', 'x'.repeat(401));
    stash('c', 'x'.repeat(400));
    assert.deepEqual(
      facts.map(({ kept }) => kept),
      [true, false, true],
    );
    assert.deepEqual(Object.keys(localStorage), ['q.a', 'q.c']);
  });

  it('complaint 4: survives storage that is full, or blocked', () => {
    localStorage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    stash('a', 'text');
    use('localStorage', null);
    stash('a', 'text');
    perform({ action: 'claim', prefix: 'q.' });
    perform({ action: 'lease', key: 'q.a', until: 5 });
    perform({ action: 'discard', prefix: 'q.' });
    assert.deepEqual(
      facts.map(({ kept }) => kept),
      [false, false],
    );
  });

  it('complaint 5: shows batches under the lock of their prefix', async () => {
    const asked = [];
    use('navigator', {
      locks: {
        async request(name, options, run) {
          asked.push([name, options]);
          await run({});
        },
      },
    });
    localStorage['other.b'] = 'not ours';
    stash('a', `${kZero}{}`);
    facts = [];
    perform({ action: 'claim', prefix: 'q.' });
    // Whoever waits for a lock gets it in the back/forward cache too.
    assert.deepEqual(asked, [['q.', { ifAvailable: true }]]);
    const { fact, id, text } = facts[0];
    assert.deepEqual([fact, id, text], ['claimable', 'a', `${kZero}{}`]);
    assert.equal(facts.length, 1);
  });

  // What one process writes another may read only after it has the lock.
  for (const [when, end] of [
    ['others can read the lease', () => waits[0]()],
    // Where a page is frozen with the locks that it has.
    ['the page is left', () => window.dispatchEvent(new Event('pagehide'))],
  ]) {
    it(`complaint 5: keeps the lock until ${when}`, async () => {
      let isHeld = true;
      const request = async (name, options, run) => {
        await run({});
        isHeld = false;
      };
      use('navigator', { locks: { request } });
      stash('a', `${kZero}{}`);
      perform({ action: 'claim', prefix: 'q.' });
      await new Promise(setImmediate);
      assert.ok(isHeld);
      end();
      await new Promise(setImmediate);
      assert.ok(!isHeld);
    });
  }

  it('complaint 5: looks once more while another tab has the lock', () => {
    let asked = 0;
    const request = async (name, options, run) => {
      asked++;
      return run(null);
    };
    use('navigator', { locks: { request } });
    stash('a', `${kZero}{}`);
    facts = [];
    perform({ action: 'claim', prefix: 'q.' });
    assert.equal(waits.length, 1);
    waits[0]();
    assert.equal(asked, 2);
    assert.equal(waits.length, 1, 'and not for ever');
    assert.deepEqual(facts, []);
  });

  it('waits for no lock where nothing is kept', () => {
    use('navigator', { locks: { request: () => assert.fail('asked') } });
    perform({ action: 'claim', prefix: 'q.' });
  });

  it('complaint 5: gives one tab the turn where there are no locks', () => {
    stash('a', `${kZero}{}`);
    facts = [];
    perform({ action: 'claim', prefix: 'q.' });
    perform({ action: 'claim', prefix: 'q.' });
    const [first, second] = waits;
    assert.equal(facts.length, 0, 'the first waits to be sure');
    first();
    assert.equal(facts.length, 1);
    assert.deepEqual(Object.keys(localStorage), ['q.a']);
    second();
    assert.equal(waits.length, 3, 'the second looks for what is left');
    waits[2]();
    assert.equal(facts.length, 2);
  });

  it('complaint 5: leaves the turn to whoever wrote last', () => {
    stash('a', `${kZero}{}`);
    facts = [];
    perform({ action: 'claim', prefix: 'q.' });
    localStorage.q = 'of another tab';
    waits[0]();
    assert.deepEqual(facts, []);
    waits[1]();
    assert.equal(waits.length, 3, 'once that is over it tries again');
  });

  const whenWithdrawn = (locks) => {
    use('navigator', { locks });
    stash('a', `${kZero}{}`);
    facts = [];
    perform({ action: 'claim', prefix: 'q.' });
    perform({ action: 'discard', prefix: 'q.' });
    // Whatever another tab, with another consent, keeps.
    localStorage['q.b'] = `${kZero}{}`;
  };

  it('complaint 35: takes no turn that was put off, once that was withdrawn', () => {
    whenWithdrawn(undefined);
    waits[0]();
    assert.equal(waits.length, 1);
    assert.deepEqual(facts, []);
    assert.deepEqual(Object.keys(localStorage), ['q.b']);
  });

  it('complaint 35: does not look once more after that', () => {
    let asked = 0;
    whenWithdrawn({
      async request(name, options, run) {
        asked++;
        return run(null);
      },
    });
    waits[0]();
    assert.equal(asked, 1);
  });

  it('complaint 35: does not look when it gets the lock after that', async () => {
    let isGranted = false;
    whenWithdrawn({
      async request(name, options, run) {
        await null;
        isGranted = true;
        return run({});
      },
    });
    await new Promise(setImmediate);
    assert.ok(isGranted);
    assert.deepEqual(facts, []);
  });

  it('leases what is there, and nothing that is gone', () => {
    stash('a', `${kZero}{}`);
    perform({ action: 'lease', key: 'q.a', until: 1700000000123 });
    perform({ action: 'lease', key: 'q.b', until: 1700000000123 });
    assert.equal(localStorage['q.a'], '1700000000123{}');
    assert.deepEqual(Object.keys(localStorage), ['q.a']);
    perform({ action: 'lease', key: 'q.a', until: 0 });
    assert.equal(localStorage['q.a'], `${kZero}{}`);
  });

  it('discards one batch, or all', () => {
    for (const id of ['a', 'b', 'c']) stash(id, `${kZero}{}`);
    perform({ action: 'discard', prefix: 'q.b' });
    assert.deepEqual(Object.keys(localStorage), ['q.a', 'q.c']);
    perform({ action: 'discard', prefix: 'q.' });
    assert.deepEqual(Object.keys(localStorage), []);
  });
});
