// What waits on the device, in a real browser's storage and locks.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { stage } from '../fixture/stage.mjs';

const untracked = { tag: false, head: '', body: '' };

/** A visitor who allows all, on a site whose policy keeps a queue. */
function openVisitor(t) {
  return stage.visit(t, {
    data: { policy: 'opt-in' },
    body: `<script>
      addEventListener('load', () =>
        sluice.consent({ analytics: true, ads: true }));
    </script>`,
    pages: { '/away': untracked },
  });
}

/** Tracks while the collector is down, and leaves for a page without tracker.
 * Resolves to what the device keeps there. */
async function leaveWithout(visit, names) {
  await stage.collector.fail({ status: 503 });
  await visit.open();
  await visit.run((all) => {
    for (const name of all) sluice.track(name);
    void sluice.flush();
  }, names);
  await until(() => visit.said.length);
  await visit.open('/away');
  const kept = await visit.run(() => ({ ...localStorage }));
  await stage.collector.ask('/fault', { method: 'DELETE' });
  return Object.keys(kept).filter((key) => key.startsWith('sluice.queue.'));
}

const named = ({ events }, name) =>
  events.filter(({ event }) => event.name === name);

describe('what a collector would not take before the page was left', () => {
  afterEach(() => stage.collector.ask('/fault', { method: 'DELETE' }));

  // https://github.com/PostHog/posthog-js/issues/1583: events of a visitor who
  // closes the tab while there is no way to the collector are lost.
  it('complaint 36: arrives with the next visit, as it was', async (t) => {
    const visit = await openVisitor(t);
    const before = Date.now();
    const keys = await leaveWithout(visit, ['late']);
    const after = Date.now();
    assert.notEqual(keys.length, 0);
    await visit.open();
    const { event } = await visit.inbox.untilNamed('late');
    assert.ok(before <= event.time && event.time <= after, `${event.time}`);
    assert.equal(event.sequence, 2);
    await visit.finish();
    assert.equal(named(visit.inbox, 'late').length, 1);
    const left = await visit.run(() => ({ ...localStorage }));
    assert.deepEqual(
      Object.keys(left).filter((key) => key.startsWith('sluice.queue')),
      [],
    );
  });

  // https://github.com/snowplow/snowplow-javascript-tracker/issues/349: each
  // tab sends what stands in storage.
  it('complaint 5: is sent by one of two tabs', async (t) => {
    const visit = await openVisitor(t);
    await leaveWithout(visit, ['late']);
    const other = await visit.context.newPage();
    await Promise.all([visit.open(), other.goto(`${visit.site.url}/`)]);
    await visit.inbox.untilNamed('late');
    for (const page of [visit.page, other]) {
      await page.evaluate(() => sluice.flush());
    }
    await visit.finish();
    assert.equal(named(visit.inbox, 'late').length, 1);
    assert.ok(visit.inbox.batches.every(({ duplicates }) => !duplicates));
  });
});

describe('while the browser is offline', () => {
  it('complaint 31: what failed waits for the network', async (t) => {
    const visit = await openVisitor(t);
    await visit.open();
    await visit.inbox.untilNamed('page_view');
    await visit.context.setOffline(true);
    await visit.run(() => {
      sluice.track('late');
      void sluice.flush();
    });
    await until(() => visit.said.length);
    await visit.context.setOffline(false);
    await visit.inbox.untilNamed('late');
    await visit.finish();
    assert.equal(named(visit.inbox, 'late').length, 1);
  });
});
