// A campaign leads to a page; the visitor agrees later, routes further on.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf, viewsOf } from '../fixture/inbox.mjs';
import { choose, analyticsOnly, openTcf, yes } from './tcf-page.mjs';

const landing = '/shop?utm_source=news&utm_campaign=spring&gclid=Cj0-1';
const referer = 'https://search.example/find?q=shoes';

/** Lands, goes on to two routes, a minute each, and chooses there. */
async function chooseLate(t, string) {
  const visit = await openTcf(t, { path: landing, referer, stopped: true });
  const landedAt = await visit.run(() => Date.now());
  for (const route of ['/shoes', '/basket']) {
    await visit.page.clock.runFor(50_000);
    await visit.run((path) => history.pushState(null, '', path), route);
  }
  assert.deepEqual(visit.requestsElsewhere(), []);
  await choose(visit, string);
  const events = await visit.finish();
  return { visit, events, landedAt };
}

describe('consent that is given late', () => {
  it('credits campaign and referrer to the landing, once', async (t) => {
    const { events, landedAt } = await chooseLate(t, yes);
    assert.deepEqual(viewsOf(events), [
      'load /shop',
      'push /shoes',
      'push /basket',
    ]);
    const [view, ...routes] = events;
    assert.deepEqual(view.utm, { source: 'news', campaign: 'spring' });
    assert.deepEqual(view.click_id, { gclid: 'Cj0-1' });
    assert.equal(view.page.referrer, referer);
    assert.ok(Math.abs(view.event.time - landedAt) < 1000);
    const landings = events.filter(({ page }) => page.url.includes('spring'));
    assert.deepEqual(landings, [view]);
    assert.deepEqual(
      routes.map(({ event }) => event.time - view.event.time >= 50_000),
      [true, true],
    );
    assert.equal(new Set(events.map(({ session }) => session.id)).size, 1);
  });

  it('to analytics alone keeps the click ids in', async (t) => {
    const { events, visit } = await chooseLate(t, analyticsOnly);
    assert.deepEqual(events[0].utm, { source: 'news', campaign: 'spring' });
    for (const event of events) assert.equal(event.click_id, undefined);
    // Nor may they be had from what the device keeps.
    const kept = await visit.run(() => JSON.stringify({ ...sessionStorage }));
    assert.match(kept, /spring/);
    assert.doesNotMatch(kept, /Cj0-1/);
    // A yes later does not bring them back.
    await choose(visit, yes);
    await visit.run(() => sluice.track('later'));
    const later = await visit.finish();
    assert.equal(namesOf(later).at(-1), 'later');
    assert.equal(later.at(-1).click_id, undefined);
  });
});
