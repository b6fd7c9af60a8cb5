/** The report of the demo's collector: known events in, known tables out. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  makeBatch,
  makeEvent,
  makeId,
  openCollector,
} from './collector-client.mjs';

const spring = { source: 'mail', medium: 'email', campaign: 'spring' };

/** What a session's events have in common, in their order. */
function makeSession(shared, ...events) {
  const session = { id: makeId(), started: 1 };
  return events.map(({ name, ...members }, at) => {
    const { event, ...rest } = makeEvent({ session, ...shared, ...members });
    const order = { name, time: 1000 + at, sequence: at + 1 };
    return { event: { ...event, ...order }, ...rest };
  });
}

const view = { name: 'page_view' };
const seen = (id) => ({ name: 'impression', impression: { id } });
const clicked = (impression, name = 'click') => {
  return { name, click: { impression } };
};

function converted(name, goal, members) {
  const event = { ...makeEvent().event, conversion: true };
  return { name, event, goal: { id: name, ...goal }, ...members };
}

const bought = (value, currency, name = 'purchase') => {
  const order = { id: makeId(), value, currency };
  return converted(name, { kind: 'macro' }, { order });
};

const reached = (id, members) => {
  return converted('goal', { id, kind: 'micro', ...members });
};

/** The report of a collector that stored these events, in two batches. */
async function reportOf(t, events) {
  const collector = await openCollector(t);
  const half = Math.ceil(events.length / 2);
  for (const some of [events.slice(0, half), events.slice(half)]) {
    const answer = await collector.post(makeBatch(some));
    assert.equal(answer.stored, some.length, JSON.stringify(answer));
  }
  return collector.read('/report');
}

/** A row of the campaigns, zeros left out. */
function figuresOf(row) {
  const isTold = ([, value]) => value !== 0 && value !== null;
  return Object.fromEntries(Object.entries(row).filter(isTold));
}

describe('report of the collector', () => {
  test('says which events of a page are missing, and why', async (t) => {
    const collector = await openCollector(t);
    const at = (id, path) => (sequence) => {
      const { event, ...rest } = makeEvent({ page: { id, path } });
      return { event: { ...event, sequence }, ...rest };
    };
    const [lossy, whole] = [makeId(), makeId()];
    const some = [1, 2, 5].map(at(lossy, '/shop'));
    const dropped = { denied: 2, queue_full: 1 };
    await collector.post(makeBatch(some, { dropped }));
    await collector.post(makeBatch([1, 2].map(at(whole, '/'))));
    const bad = { ...at(lossy, '/shop')(6), bogus: 1 };
    await collector.post(makeBatch([...[9, 10].map(at(lossy, '/shop')), bad]));
    const { missing } = await collector.read('/report');
    assert.deepEqual(missing, [
      {
        page: lossy,
        session: null,
        path: '/shop',
        captured: 10,
        arrived: 5,
        missing: [
          [3, 4],
          [6, 8],
        ],
        dropped: { ...dropped, set_aside: 1 },
        unexplained: 1,
      },
    ]);
  });

  test('has CTR and conversion rate, micro and macro apart', async (t) => {
    const campaign = { campaign: spring };
    const { campaigns } = await reportOf(t, [
      ...makeSession(
        campaign,
        ...[view, seen('banner'), clicked('banner'), seen('mug')],
        ...[reached('basket'), reached('letter'), bought('42.00', 'GBP')],
      ),
      ...makeSession(campaign, view, seen('banner'), seen('rope')),
      ...makeSession(campaign, view, reached('letter')),
      ...makeSession(campaign, view),
    ]);
    assert.deepEqual(campaigns, [
      {
        ...spring,
        channel: null,
        sessions: 4,
        impressions: 4,
        clicks: 1,
        ctr: 0.25,
        micro: 3,
        micro_rate: 0.75,
        macro: 1,
        macro_rate: 0.25,
        revenue: { GBP: '42.00' },
      },
    ]);
  });

  test('counts a session for the first campaign it tells of', async (t) => {
    const other = { campaign: { ...spring, campaign: 'autumn' } };
    const { campaigns } = await reportOf(t, [
      ...makeSession({}, ...[view, { ...view, campaign: spring }], {
        ...seen('banner'),
        ...other,
      }),
      ...makeSession({}, view),
    ]);
    assert.deepEqual(campaigns.map(figuresOf), [
      { sessions: 1, revenue: {} },
      { ...spring, sessions: 1, impressions: 1, revenue: {} },
    ]);
  });

  // Four pages of one visitor, a conversion on the last, under a policy that
  // stores nothing: each page has a session id of its own.
  const cookielessVisit = () => {
    const consent = { policy: 'cookieless' };
    const pages = [{ campaign: spring }, {}, {}, {}];
    return pages.flatMap((members, at) =>
      makeSession(
        { ...members, consent },
        ...(at < 3 ? [view] : [view, bought('42.00', 'GBP')]),
      ),
    );
  };

  test('says how many sessions are single page loads', async (t) => {
    const report = await reportOf(t, cookielessVisit());
    assert.equal(report.single_pages, 4);
    assert.deepEqual(
      report.campaigns.map(({ source, sessions, macro }) => [
        ...[source, sessions, macro],
      ]),
      [
        [null, 3, 1],
        ['mail', 1, 0],
      ],
    );
  });

  test('puts them together by visitor and day, where that is asked for', async (t) => {
    const collector = await openCollector(t, { dailyVisitors: true });
    const asVisitor = (agent, events) =>
      collector.ask('/collect', {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain', 'User-Agent': agent },
        body: JSON.stringify(makeBatch(events)),
      });
    await asVisitor('one', cookielessVisit());
    await asVisitor('two', cookielessVisit());
    const stored = makeSession({ consent: { policy: 'opt-in' } }, view);
    await asVisitor('one', stored);
    const { campaigns, single_pages } = await collector.read('/report');
    assert.equal(single_pages, 0);
    assert.deepEqual(campaigns.map(figuresOf), [
      {
        ...spring,
        sessions: 2,
        macro: 2,
        macro_rate: 1,
        revenue: { GBP: '84.00' },
      },
      { sessions: 1, revenue: {} },
    ]);
    const [{ request }] = await collector.read('/batches');
    assert.doesNotMatch(JSON.stringify(request), /127\.0\.0\.1"/);
  });

  test('gives events without a session a row of their own', async (t) => {
    const alone = makeSession(
      { campaign: spring, session: undefined },
      ...[view, seen('banner'), clicked('banner'), reached('letter')],
    );
    const { campaigns, without_session } = await reportOf(t, [
      ...makeSession({ campaign: spring }, view),
      ...alone,
    ]);
    assert.equal(without_session, 4);
    assert.equal(campaigns.length, 2);
    assert.equal(campaigns[0].sessions, 1);
    assert.equal(campaigns[0].micro, 0);
    const { sessions, ctr, micro, micro_rate } = campaigns[1];
    assert.deepEqual([sessions, ctr, micro, micro_rate], [null, 1, 1, null]);
  });

  test('adds money exactly, by currency, refunds taken off', async (t) => {
    const { campaigns } = await reportOf(t, [
      ...makeSession({}, bought('0.10', 'EUR'), bought('0.20', 'EUR')),
      ...makeSession({}, bought('999999999999.99', 'GBP')),
      ...makeSession({}, bought('999999999999.99', 'GBP')),
      ...makeSession({}, bought('0.05', 'GBP'), bought('500', 'JPY')),
      ...makeSession({}, bought('0.40', 'EUR', 'refund')),
      ...makeSession({}, converted('purchase', { kind: 'macro' })),
    ]);
    assert.deepEqual(campaigns[0].revenue, {
      EUR: '-0.10',
      GBP: '2000000000000.03',
      JPY: '500',
    });
    assert.equal(campaigns[0].macro, 7);
  });

  test('takes off a refund that was written with a minus, too', async (t) => {
    const { campaigns } = await reportOf(t, [
      ...makeSession({}, bought('30.00', 'EUR'), bought('1.00', 'GBP')),
      ...makeSession({}, bought('-10.00', 'EUR', 'refund')),
      ...makeSession({}, bought('0.50', 'EUR', 'refund')),
      ...makeSession({}, bought('-2.00', 'GBP')),
    ]);
    assert.deepEqual(campaigns[0].revenue, { EUR: '19.50', GBP: '-1.00' });
  });

  test('lists elements, and counts no click twice', async (t) => {
    const { elements } = await reportOf(
      t,
      makeSession(
        {},
        ...[seen('mug'), seen('mug'), seen('mug'), seen('rope')],
        ...[clicked('mug'), clicked('mug', 'outbound_click')],
        ...[clicked('mug', 'rage_click'), clicked('bell')],
        { name: 'click', click: { id: 'elsewhere' } },
      ),
    );
    assert.deepEqual(elements.map(figuresOf), [
      {
        ...{ id: 'mug', impressions: 3, clicks: 2, ctr: 2 / 3 },
        clicks_per_session: 2,
      },
      { id: 'rope', impressions: 1 },
      { id: 'bell', clicks: 1, clicks_per_session: 1 },
    ]);
  });

  test('tells how often a session that clicks an element does', async (t) => {
    const { elements } = await reportOf(t, [
      ...makeSession({}, clicked('mug'), clicked('mug'), clicked('mug')),
      ...makeSession({}, clicked('mug'), seen('mug')),
      ...makeSession({}, seen('mug')),
      ...makeSession({ session: undefined }, clicked('mug'), clicked('rope')),
    ]);
    assert.deepEqual(elements.map(figuresOf), [
      {
        ...{ id: 'mug', impressions: 2, clicks: 5, ctr: 2.5 },
        clicks_per_session: 2,
      },
      { id: 'rope', clicks: 1 },
    ]);
  });

  test('lists goals, with the sessions that reached them', async (t) => {
    const worth = { value: '0.50', currency: 'GBP' };
    const { goals } = await reportOf(t, [
      ...makeSession({}, reached('letter', worth), reached('letter', worth)),
      ...makeSession({}, reached('letter', worth), bought('9.50', 'GBP')),
      ...makeSession({}, bought('1.00', 'GBP', 'refund')),
    ]);
    assert.deepEqual(goals, [
      { id: 'purchase', kind: 'macro', conversions: 1, sessions: 1, value: {} },
      {
        ...{ id: 'letter', kind: 'micro', conversions: 3, sessions: 2 },
        value: { GBP: '1.50' },
      },
    ]);
  });

  test('has empty tables before anything has come', async (t) => {
    assert.deepEqual(await reportOf(t, []), {
      campaigns: [],
      elements: [],
      goals: [],
      missing: [],
      without_session: 0,
      single_pages: 0,
    });
  });
});
