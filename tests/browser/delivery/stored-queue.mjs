// What waits on the device, in a real browser's storage and locks.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { consenting } from '../fixture/consenting.mjs';
import { until } from '../fixture/deadline.mjs';
import { stage } from '../fixture/stage.mjs';

const openVisitor = (t) => stage.visit(t, consenting);

/** Tracks `late` while the collector fails as it is `told` to, until it has
 * said so. */
async function trackInVain(visit, told) {
  await stage.collector.fail(told);
  await visit.open();
  await visit.run(() => {
    sluice.track('late');
    return sluice.flush();
  });
  await until(() => visit.said.length);
}

/** Goes to a page without tracker. Resolves to the texts of the batches that
 * the device keeps there. */
async function leave(visit) {
  await visit.open('/away');
  const kept = await visit.run(() => ({ ...localStorage }));
  await stage.collector.ask('/fault', { method: 'DELETE' });
  return Object.entries(kept)
    .filter(([key]) => key.startsWith('sluice.queue.'))
    .map(([, text]) => text);
}

/** Until when a batch is leased; 0: it is nobody's. */
const leaseOf = (text) => Number.parseInt(text);

/** Leaves what the collector would not take, and resolves as leave(). The
 * collector wants a minute's peace: nothing is on its way by then. */
async function leaveWithout(visit) {
  await trackInVain(visit, { status: 503, retry_after: '60' });
  const kept = await leave(visit);
  assert.notEqual(kept.length, 0);
  assert.ok(kept.every((text) => leaseOf(text) === 0));
  return kept;
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
    await leaveWithout(visit);
    const after = Date.now();
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
    await leaveWithout(visit);
    const other = await visit.context.newPage();
    await Promise.all([visit.open(), other.goto(`${visit.site.url}/`)]);
    await visit.inbox.untilNamed('late');
    for (const page of [visit.page, other]) {
      await page.evaluate(() => sluice.flush());
    }
    await visit.finish();
    await visit.inbox.readAnew();
    assert.equal(named(visit.inbox, 'late').length, 1);
    assert.ok(visit.inbox.batches.every(({ duplicates }) => !duplicates));
  });

  // Each tab is a process: what one has written another may not read yet.
  it('complaint 5: is sent by one of four that look at once', async (t) => {
    const visit = await openVisitor(t);
    const [kept] = await leaveWithout(visit);
    for (let tab = 0; tab < 4; tab++) {
      const page = await visit.context.newPage();
      await page.goto(`${visit.site.url}/`);
      await page.evaluate(() => {
        const look = () => dispatchEvent(new Event('online'));
        new BroadcastChannel('look').onmessage = look;
      });
    }
    await visit.inbox.untilNamed('late');
    await visit.page.evaluate(async (text) => {
      const others = new BroadcastChannel('look');
      const pause = (ms) => new Promise((end) => setTimeout(end, ms));
      for (let batch = 0; batch < 200; batch++) {
        const digits = String(batch).padStart(12, '0');
        const id = `01900000-0000-7000-8000-${digits}`;
        localStorage.setItem(`sluice.queue.${id}`, text);
        if (batch % 10 < 9) continue;
        await pause(50);
        others.postMessage('look');
        await pause(200);
      }
    }, kept);
    const ours = () =>
      visit.inbox.batches.filter(({ batch }) => batch.startsWith('01900000'));
    await visit.inbox.until(() => ours().length === 200);
    await visit.inbox.readAnew();
    const twice = ours().filter(({ deliveries }) => deliveries > 1);
    assert.deepEqual(twice, []);
  });

  it('is sent without another page if it was on its way', async (t) => {
    const visit = await stage.visitInChromium(t, consenting);
    await trackInVain(visit, { status: 503 });
    await stage.collector.fail({ hang: true, count: 1 });
    await until(async () => !(await stage.collector.read('/fault')));
    const kept = await leave(visit);
    const late = kept.find((text) => text.includes('late'));
    assert.ok(leaseOf(late) > Date.now());
    await visit.open();
    const isLate = ({ event }) => event.name === 'late';
    await visit.inbox.until((events) => events.some(isLate), 60_000);
    await visit.finish();
    await visit.inbox.readAnew();
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
