// A tracker that is ended while its page goes on.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';
import { openCopies } from './two-trackers.mjs';

/** Counts, in the page, what was added and is still there. */
function countAll() {
  const there = new Map();
  const keyOf = (target, [type, heard, options]) => [
    target,
    type,
    heard,
    Boolean(options?.capture ?? options),
  ];
  const find = (key) =>
    [...there.keys()].find((one) => key.every((part, i) => part === one[i]));
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (...args) {
    const key = keyOf(this ?? window, args);
    if (!find(key)) there.set(key, new Error().stack);
    return addEventListener.apply(this, args);
  };
  EventTarget.prototype.removeEventListener = function (...args) {
    there.delete(find(keyOf(this ?? window, args)));
    return removeEventListener.apply(this, args);
  };
  const { setTimeout: set, clearTimeout: clear } = window;
  window.setTimeout = (run, ...rest) => {
    const id = set(
      () => {
        there.delete(id);
        run();
      },
      ...rest,
    );
    there.set(id, new Error().stack);
    return id;
  };
  window.clearTimeout = (id) => {
    there.delete(id);
    clear(id);
  };
  for (const name of ['MutationObserver', 'IntersectionObserver']) {
    const { observe, disconnect } = window[name].prototype;
    window[name].prototype.observe = function (...args) {
      there.set(this, new Error().stack);
      return observe.apply(this, args);
    };
    window[name].prototype.disconnect = function () {
      there.delete(this);
      return disconnect.apply(this);
    };
  }
  const isOurs = (stack) => /sluice|one\.mjs|two\.mjs/.test(stack);
  window.stillThere = () =>
    [...there].filter(([, stack]) => isOurs(stack)).map(([key]) => `${key}`);
}

const marked = `<button id="b" type="button" onclick="">Buy</button>
  <div data-sluice-impression="banner">Banner</div>`;

describe('stop()', () => {
  it('removes all listeners, observers and timers', async (t) => {
    const visit = await openCopies(
      t,
      [{ policy: 'opt-in', errors: true, engagement: true }],
      { init: [countAll], body: marked },
    );
    const natives = () => [history.pushState, HTMLFormElement.prototype.submit];
    const before = await visit.run((get) => {
      sluice.consent({ analytics: true, ads: true });
      return new Function(`return (${get})().map(String)`)();
    }, `${natives}`);
    await visit.page.click('#b');
    assert.notDeepEqual(await visit.run(() => stillThere()), []);
    await visit.run(() => sluice.flush());
    await visit.run(() => {
      sluice.stop();
      // A request that it made has a time limit until it is answered.
      return sluice.flush();
    });
    assert.deepEqual(await visit.run(() => stillThere()), []);
    const after = await visit.run(
      (get) => new Function(`return (${get})().map(String)`)(),
      `${natives}`,
    );
    assert.ok(before.some((text) => !text.includes('[native code]')));
    assert.ok(after.every((text) => text.includes('[native code]')));
  });

  it('sends what waits, and nothing that comes after', async (t) => {
    const visit = await openCopies(t, [{}]);
    await visit.run(() => {
      sluice.track('before');
      sluice.stop();
      sluice.track('after');
      sluice.page();
      sluice.identify('someone');
      sluice.consent({ analytics: true });
    });
    await visit.inbox.untilNamed('before');
    await visit.page.click('#b');
    const rest = await visit.run(() => {
      history.pushState(null, '', '/route');
      dispatchEvent(new Event('pagehide'));
      sluice.stop();
      const { current, toFormFields } = sluice.attribution;
      return [
        sluice.forget(),
        sluice.consent.status() ?? null,
        current() ?? null,
        toFormFields(),
      ];
    });
    assert.deepEqual(rest, [{ events: 0, keys: [] }, null, null, {}]);
    await visit.run(() => sluice.flush());
    // What it had sent would have arrived before this.
    await visit.run(() => {
      window.sluice = copies[1].createTracker(options[0]);
    });
    const names = namesOf(await visit.finish());
    assert.deepEqual(names, ['page_view', 'before', 'page_view']);
    assert.deepEqual(visit.said, []);
  });

  it('stores what no collector takes, for the next tracker', async (t) => {
    t.after(() => stage.collector.ask('/fault', { method: 'DELETE' }));
    const visit = await openCopies(t, [{ policy: 'opt-in' }]);
    await stage.collector.fail({ status: 503, retry_after: '60' });
    await visit.run(() => {
      sluice.consent({ analytics: true, ads: true });
      sluice.track('late');
      return sluice.flush();
    });
    await visit.run(() => sluice.stop());
    await stage.collector.ask('/fault', { method: 'DELETE' });
    await visit.run(() => {
      window.sluice = copies[1].createTracker(options[0]);
      sluice.consent({ analytics: true, ads: true });
    });
    await visit.inbox.untilNamed('late');
    const late = namesOf(await visit.finish()).filter((n) => n === 'late');
    assert.equal(late.length, 1);
  });

  it('counts each once that is started and ended in turn', async (t) => {
    const visit = await openCopies(t, [{}]);
    const isOther = await visit.run(() => {
      const [first] = all;
      first.stop();
      const second = copies[1].createTracker(options[0]);
      // A second time, it is not the next one that it ends.
      first.stop();
      window.sluice = copies[0].createTracker(options[0]);
      return second !== first && sluice === second;
    });
    assert.ok(isOther);
    await visit.page.click('#b');
    const names = namesOf(await visit.finish());
    assert.deepEqual(names, ['page_view', 'page_view', 'click']);
  });

  it('called in a callback of the tracker ends it after that', async (t) => {
    const visit = await openCopies(t, [{}]);
    await visit.run(() => {
      sluice.track('last', {
        get words() {
          sluice.stop();
          return 'these';
        },
      });
    });
    const { properties } = await visit.inbox.untilNamed('last');
    assert.deepEqual(properties, { words: 'these' });
  });
});
