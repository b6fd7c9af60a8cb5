// Which collectors get gzip, and how they are told.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { stage } from '../fixture/stage.mjs';
import { startDescribed } from './described.mjs';
import { readVendor } from './vendor.mjs';

const text = 'abc '.repeat(500);

/** A page that tracks more than one packet holds, to the collector by that
 * name, and what that got; `more` are options, `change` changes how it is
 * described. */
async function trackMuch(t, name, more, change = () => {}) {
  const described = await startDescribed(t, name);
  change(described.use);
  const { endpoint, description, config } = described.use;
  const use = { destination: description, destinationConfig: config };
  const visit = await stage.visit(t, {
    data: { endpoint, config: JSON.stringify({ ...use, ...more }) },
  });
  await visit.open();
  await visit.run((words) => {
    sluice.track('signup', { text: words });
    return sluice.flush();
  }, text);
  assert.deepEqual(described.refused, []);
  assert.deepEqual(visit.said, []);
  assert.ok(described.taken.length > 0);
  return described;
}

const isGzip = ({ served }) => served.requests.map((one) => one.isGzip);

/** What tells a collector that a body is gzipped. */
function signsOf({ type, query, headers, isGzip: isSo }) {
  const encoding = headers['content-encoding'];
  return { isGzip: isSo, type, query, encoding };
}

/** The first gzipped request of PostHog's own library. */
async function recordTheirs(t) {
  const { served } = await startDescribed(t, 'posthog');
  const visit = await stage.visit(t, {
    tag: false,
    pages: { '/sdk.js': { text: await readVendor('posthog-gzip') } },
    body: `<script>window.collector = ${JSON.stringify(served.url)};
      </script><script src="/sdk.js"></script>`,
  });
  await visit.open();
  await visit.run((words) => void window.signup(words), text);
  return until(() => served.requests.find((one) => one.isGzip));
}

describe('gzip', () => {
  it('comes to PostHog as from its own library, without a preflight', async (t) => {
    const { served } = await trackMuch(t, 'posthog');
    const [ours] = served.requests;
    assert.deepEqual(signsOf(ours), signsOf(await recordTheirs(t)));
    assert.equal(served.preflights, 0);
  });

  it('comes to Amplitude with a header, and to no proxy before it', async (t) => {
    assert.deepEqual(isGzip(await trackMuch(t, 'amplitude')), [false]);
    const asItsOwn = ({ description, endpoint }) =>
      description.gzip.when.$is.push(endpoint);
    const { served } = await trackMuch(t, 'amplitude', {}, asItsOwn);
    const [{ isGzip: isSo, encoding }] = served.requests.map(signsOf);
    assert.deepEqual([isSo, encoding], [true, 'gzip']);
  });

  for (const name of ['ndjson', 'json-array']) {
    it(`comes to ${name} where the site says so`, async (t) => {
      assert.deepEqual(isGzip(await trackMuch(t, name, { gzip: true })), [
        true,
      ]);
      assert.deepEqual(isGzip(await trackMuch(t, name)), [false]);
    });
  }

  for (const name of ['umami', 'segment', 'snowplow', 'otlp']) {
    it(`does not come to ${name}, whatever the site says`, async (t) => {
      const described = await trackMuch(t, name, { gzip: true });
      assert.ok(!isGzip(described).includes(true));
    });
  }
});
