// What each collector gets of a page, and how often the browser had to ask it
// first (CORS preflight): a request that needs that takes twice as long, and
// may come too late when the page is left.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { stage } from '../fixture/stage.mjs';
import { startDescribed } from './described.mjs';

const kNeverAsk = [
  'plausible',
  'matomo',
  'posthog',
  'segment',
  'jitsu',
  'umami',
  'mixpanel',
];
const kNeverAskWhenLeft = ['rudderstack', 'amplitude', 'ndjson', 'json-array'];
const kAsk = ['snowplow', 'otlp', 'cloudevents'];

async function open(t, name) {
  const described = await startDescribed(t, name);
  const { endpoint, description, config } = described.use;
  const options = { destination: description, destinationConfig: config };
  const visit = await stage.visit(t, {
    data: { endpoint, config: JSON.stringify(options) },
  });
  await visit.open();
  await visit.run(() => sluice.track('signup', { plan: 'pro' }));
  return { ...described, visit };
}

describe('in Chromium', () => {
  for (const name of kNeverAsk) {
    it(`${name} gets its events, without a preflight`, async (t) => {
      const { visit, taken, refused, served } = await open(t, name);
      await visit.run(() => sluice.flush());
      assert.deepEqual(refused, []);
      assert.equal(taken.length, 2);
      await visit.run(() => sluice.track('login'));
      await visit.open('/next');
      await until(() => taken.length >= 4);
      assert.deepEqual(refused, []);
      assert.equal(served.preflights, 0);
    });
  }

  for (const name of kNeverAskWhenLeft) {
    it(`${name} is asked first, but not by a page that is left`, async (t) => {
      const { visit, taken, refused, served } = await open(t, name);
      await visit.run(() => sluice.flush());
      assert.equal(taken.length, 2);
      assert.ok(served.preflights > 0);
      const before = served.preflights;
      await visit.run(() => sluice.track('login'));
      await visit.page.goto('about:blank');
      await until(() => taken.length === 3);
      assert.deepEqual(refused, []);
      assert.equal(served.preflights, before);
    });
  }

  for (const name of kAsk) {
    it(`${name} is always asked first, and gets its events`, async (t) => {
      const { visit, taken, refused, served } = await open(t, name);
      await visit.run(() => sluice.flush());
      await visit.run(() => sluice.track('login'));
      await visit.open('/next');
      await until(() => taken.length >= 4);
      assert.deepEqual(refused, []);
      assert.ok(served.preflights > 0);
    });
  }

  it('Snowplow is never sent text/plain, which it throws away', async (t) => {
    const { visit, served } = await open(t, 'snowplow');
    await visit.page.goto('about:blank');
    await until(() => served.requests.length > 0);
    for (const { type } of served.requests) {
      assert.equal(type, 'application/json');
    }
  });
});
