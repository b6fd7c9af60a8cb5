// Calls that a page makes before sluice.js has arrived.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBuilt } from '../fixture/built.mjs';
import { namesOf, viewsOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const head = `<script>
  const startedAt = Date.now();
</script>
<script>${readBuilt('snippet.js')}</script>`;

/** A visit whose sluice.js arrives when the returned function is called. */
async function openEarly(t, options) {
  const visit = await stage.visit(t, { head, tag: { async: '' }, ...options });
  const arrive = visit.site.hold('/sluice.js');
  await visit.open('/?utm_source=news', { waitUntil: 'commit' });
  await visit.page.waitForFunction(() => document.body);
  return { visit, arrive };
}

describe('the snippet', () => {
  it('keeps the order and the time of calls made before', async (t) => {
    const { visit, arrive } = await openEarly(t);
    const times = await visit.run(async () => {
      const moments = [[startedAt, Date.now()]];
      for (const name of ['first', 'second']) {
        const before = Date.now();
        sluice.track(name);
        moments.push([before, Date.now()]);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return moments;
    });
    arrive();
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'first', 'second']);
    assert.deepEqual(events[0].utm, { source: 'news' });
    events.forEach(({ event }, i) => {
      const [from, to] = times[i];
      assert.ok(event.time >= from && event.time <= to, `${event.time}`);
    });
  });

  it('keeps the landing that a router has left meanwhile', async (t) => {
    const { visit, arrive } = await openEarly(t);
    await visit.run(() => history.replaceState(null, '', '/home'));
    arrive();
    await visit.page.waitForFunction(() => !sluice.calls);
    const [landing, ...more] = await visit.finish();
    assert.equal(landing.page.path, '/');
    assert.deepEqual(landing.utm, { source: 'news' });
    assert.deepEqual(viewsOf(more), ['replace /home']);
  });

  it('keeps a choice and what it is about', async (t) => {
    const { visit, arrive } = await openEarly(t, {
      data: { policy: 'opt-in' },
    });
    await visit.run(() => {
      sluice.track('before');
      sluice.consent({ analytics: true }, { explicit: true });
      sluice.identify('user-7');
    });
    arrive();
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'before', 'identify']);
    assert.equal(events[2].consent.analytics, 'granted');
  });

  it('gives promises that the arrived tracker keeps', async (t) => {
    const { visit, arrive } = await openEarly(t);
    await visit.run(() => {
      sluice.track('order');
      window.flushed = sluice.flush();
      window.forgotten = sluice.forget();
    });
    arrive();
    const forgotten = await visit.run(async () => {
      await flushed;
      return forgotten;
    });
    await visit.inbox.read();
    assert.deepEqual(namesOf(visit.inbox.events), ['page_view', 'order']);
    assert.deepEqual(forgotten, { events: 2, keys: [] });
  });

  it('answers through an object taken before, too', async (t) => {
    const { visit, arrive } = await openEarly(t);
    await visit.run(() => {
      window.taken = sluice;
      taken.track('before');
    });
    arrive();
    await visit.page.waitForFunction(() => sluice !== taken);
    await visit.run(() => {
      taken.track('after');
      return taken.flush();
    });
    await visit.inbox.read();
    assert.deepEqual(namesOf(visit.inbox.events), [
      'page_view',
      'before',
      'after',
    ]);
  });
});
