// Events that outlive their page, on their way to collectors of others.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consenting } from '../fixture/consenting.mjs';
import { until } from '../fixture/deadline.mjs';
import { crash, untilDeferred, watchDeferred } from '../fixture/deferred.mjs';
import { stage } from '../fixture/stage.mjs';
import { startDescribed } from './described.mjs';

/** The name of an event of one's own, where each format has it. */
const kNameOf = {
  plausible: ({ n }) => n, // one event a request
  matomo: ({ e_a }) => e_a, // a query for each
  posthog: ({ event }) => event,
  snowplow: ({ se_ac }) => se_ac, // needs a preflight
};

/** Someone who allows all, on a site whose policy keeps a queue. */
async function openFor(t, name) {
  const described = await startDescribed(t, name);
  const { endpoint, description, config } = described.use;
  const options = { destination: description, destinationConfig: config };
  const data = { endpoint, policy: 'opt-in', config: JSON.stringify(options) };
  const visit = await stage.visit(t, {
    ...consenting,
    head: watchDeferred,
    data,
  });
  const late = () =>
    described.taken.filter((row) => kNameOf[name](row) === 'late');
  return { described, visit, late };
}

describe('what a described collector would not take', () => {
  for (const name of Object.keys(kNameOf)) {
    it(`arrives at ${name} with the next visit, once`, async (t) => {
      const { described, visit, late } = await openFor(t, name);
      described.isBusy = true;
      await visit.open();
      await visit.run(() => {
        sluice.track('late');
        return sluice.flush();
      });
      await visit.open('/away');
      described.isBusy = false;
      assert.deepEqual(late(), []);
      await visit.open();
      await until(() => late().length > 0);
      await visit.run(() => sluice.flush());
      await visit.open('/away');
      assert.equal(late().length, 1);
      assert.deepEqual(described.refused, []);
      const kept = await visit.run(() => Object.keys(localStorage));
      const queue = kept.filter((key) => key.startsWith('sluice.queue'));
      assert.deepEqual(queue, []);
    });
  }
});

describe('what a page said a moment before its renderer died', () => {
  for (const name of Object.keys(kNameOf)) {
    it(`arrives at ${name}`, async (t) => {
      const { described, visit, late } = await openFor(t, name);
      await visit.open();
      await visit.run(() => sluice.flush());
      await visit.run(() => sluice.track('late'));
      await untilDeferred(visit, 'late');
      await crash(visit);
      await until(() => late().length > 0);
      assert.deepEqual(described.refused, []);
    });
  }
});
