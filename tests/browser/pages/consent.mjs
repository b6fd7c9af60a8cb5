// What a page does before, with and without consent. Spies stand before any
// script; and what Playwright saw leave the browser counts, too.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathOf } from '../fixture/built.mjs';
import { namesOf, viewsOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';
import { touchAll } from '../fixture/touch-all.mjs';
import { useAll } from '../fixture/use-all.mjs';

const spies = { path: pathOf('tests/browser/fixture/spies.js') };

const landing = '/?utm_source=news&utm_campaign=spring&gclid=Cj0-1';

/** A visit under a policy, on a page of links, buttons and routes. */
async function openSpied(t, data) {
  const visit = await stage.visit(t, {
    data,
    init: [spies],
    body: `<a href="#x">Link</a><button>Button</button>`,
    pages: { '/marker': { data: { endpoint: stage.collector.endpoint } } },
  });
  await visit.open(landing);
  return visit;
}

const readTouched = () => touched;

/** Leaves the page, and fails if it touched or sent anything until then. */
async function leaveUnseen(visit) {
  assert.deepEqual(await visit.run(readTouched), []);
  await visit.open('/marker');
  const { cookies, origins } = await visit.context.storageState({
    indexedDB: true,
  });
  assert.deepEqual([cookies, origins], [[], []]);
  const { requests } = visit.site;
  assert.deepEqual(requests, ['/', '/sluice.js', '/marker', '/sluice.js']);
  assert.deepEqual(visit.requestsElsewhere(), []);
  // What the page had sent would have arrived before this.
  assert.deepEqual(viewsOf(await visit.finish()), ['load /marker']);
  assert.equal(visit.inbox.events.length, 2);
}

describe('the spies', () => {
  it('see all that they watch', async (t) => {
    const visit = await stage.visit(t, { init: [spies], tag: false });
    await visit.open();
    await visit.run(touchAll);
    const seen = await visit.run(() => ({ touched, watched }));
    assert.deepEqual(new Set(seen.touched), new Set(seen.watched));
  });
});

describe('under opt-in', () => {
  it('nothing is asked, sent or stored before a choice', async (t) => {
    const visit = await openSpied(t, { policy: 'opt-in' });
    await useAll(visit);
    await leaveUnseen(visit);
  });

  it('the landing arrives once when it is granted, as it was', async (t) => {
    const visit = await openSpied(t, { policy: 'opt-in' });
    await visit.run(() => history.pushState(null, '', '/later'));
    await visit.page.click('button');
    assert.deepEqual(await visit.run(readTouched), []);
    const grantedAt = await visit.run(() => {
      const now = Date.now();
      sluice.consent({ analytics: true, ads: true }, { explicit: true });
      return now;
    });
    const events = await visit.finish();
    assert.deepEqual(viewsOf(events), ['load /', 'push /later']);
    const [view] = events;
    assert.ok(view.event.time < grantedAt);
    assert.deepEqual(view.utm, { source: 'news', campaign: 'spring' });
    assert.deepEqual(view.click_id, { gclid: 'Cj0-1' });
    assert.deepEqual(
      [view.consent.analytics, view.consent.ads],
      ['granted', 'granted'],
    );
    const uses = new Set(await visit.run(readTouched));
    assert.deepEqual([...uses].sort(), [
      'Storage.getItem',
      'Storage.setItem',
      'window.fetch',
      'window.localStorage',
    ]);
  });

  it('nothing is asked, sent or stored after a denial', async (t) => {
    const visit = await openSpied(t, { policy: 'opt-in' });
    await visit.run(() => {
      sluice.consent({ analytics: false, ads: false }, { explicit: true });
    });
    await useAll(visit);
    await leaveUnseen(visit);
  });

  it('what is withdrawn is not sent, and is erased', async (t) => {
    const visit = await openSpied(t, { policy: 'opt-in' });
    await visit.run(() => sluice.consent({ analytics: true }));
    await visit.finish();
    await visit.run(() => {
      sluice.track('unsent');
      sluice.consent({ analytics: false });
    });
    await visit.page.click('button');
    await visit.run(() => sluice.flush());
    assert.equal(await visit.run(() => localStorage.length), 0);
    // Granted again, it goes on from here.
    await visit.run(() => sluice.consent({ analytics: true }));
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
    const [batch] = visit.inbox.batches.slice(-1);
    assert.deepEqual(batch.dropped, { withdrawn: 1, denied: 1 });
  });
});

describe('under cookieless', () => {
  it('all that happens is sent, and no storage is touched', async (t) => {
    const visit = await openSpied(t);
    await useAll(visit);
    const events = await visit.finish();
    assert.deepEqual(namesOf(events).sort(), [
      ...['click', 'click', 'order'],
      ...['page_view', 'page_view', 'page_view', 'signup'],
    ]);
    const uses = new Set(await visit.run(readTouched));
    assert.deepEqual([...uses], ['window.fetch']);
    for (const event of events) {
      for (const part of ['click_id', 'user', 'visitor']) {
        assert.equal(event[part], undefined);
      }
    }
  });

  it('a browser that says GPC gives no campaign away', async (t) => {
    const visit = await stage.visit(t, {
      init: [
        () => {
          const value = { get: () => true, configurable: true };
          const { prototype } = Navigator;
          Object.defineProperty(prototype, 'globalPrivacyControl', value);
        },
      ],
    });
    await visit.open(landing);
    const [view] = await visit.finish();
    assert.equal(view.page.url, `${visit.site.url}/`);
    // The channel is a class of many campaigns, and rests on analytics.
    const campaign = { channel: 'Paid Search' };
    assert.deepEqual([view.utm, view.campaign], [undefined, campaign]);
    assert.equal(view.consent.ads, 'denied');
    const sent = visit.inbox.batches.map(({ request }) => request.body);
    assert.doesNotMatch(sent.join(), /spring|Cj0/);
  });
});
