/** Every description that is shipped, over real HTTP, to a collector that
 * behaves as its vendor's: what arrives, and what becomes of what does not. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { URL } from 'node:url';
import { collectors } from '../collectors/all.mjs';
import { serve } from '../collectors/serve.mjs';
import { fullHosts, fullOf } from '../wasm/full.mjs';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const visit = JSON.parse(read('tests/destinations/visit.json'));
const names = readdirSync(new URL('js/destinations/', root))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace(/\.json$/, ''));

let full;
before(async () => {
  full = fullOf(await fullHosts.wasm());
});

const preview = (name, url, more) =>
  full.ask({
    ask: 'preview_destination',
    description: read(`js/destinations/${name}.json`),
    config: collectors[name].config,
    endpoint: url,
    time: visit.time,
    ...more,
  });

/** Makes a request as a page would; resolves to the answer as a page has it. */
async function post({ method, url, type, headers, body }) {
  const sent = type
    ? { body, headers: { ...headers, 'content-type': type } }
    : {};
  const response = await fetch(url, { method, ...sent });
  const header = response.headers.get('x-plausible-dropped') ?? undefined;
  return { status: response.status, header, body: await response.text() };
}

/** Brings events to a collector that was set up with `more`. */
async function deliver(name, events, more = {}, asked = {}) {
  const { make, config } = collectors[name];
  const collector = make({ ...config, ...more });
  const served = await serve(collector);
  const { requests, error } = preview(name, served.url, { events, ...asked });
  assert.equal(error, undefined);
  const answers = [];
  for (const request of requests) answers.push(await post(request));
  await served.close();
  return { ...collector, requests, answers };
}

/** A receipt as the core sends it: it has no other groups. */
const receiptOf = (n, name, states) => ({
  event: {
    id: `019aa001-0001-7000-8000-00000000010${n}`,
    name,
    time: visit.time,
  },
  receipt: {
    number: n,
    policy: { id: 'opt-in', revision: '7', hash: 'a'.repeat(64) },
    purposes: Object.fromEntries(
      Object.entries(states).map(([purpose, state]) => [purpose, { state }]),
    ),
    events: { sent: 1 },
    hash: 'b'.repeat(64),
  },
});

describe('descriptions', () => {
  it('have a collector each that they are tested with', () => {
    assert.deepEqual(names.sort(), Object.keys(collectors).sort());
  });

  for (const name of names) {
    for (const part of ['full', 'bare']) {
      it(`${name}: all that is sent of a ${part} visit arrives`, async () => {
        const { taken, refused, answers } = await deliver(name, visit[part]);
        assert.deepEqual(refused, []);
        assert.ok(taken.length > 0);
        for (const { status } of answers)
          assert.equal(Math.floor(status / 100), 2);
      });
    }

    it(`${name}: the same while the page is being left`, async () => {
      const asked = { leaving: true };
      const { taken, refused } = await deliver(name, visit.full, {}, asked);
      assert.deepEqual(refused, []);
      assert.ok(taken.length > 0);
    });

    it(`${name}: names every kind of event, to map it or to leave it out`, () => {
      const { events } = JSON.parse(read(`js/destinations/${name}.json`));
      assert.ok('*' in events || name === 'meta-capi');
    });
  }
});

describe('what reports look for', () => {
  const only = (name) => visit.full.filter(({ event }) => event.name === name);
  const of = (name, kind) =>
    deliver(name, only(kind)).then(({ taken }) => taken[0]);

  it('plausible: revenue, outbound links and files', async () => {
    const { $, n } = await of('plausible', 'purchase');
    assert.deepEqual(
      [n, $],
      ['Purchase', { currency: 'EUR', amount: '49.90' }],
    );
    const { p } = await of('plausible', 'outbound_click');
    assert.deepEqual(p, { url: 'https://maker.example/page?x=1' });
  });

  it('matomo: an order with its items', async () => {
    const row = await of('matomo', 'purchase');
    assert.equal(row.idgoal, '0');
    assert.equal(row.revenue, '49.90');
    const items = [
      ['lantern', 'Lantern', 'Lights', 45, 1],
      ['wick', 'Wick & wax', '', 2.45, 2],
    ];
    assert.deepEqual(JSON.parse(row.ec_items), items);
    assert.match(row._id, /^[0-9a-f]{16}$/);
    assert.ok(Number(row.cdo) > 0);
  });

  it('matomo: a goal by its number, another one as an event', async () => {
    const { taken } = await deliver('matomo', only('goal'));
    assert.deepEqual(
      taken.map(({ idgoal, e_c, e_a, revenue }) => [idgoal, e_c, e_a, revenue]),
      [
        [undefined, 'goal', 'lead', undefined],
        ['3', undefined, undefined, '1.50'],
      ],
    );
  });

  it('snowplow: an order is a transaction with its products', async () => {
    const { e, ue, contexts } = await of('snowplow', 'purchase');
    assert.equal(e, 'ue');
    assert.deepEqual(ue.data, { type: 'transaction' });
    const kinds = contexts.map(({ schema }) => schema.split('/')[1]);
    const products = ['transaction', 'product', 'product'];
    assert.deepEqual(kinds, ['web_page', 'client_session', ...products]);
    assert.equal(contexts[2].data.total_quantity, 3);
  });

  it('snowplow: a session says whose it is and when it began', async () => {
    const { contexts } = await of('snowplow', 'page_view');
    assert.deepEqual(contexts[1].data, {
      userId: visit.full[0].visitor.id,
      sessionId: visit.full[0].session.id,
      sessionIndex: 0,
      storageMechanism: 'LOCAL_STORAGE',
      firstEventTimestamp: '2025-11-22T08:25:40.000Z',
    });
    const { visitor, ...first } = visit.full[0];
    const { taken, refused } = await deliver('snowplow', [first]);
    assert.deepEqual(refused, []);
    assert.equal(taken[0].contexts.length, 1);
  });

  it('snowplow: a receipt is a consent granted or withdrawn', async () => {
    const { policy, ...bare } = receiptOf(4, 'consent_receipt', {
      ads: 'denied',
    }).receipt;
    const { taken, refused } = await deliver('snowplow', [
      receiptOf(1, 'consent_receipt', { analytics: 'granted', ads: 'denied' }),
      receiptOf(2, 'consent_withdrawn', {
        analytics: 'granted',
        ads: 'denied',
      }),
      receiptOf(3, 'consent_withdrawn', { analytics: 'denied', ads: 'denied' }),
      { ...receiptOf(4, 'consent_receipt', {}), receipt: bare },
    ]);
    assert.deepEqual(refused, []);
    const told = taken.map(({ ue }) => [ue.schema.split('/')[1], ue.data]);
    assert.deepEqual(told, [
      ['consent_granted', {}],
      ['consent_withdrawn', { all: false }],
      ['consent_withdrawn', { all: true }],
      ['consent_withdrawn', { all: true }],
    ]);
    const [document] = taken[0].contexts;
    assert.match(document.schema, /consent_document/);
    assert.equal(document.data.id, 'opt-in');
    assert.equal(document.data.version, '7');
    assert.equal(taken[3].contexts, undefined);
  });

  it('segment: an order is Order Completed', async () => {
    const { event, properties } = await of('segment', 'purchase');
    assert.equal(event, 'Order Completed');
    assert.equal(properties.revenue, 49.9);
    assert.equal(properties.products[1].quantity, 2);
    const page = await of('segment', 'page_view');
    assert.deepEqual(page.context.campaign, {
      source: 'news',
      medium: 'email',
      name: 'autumn',
    });
    const preferences = { analytics: true, ads: false };
    assert.deepEqual(page.context.consent.categoryPreferences, preferences);
  });

  it('segment: a receipt is a preference that was updated', async () => {
    const states = { analytics: 'granted', ads: 'denied' };
    const { taken } = await deliver('segment', [
      receiptOf(1, 'consent_receipt', states),
    ]);
    const [{ event, context }] = taken;
    assert.equal(event, 'Segment Consent Preference Updated');
    const preferences = { analytics: true, ads: false };
    assert.deepEqual(context.consent.categoryPreferences, preferences);
  });

  it('ga4: a purchase with items, and consent of its request', async () => {
    const { name, params, of: body } = await of('ga4', 'purchase');
    assert.equal(name, 'purchase');
    assert.equal(params.transaction_id, 'A-17');
    assert.equal(params.items[0].item_id, 'lantern');
    assert.equal(body.consent.ad_user_data, 'DENIED');
    assert.ok(Number.isInteger(params.session_id));
  });

  it('never reports consent that was not asked for as granted', async () => {
    const consent = { policy: 'x', analytics: 'not asked', ads: 'not asked' };
    const events = visit.full.map((event) => ({ ...event, consent }));
    const purchases = events.filter(({ event }) => event.name === 'purchase');
    const receipt = receiptOf(1, 'consent_receipt', {
      analytics: 'not asked',
      ads: 'not asked',
    });
    const ga4 = await deliver('ga4', purchases);
    assert.equal(ga4.taken[0].of.consent, undefined);
    for (const name of ['segment', 'rudderstack', 'jitsu']) {
      const { taken } = await deliver(name, purchases);
      assert.equal(taken[0].context.consent, undefined, name);
    }
    assert.deepEqual((await deliver('snowplow', [receipt])).requests, []);
  });

  it('snowplow: a refusal where another purpose was not asked for is not all', async () => {
    const { taken, refused } = await deliver('snowplow', [
      receiptOf(1, 'consent_receipt', {
        analytics: 'not asked',
        ads: 'denied',
      }),
      receiptOf(2, 'consent_receipt', {
        analytics: 'not asked',
        ads: 'granted',
      }),
    ]);
    assert.deepEqual(refused, []);
    const told = taken.map(({ ue }) => [ue.schema.split('/')[1], ue.data]);
    assert.deepEqual(told, [
      ['consent_withdrawn', { all: false }],
      ['consent_granted', {}],
    ]);
  });

  it('posthog: a person only where there is an id', async () => {
    const known = await of('posthog', 'page_view');
    assert.equal(known.event, '$pageview');
    assert.equal(known.distinct_id, visit.full[0].visitor.id);
    assert.equal(known.properties.$process_person_profile, true);
    const { taken } = await deliver('posthog', visit.bare);
    for (const { properties } of taken) {
      assert.equal(properties.$process_person_profile, false);
    }
  });

  it('mixpanel, amplitude, umami, meta: what was paid', async () => {
    assert.equal((await of('mixpanel', 'purchase')).properties.amount, 49.9);
    const { price, quantity } = await of('amplitude', 'purchase');
    assert.deepEqual([price, quantity], [45, 1]);
    assert.equal((await of('umami', 'purchase')).payload.data.revenue, 49.9);
    assert.equal((await of('meta-capi', 'purchase')).custom_data.value, 49.9);
  });

  it('umami: a refund takes revenue off, which it adds up of all events', async () => {
    const refund = (order) => ({
      event: { ...visit.full[0].event, name: 'refund' },
      order: { id: 'A-17', ...order },
    });
    const { taken } = await deliver('umami', [
      refund({ value: '10.00', currency: 'EUR' }),
      refund({}),
    ]);
    assert.deepEqual(
      taken.map(({ payload }) => payload.data.revenue),
      [-10, undefined],
    );
  });
});

/** What the core makes of an answer. */
function readReply(name, events, answer) {
  const { then, rejected, lost } = preview(name, 'http://x', {
    events,
    answer,
  }).reply;
  return { then, rejected, lost };
}

/** The same of the last answer of a delivery. */
async function replyOf(name, events, more) {
  const { answers } = await deliver(name, events, more);
  return readReply(name, events, answers.at(-1));
}

describe('answers that are no plain yes or no', () => {
  const signups = Array.from({ length: 3 }, (_, i) => {
    const { event, ...rest } = visit.full.find(
      (one) => one.event.name === 'signup',
    );
    const id = event.id.replace(/.$/, String(i));
    return { event: { ...event, id, name: `e${i}` }, ...rest };
  });

  it('plausible: a 202 that dropped the event', async () => {
    const reply = await replyOf('plausible', signups.slice(0, 1), {
      isBot: true,
    });
    assert.deepEqual(reply, { then: 'taken', rejected: [], lost: 1 });
  });

  it('matomo: rows of an unknown site are counted', async () => {
    const reply = await replyOf('matomo', signups, { site: '2' });
    assert.deepEqual(reply, { then: 'taken', rejected: [], lost: 3 });
  });

  it('matomo: a 500 is looked into, since one row may cause it', async () => {
    const isPoison = ({ e_a }) => e_a === 'e1';
    const reply = await replyOf('matomo', signups, { isPoison });
    assert.equal(reply.then, 'bisect');
  });

  it('umami: the items that it names are given up', async () => {
    const refuses = ({ payload }) => payload.name === 'e1';
    const reply = await replyOf('umami', signups, { refuses });
    assert.deepEqual(reply, { then: 'taken', rejected: [1], lost: 0 });
  });

  it('amplitude: the events that it names are given up, the rest is sent again', async () => {
    const refuses = ({ event_type }) => event_type === 'e2';
    const reply = await replyOf('amplitude', signups, { refuses });
    assert.deepEqual(reply, { then: 'retry', rejected: [2], lost: 0 });
  });

  it('jitsu: a 200 that reports a failure', async () => {
    assert.equal(
      (await replyOf('jitsu', signups, { ok: false })).then,
      'bisect',
    );
  });

  it('mixpanel: a 200 with the status 0', async () => {
    assert.equal(
      (await replyOf('mixpanel', signups, { token: 'other' })).then,
      'poison',
    );
  });

  it('otlp: a partial success is never sent again', () => {
    const body =
      '{"partialSuccess":{"rejectedLogRecords":"2","errorMessage":"x"}}';
    const answer = { status: 200, body };
    assert.deepEqual(readReply('otlp', signups, answer), {
      then: 'taken',
      rejected: [],
      lost: 2,
    });
  });

  it('segment, snowplow: what is never taken is not sent again', () => {
    for (const [name, status] of [
      ['segment', 501],
      ['snowplow', 403],
    ]) {
      assert.equal(readReply(name, signups, { status }).then, 'refuse', name);
    }
  });
});

describe('nothing is ever sent to Snowplow', () => {
  it('as text/plain, which it answers 200 and makes bad rows of', () => {
    for (const leaving of [false, true]) {
      const { requests } = preview('snowplow', 'http://x', {
        events: visit.full,
        leaving,
      });
      for (const { type } of requests) assert.match(type, /^application\/json/);
    }
  });
});
