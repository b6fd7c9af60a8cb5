// Four collectors at once, each by its own needs, against what `sluice policy
// explain` says that each gets.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fullHosts, fullOf } from '../../wasm/full.mjs';
import { until } from '../fixture/deadline.mjs';
import { makePolicy } from '../fixture/policies.mjs';
import { stage } from '../fixture/stage.mjs';
import { startDescribed } from './described.mjs';

const kNeeds = {
  plausible: { needs: 'analytics' },
  matomo: { needs: 'analytics', events: ['page_view', 'marker'] },
  posthog: { needs: ['analytics', 'ads'] },
  segment: { needs: 'ads' },
};
const kEvents = ['page_view', 'signup', 'marker'];

/** The name of the event of a row, in each format. */
const kNameOf = {
  plausible: ({ n }) => (n === 'pageview' ? 'page_view' : n),
  matomo: ({ e_a }) => e_a ?? 'page_view',
  posthog: ({ event }) => (event === '$pageview' ? 'page_view' : event),
  segment: ({ type, event }) => (type === 'page' ? 'page_view' : event),
};

const policy = makePolicy({
  events: [{ name: '*' }],
  destinations: kNeeds,
});

/** What each destination gets, by the gate itself. */
async function explained(choices) {
  const full = fullOf(await fullHosts.wasm());
  const gets = Object.fromEntries(
    Object.keys(kNeeds).map((name) => [name, []]),
  );
  for (const event of kEvents) {
    const answer = full.ask({
      ask: 'explain',
      policy: JSON.stringify(policy),
      signals: { api: { choices } },
      event: { event: { name: event } },
    });
    for (const { name, status } of answer.destinations) {
      if (status === 'sent') gets[name].push(event);
    }
  }
  return gets;
}

describe('four collectors at once', () => {
  for (const choices of [
    { analytics: true, ads: true },
    { analytics: true, ads: false },
    { analytics: false, ads: true },
    { analytics: false, ads: false },
  ]) {
    it(`get what ${JSON.stringify(choices)} allows, and no more`, async (t) => {
      const all = {};
      for (const name of Object.keys(kNeeds))
        all[name] = await startDescribed(t, name);
      const destinations = Object.fromEntries(
        Object.entries(all).map(([name, { use }]) => [name, use]),
      );
      const config = JSON.stringify({ policy, destinations });
      const visit = await stage.visit(t, { data: { config } });
      await visit.open();
      await visit.run((given) => {
        sluice.track('signup');
        sluice.consent(given);
        sluice.track('marker');
        return sluice.flush();
      }, choices);
      const expected = await explained(choices);
      for (const [name, { taken, refused }] of Object.entries(all)) {
        await until(
          () => taken.length >= expected[name].length,
          () => `${name}: ${JSON.stringify({ taken, refused })}`,
        );
        assert.deepEqual(refused, []);
        assert.deepEqual(
          taken.map(kNameOf[name]).sort(),
          expected[name].sort(),
          name,
        );
      }
    });
  }
});
