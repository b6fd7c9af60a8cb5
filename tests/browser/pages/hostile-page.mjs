// Pages that break what scripts rely on, by mistake or on purpose.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const names = ['page_view', 'click', 'signup', 'route', 'page_view'];

/** The events of a visit that does a bit of everything, on a page in which
 * `breakIt` runs before any other script. */
async function visitBroken(t, breakIt, options) {
  const visit = await stage.visit(t, {
    init: breakIt ? [breakIt] : [],
    body: '<a href="#x">Link</a>',
    ...options,
  });
  await visit.open();
  await visit.page.click('a');
  await visit.run(() => {
    sluice.track('signup', { plan: 'pro', items: [1, { a: [2] }] });
    sluice.track('route');
    history.pushState(null, '', '/route');
  });
  const events = await visit.finish();
  assert.deepEqual(namesOf(events), names);
  assert.deepEqual(events[2].properties, {
    plan: 'pro',
    items: [1, { a: [2] }],
  });
  return { visit, events };
}

/** The ways by which the collector was asked. */
function waysOf(visit) {
  const types = visit.requestsElsewhere().map(({ type }) => type);
  return [...new Set(types)];
}

describe('a page whose fetch throws', () => {
  const broken = () => {
    window.fetch = () => {
      throw new Error("the page's own fetch");
    };
  };

  const consented = {
    data: { policy: 'opt-in' },
    body: `<a href="#x">Link</a><script>
      sluice.consent({ analytics: true });
    </script>`,
  };

  it('is tracked by beacon if it was put there before, with consent', async (t) => {
    const { visit } = await visitBroken(t, broken, consented);
    assert.deepEqual(waysOf(visit), ['ping']);
    assert.deepEqual(visit.said, []);
  });

  it('sends nothing without consent: beacons have cookies', async (t) => {
    const visit = await stage.visit(t, { init: [broken] });
    await visit.open();
    await visit.run(() => {
      sluice.track('signup');
      return sluice.flush();
    });
    assert.deepEqual(waysOf(visit), []);
    assert.match(visit.said[0], /not reached.*\[delivery_failed \/endpoint\]$/);
  });

  it('is tracked if it was put there after', async (t) => {
    const body = `<a href="#x">Link</a><script>(${broken})()</script>`;
    const { visit } = await visitBroken(t, undefined, { body });
    assert.deepEqual(waysOf(visit), ['fetch']);
    assert.deepEqual(visit.said, []);
  });

  it('is tracked where there is none at all', async (t) => {
    await visitBroken(t, () => delete window.fetch, consented);
  });
});

describe('a page that freezes or pollutes what all objects share', () => {
  it('is tracked with Array and Object frozen', async (t) => {
    const { visit } = await visitBroken(t, () => {
      for (const type of [Object, Array, Function, String, Promise]) {
        Object.freeze(type.prototype);
        Object.freeze(type);
      }
    });
    assert.deepEqual(visit.said, []);
  });

  it('is tracked with a toJSON on Array and Object', async (t) => {
    // As Prototype.js 1.6 did: http://prototypejs.org/learn/json
    const { visit } = await visitBroken(t, () => {
      Array.prototype.toJSON = function () {
        return `[${this.join(', ')}]`;
      };
      Object.prototype.toJSON = function () {
        return 'polluted';
      };
    });
    assert.deepEqual(visit.said, []);
  });

  it('is tracked with members on Array and Object', async (t) => {
    await visitBroken(t, () => {
      Array.prototype.last = function () {
        return this[this.length - 1];
      };
      Object.prototype.extended = true;
    });
  });

  it('is tracked with what Prototype.js puts in the place of ours', async (t) => {
    // https://github.com/prototypejs/prototype/blob/1.6.0.3/src/array.js
    const { visit } = await visitBroken(t, () => {
      Array.from = (list) => {
        const result = [];
        for (let i = 0; i < (list.length || 0); i++) result[i] = list[i];
        return result;
      };
      Array.prototype.reduce = function () {
        return this.length > 1 ? this : this[0];
      };
    });
    assert.deepEqual(visit.said, []);
  });

  it('is tracked with a Promise of the page that keeps nothing', async (t) => {
    const { visit } = await visitBroken(t, () => {
      window.Promise = class {
        then() {}
        catch() {}
      };
    });
    assert.deepEqual(visit.said, []);
  });

  it('is tracked after it replaced JSON, Date and timers', async (t) => {
    const body = `<a href="#x">Link</a><script>
      JSON.stringify = () => 'replaced';
      JSON.parse = () => null;
      Date.now = () => 0;
      performance.now = () => NaN;
      window.setTimeout = window.clearTimeout = () => 7;
    </script>`;
    const { visit, events } = await visitBroken(t, undefined, { body });
    assert.deepEqual(visit.said, []);
    assert.ok(events.every(({ event }) => event.time > 1e12));
  });
});

describe('a page whose storage throws', () => {
  const granted = {
    data: { policy: 'opt-in' },
    body: `<a href="#x">Link</a><script>
      sluice.consent({ analytics: true });
    </script>`,
  };

  it('is tracked, without an id of the visitor', async (t) => {
    const { visit, events } = await visitBroken(
      t,
      () => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        });
      },
      granted,
    );
    assert.ok(events.every(({ visitor }) => !visitor));
    assert.equal(visit.said.length, 1);
    assert.match(visit.said[0], /storage.*\[storage_failed\]$/);
  });

  it('is tracked where it is only full', async (t) => {
    const { visit } = await visitBroken(
      t,
      () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
      granted,
    );
    assert.deepEqual(visit.said, []);
  });

  it('is tracked where somebody else wrote into ours', async (t) => {
    const { visit, events } = await visitBroken(
      t,
      () => {
        localStorage.setItem('sluice.visitor', '{"id": 7, "created":');
        localStorage.setItem('sluice.session', '[[["no session"]]]');
      },
      granted,
    );
    assert.ok(events.every(({ visitor }) => visitor.id));
    assert.deepEqual(visit.said, []);
  });
});
