// Two destinations with needs of their own, each a collector.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startCollector } from '../fixture/collector.mjs';
import { Inbox, namesOf } from '../fixture/inbox.mjs';
import { makePolicy, makeRegime } from '../fixture/policies.mjs';
import { stage } from '../fixture/stage.mjs';
import { analyticsOnly, choose, no, openTcf, yes } from './tcf-page.mjs';

/** The warehouse has analytics, the partner orders and page views for ads:
 * each its own fields. */
async function openBoth(t) {
  const second = await startCollector();
  t.after(() => second.close());
  const policy = makePolicy({
    regimes: [makeRegime({ decide: ['tcf'] })],
    read: ['tcf'],
    fields: [
      { path: ['event.*', 'consent.*', 'page.path'], do: 'allow' },
      { path: 'user.id', to: 'warehouse', if: 'analytics', do: 'allow' },
      {
        path: 'user.id',
        to: 'partner',
        if: 'ads',
        do: { hash: { key: 'site' } },
      },
      { path: 'click_id.*', to: 'partner', if: 'ads', do: 'allow' },
      { path: 'visitor.id', to: 'warehouse', if: 'analytics', do: 'allow' },
    ],
    destinations: {
      warehouse: { needs: 'analytics', url: stage.collector.endpoint },
      partner: {
        needs: ['analytics', 'ads'],
        events: ['page_view', 'order', 'marker_*'],
        url: second.endpoint,
      },
    },
  });
  const visit = await openTcf(t, {
    policy,
    path: '/?gclid=Cj0-1',
    config: { endpoint: stage.collector.endpoint },
  });
  const partner = new Inbox(second, [visit.site.url]);
  t.after(() => assert.deepEqual(partner.rejected, []));
  await visit.run(() => {
    sluice.identify('user-7');
    sluice.track('look');
    sluice.track('order', { value: 9 });
  });
  return { visit, partner };
}

const all = ['page_view', 'identify', 'look', 'order'];

describe('two destinations', () => {
  it('get what their purposes allow, and no more', async (t) => {
    const { visit, partner } = await openBoth(t);
    await choose(visit, yes);
    assert.deepEqual(namesOf(await visit.finish()), all);
    await partner.untilNamed('marker_1');
    assert.deepEqual(namesOf(partner.events), [
      'page_view',
      'order',
      'marker_1',
    ]);
    const [atHome, abroad] = [visit.inbox.events, partner.events].map(
      (events) => events.find(({ event }) => event.name === 'order'),
    );
    assert.equal(abroad.event.id, atHome.event.id);
    assert.equal(atHome.user.id, 'user-7');
    assert.match(abroad.user.id, /^h:[0-9a-f]{32}$/);
    assert.ok(atHome.visitor.id);
    assert.equal(abroad.visitor, undefined);
    assert.equal(atHome.click_id, undefined);
    assert.deepEqual(abroad.click_id, { gclid: 'Cj0-1' });
  });

  it('one of which has no consent: it gets no request', async (t) => {
    const { visit, partner } = await openBoth(t);
    await choose(visit, analyticsOnly);
    assert.deepEqual(namesOf(await visit.finish()), all);
    // And gets nothing of that later.
    await choose(visit, yes);
    await visit.finish();
    await partner.untilNamed('marker_2');
    assert.deepEqual(namesOf(partner.events), ['marker_2']);
    const [{ dropped }] = partner.batches;
    assert.equal(dropped.denied, 3);
  });

  it('one of which is withdrawn: the other one continues', async (t) => {
    const { visit, partner } = await openBoth(t);
    await choose(visit, yes);
    await visit.finish();
    await visit.run(() => sluice.track('order', { value: 1 }));
    await choose(visit, analyticsOnly);
    assert.deepEqual(namesOf(await visit.finish()), [...all, 'order']);
    await partner.read();
    assert.deepEqual(namesOf(partner.events), [
      'page_view',
      'order',
      'marker_1',
    ]);
  });

  it('none of which is allowed, get no request', async (t) => {
    const { visit } = await openBoth(t);
    await choose(visit, no);
    await visit.run(() => sluice.flush());
    assert.deepEqual(visit.requestsElsewhere(), []);
  });
});
