// A collector that does not do its part: nothing is lost, nothing comes twice.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** A visit to a page that tracked while the collector failed as told. Its
 * timers can be moved on. */
async function visitDuring(t, fault) {
  await stage.collector.fail(fault);
  const visit = await stage.visit(t);
  await visit.page.clock.install();
  await visit.open();
  await visit.run(() => {
    for (const name of ['a', 'b', 'c']) sluice.track(name);
    void sluice.flush();
  });
  return visit;
}

/** Lets time pass in the page, and says how often it has asked by then. */
async function passTime(visit, ms) {
  await visit.page.clock.fastForward(ms);
  await visit.run(() => document.title); // heard of all requests before
  return visit.requestsElsewhere().length;
}

/** Fails unless all has arrived, once. */
async function checkArrived({ inbox }) {
  await inbox.until((events) => events.length >= 4);
  assert.deepEqual(namesOf(inbox.events), ['page_view', 'a', 'b', 'c']);
  assert.equal(inbox.batches.length, 1);
}

describe('a collector', () => {
  afterEach(() => stage.collector.ask('/fault', { method: 'DELETE' }));

  it('that answers 500 gets the same batch until it recovers', async (t) => {
    const visit = await visitDuring(t, { status: 500, count: 2 });
    await checkArrived(visit);
    assert.equal(await passTime(visit, 0), 3);
    assert.equal(visit.said.length, 1);
    assert.match(visit.said[0], /500.*\[delivery_failed \/endpoint\]$/);
  });

  it('that asks to be left alone for a while is', async (t) => {
    const fault = { status: 503, retry_after: '600', count: 1 };
    const visit = await visitDuring(t, fault);
    await until(() => visit.said.length);
    assert.equal(await passTime(visit, 550_000), 1);
    await passTime(visit, 60_000);
    await checkArrived(visit);
  });

  it('that never answers is asked again after ten seconds', async (t) => {
    const visit = await visitDuring(t, { hang: true, count: 1 });
    await until(async () => !(await stage.collector.read('/fault')));
    assert.deepEqual(visit.said, []);
    await passTime(visit, 10_000);
    await until(() => visit.said.length);
    assert.match(visit.said.join(), /\[delivery_failed \/endpoint\]$/);
    await checkArrived(visit);
  });

  it('that refuses a batch is told what it refused', async (t) => {
    await stage.collector.fail({ status: 400, count: 3 });
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(async () => {
      sluice.track('a');
      await sluice.flush();
      sluice.track('b');
      await sluice.flush();
    });
    await stage.collector.ask('/fault', { method: 'DELETE' });
    const stored = await visit.finish();
    const dropped = visit.inbox.batches.map(
      (batch) => batch.dropped.rejected ?? 0,
    );
    const told = dropped.reduce((sum, count) => sum + count, 0);
    assert.equal(stored.length + told, 3);
    assert.match(visit.said.join(), /\[delivery_refused \/endpoint\]/);
  });

  it('whose answer is lost stores each event once', async (t) => {
    const visit = await stage.visit(t);
    await visit.page.route(
      stage.collector.endpoint,
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await visit.open();
    await visit.run(() => {
      sluice.track('a');
      void sluice.flush();
    });
    await visit.inbox.untilNamed('a');
    const { batch } = visit.inbox.batches[0];
    const tries = await until(async () => {
      const [row] = await stage.collector.read(`/batches?id=${batch}`);
      return row.deliveries > 1 && row;
    });
    assert.equal(tries.duplicates, 2);
    assert.deepEqual(namesOf(await visit.finish()), ['page_view', 'a']);
  });

  it('that is not there does not disturb the page', async (t) => {
    const visit = await stage.visit(t, {
      // Port 9, discard, is closed to browsers.
      data: { endpoint: 'http://127.0.0.1:9/collect' },
      body: '<script>window.wentOn = true;</script>',
    });
    await visit.open();
    await visit.run(() => {
      sluice.track('a');
      return sluice.flush();
    });
    assert.equal(await visit.run(() => wentOn), true);
    assert.equal(visit.said.length, 1);
    assert.match(visit.said[0], /\[delivery_failed \/endpoint\]$/);
  });

  it('that cannot be reached for a while gets all afterwards', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.context.setOffline(true);
    await visit.run(() => {
      sluice.track('a');
      return sluice.flush();
    });
    await visit.context.setOffline(false);
    await visit.inbox.untilNamed('a');
    assert.deepEqual(namesOf(visit.inbox.events), ['page_view', 'a']);
    assert.match(visit.said.join(), /\[delivery_failed \/endpoint\]$/);
  });

  it('that comes back gets what was left unsent at the exit', async (t) => {
    await stage.collector.fail({ status: 503 });
    const visit = await stage.visit(t, {
      body: '<a href="/next">Next</a>',
      pages: { '/next': { tag: false } },
    });
    await visit.open();
    await visit.run(() => {
      sluice.track('a');
      return sluice.flush();
    });
    await stage.collector.ask('/fault', { method: 'DELETE' });
    await visit.page.click('a');
    await visit.inbox.untilNamed('click');
    await visit.inbox.until((events) => events.length === 3);
    assert.deepEqual(namesOf(visit.inbox.events).sort(), [
      'a',
      'click',
      'page_view',
    ]);
  });
});
