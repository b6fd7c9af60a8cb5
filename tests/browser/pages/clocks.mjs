// Pages whose scripts put clocks of their own in the place of the browser's.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBuilt } from '../fixture/built.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** What pages make of their clocks, each before any other script. */
const broken = {
  // Old date libraries do this: https://github.com/DataDog/browser-sdk/pull/1600
  'Date.now gives a Date': () => (Date.now = () => new Date()),
  'Date.now gives a text': () => (Date.now = () => `${+new Date()}`),
  'Date.now gives a Promise': () => (Date.now = async () => 0),
  'Date.now gives NaN': () => (Date.now = () => NaN),
  'Date.now gives seconds': () => (Date.now = () => +new Date() / 1000),
  'Date.now needs its this': () => {
    const { now } = Date;
    Date.now = function () {
      if (this !== Date) throw new TypeError('Illegal invocation');
      return now();
    };
  },
  'Date.now throws': () => {
    Date.now = () => {
      throw new Error('no time');
    };
  },
  'Date.now is missing': () => delete Date.now,
  'performance.now gives NaN': () => (performance.now = () => NaN),
  'performance.now throws': () => {
    performance.now = () => {
      throw new Error('no time');
    };
  },
  'performance.now is missing': () => {
    delete Performance.prototype.now;
  },
  'performance is missing': () => {
    Object.defineProperty(window, 'performance', { value: undefined });
  },
  // As the false clocks of test libraries, which begin in 1970 and stand still.
  'all clocks stand still': () => {
    const Real = Date;
    window.Date = class extends Real {
      constructor(...args) {
        super(...(args.length ? args : [0]));
      }
      static now() {
        return 0;
      }
    };
    performance.now = () => 0;
  },
  'no timer ever fires': () => {
    window.setTimeout = window.clearTimeout = () => 7;
  },
  'setTimeout throws': () => {
    window.setTimeout = () => {
      throw new Error('no timer');
    };
  },
};

/** The events of a visit that does a bit of everything, which all have to be of
 * now; `late` are those that the page tracked before sluice.js was there. */
async function visitWith(t, breakIt, options) {
  const visit = await stage.visit(t, {
    init: [breakIt],
    body: '<button id="b" type="button" onclick="">Buy</button>',
    ...options,
  });
  const before = Date.now();
  await visit.open();
  await visit.page.click('#b');
  await visit.run(() => sluice.track('signup', { plan: 'pro' }));
  const events = await visit.finish();
  const after = Date.now();
  for (const { event } of events) {
    assert.ok(Number.isInteger(event.time), `${event.time}`);
    // performance.timeOrigin is only as good as when the browser was started.
    assert.ok(event.time > before - 1000 && event.time < after + 1000);
  }
  assert.deepEqual(visit.said, []);
  return events;
}

describe('a page on which', () => {
  for (const [what, breakIt] of Object.entries(broken)) {
    it(`${what} is measured, at the right time`, async (t) => {
      const events = await visitWith(t, breakIt);
      assert.deepEqual(namesOf(events), ['page_view', 'click', 'signup']);
    });
  }

  it('the clocks are broken has the snippet work, too', async (t) => {
    for (const what of ['Date.now is missing', 'performance is missing']) {
      const events = await visitWith(t, broken[what], {
        head: `<script>${readBuilt('snippet.js')}</script>
          <script>sluice.track('early')</script>`,
      });
      const names = ['page_view', 'early', 'click', 'signup'];
      assert.deepEqual(namesOf(events), names);
    }
  });
});
