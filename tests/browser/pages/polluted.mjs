// Pages whose scripts change what JSON.stringify writes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { makePolicy, openUnder, statesOf } from '../fixture/policies.mjs';
import { stage } from '../fixture/stage.mjs';

/** Each before any other script. */
const pollutions = {
  // Gives a text: Prototype.js 1.5, http://prototypejs.org/learn/json
  'Array.prototype.toJSON': () => {
    Array.prototype.toJSON = function () {
      const items = [];
      for (const item of this) {
        const isObject = Object.prototype.toString.call(item) !== '[object]';
        items.push(isObject ? JSON.stringify(item) : String(item));
      }
      return `[${items.join(', ')}]`;
    };
  },
  'Object.prototype.toJSON': () => {
    Object.prototype.toJSON = () => 'polluted';
  },
  'both, as accessors': () => {
    const toJSON = () => 'polluted';
    for (const type of [Array, Object]) {
      Object.defineProperty(type.prototype, 'toJSON', { get: () => toJSON });
    }
  },
  'a JSON.stringify that makes objects texts': () => {
    const { stringify } = JSON;
    JSON.stringify = (value) =>
      stringify(Object(value) === value ? String(value) : value);
  },
  'a JSON.stringify that throws at lists': () => {
    const { stringify } = JSON;
    JSON.stringify = (value) => {
      if (Array.isArray(value)) throw new TypeError('no lists');
      return stringify(value);
    };
  },
};

const granted = {
  data: { policy: 'opt-in' },
  body: `<script>
    addEventListener('load', () =>
      sluice.consent({ analytics: true, ads: true }, { explicit: true }));
  </script>`,
};

const campaigns = [
  '/?utm_source=google&utm_medium=cpc',
  '/?utm_source=fb&utm_medium=paid',
  '/?utm_source=news&utm_medium=email',
];

describe('what a visitor came by, in storage', () => {
  for (const [what, pollute] of Object.entries(pollutions)) {
    it(`stands there as ever with ${what}`, async (t) => {
      const visit = await stage.visit(t, { ...granted, init: [pollute] });
      for (const path of campaigns) {
        await visit.open(path);
        await visit.finish();
      }
      const [current, text] = await visit.run(() => [
        sluice.attribution
          .current()
          .touches.map(({ source }) => source)
          .join(),
        localStorage.getItem('sluice.touches'),
      ]);
      assert.equal(current, 'google,fb,news');
      assert.equal(JSON.parse(text).touches.length, 3);
      assert.deepEqual(visit.said, []);
    });
  }
});

describe('a page with toJSON on Array and Object', () => {
  const pollute = pollutions['both, as accessors'];

  it('has events that waited on the device arrive whole', async (t) => {
    const visit = await stage.visit(t, {
      ...granted,
      init: [pollute],
      pages: { '/away': { tag: false, body: '' } },
    });
    t.after(() => stage.collector.ask('/fault', { method: 'DELETE' }));
    await stage.collector.fail({ status: 503, retry_after: '60' });
    await visit.open();
    await visit.run(() => {
      for (let i = 0; i < 12; i++) {
        sluice.track(`late_${i}`, { text: `${i} `.repeat(600) });
      }
      return sluice.flush();
    });
    await visit.open('/away');
    // What stands there is longer than the longest text that is ever cut.
    const sizes = await visit.run(() =>
      Object.keys(localStorage)
        .map((key) => localStorage[key].length)
        .join(),
    );
    assert.ok(Math.max(...sizes.split(',')) > 8192, sizes);
    await stage.collector.ask('/fault', { method: 'DELETE' });
    await visit.open();
    await visit.inbox.untilNamed('late_11');
    const late = (await visit.finish()).filter(({ event }) =>
      event.name.startsWith('late_'),
    );
    assert.equal(late.length, 12);
  });

  it('has a long configuration hold', async (t) => {
    const goals = Array.from({ length: 50 }, (_, i) => ({
      id: `goal_of_a_site_that_has_a_great_many_of_them_${i}`,
      on: `event_${i}`,
      kind: 'micro',
    }));
    const text = JSON.stringify(goals, null, 10);
    assert.ok(text.length > 8192);
    const visit = await stage.visit(t, {
      init: [pollute],
      data: { goals: text },
    });
    await visit.open();
    await visit.run(() => sluice.track('event_49'));
    const names = namesOf(await visit.finish());
    assert.ok(names.includes('goal'), names.join());
    assert.deepEqual(visit.said, []);
  });

  it('has a consent that is taken back heard', async (t) => {
    const visit = await openUnder(t, makePolicy({ read: ['gcm'] }), {
      init: [pollute],
      head: `<script>
        var dataLayer = [];
        function gtag() { dataLayer.push(arguments); }
        gtag('consent', 'update', { analytics_storage: 'granted' });
      </script>`,
    });
    await visit.finish();
    await visit.run(() =>
      gtag('consent', 'update', { analytics_storage: 'denied' }),
    );
    await until(async () => (await statesOf(visit)).analytics === 'denied');
  });
});
