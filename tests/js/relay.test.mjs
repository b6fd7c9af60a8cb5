// `sluice/node`: batches of pages on their way to any collector.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { URL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createRelay } from '../../js/dist/node.mjs';
import { collectors } from '../collectors/all.mjs';
import { serve } from '../collectors/serve.mjs';

const root = new URL('../../', import.meta.url);
const readJson = (path) =>
  JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const visit = readJson('tests/destinations/visit.json').full;
const bodyOf = (events) =>
  JSON.stringify({ sluice: 1, batch: 'b', sent_at: 1, events });

const policy = {
  policy: 1,
  id: 'relay',
  revision: '1',
  unknownRegion: 'all',
  purposes: { analytics: { title: 'a' }, ads: { title: 'b' } },
  signals: {
    site: { read: 'api', map: { analytics: 'analytics', ads: 'ads' } },
  },
  regimes: [
    {
      id: 'all',
      model: 'opt-in',
      regions: ['*'],
      purposes: {
        analytics: { decide: ['site'], else: 'unknown' },
        ads: { decide: ['site'], else: 'unknown' },
      },
      unknown: { mode: 'hold', maxAge: '1m', maxEvents: 1 },
      withdrawal: { purge: ['queue'] },
    },
  ],
  events: [{ name: '*' }],
  fields: [
    { path: 'page.url', do: { url: {} } },
    { path: ['event.*', 'page.*', 'consent.*'], do: 'allow' },
    {
      path: [
        'session.*',
        'visitor.*',
        'order.*',
        'goal.*',
        'properties.*',
        'click.*',
      ],
      if: 'analytics',
      do: 'allow',
    },
  ],
  destinations: {
    stats: { needs: 'analytics' },
    ads: { needs: 'ads' },
  },
};

/** A relay to one collector, by the name of its description; `answers` are
 * what that says first, before it does its part. */
async function start(
  t,
  name,
  { to = 'stats', more, gzip, answers = [], ...options } = {},
) {
  const { make, config } = collectors[name];
  const collector = make({ ...config, ...more });
  const served = await serve({
    unzips: collector.unzips,
    take: (request) => answers.shift() ?? collector.take(request),
  });
  t.after(() => served.close());
  const description = readJson(`js/destinations/${name}.json`);
  const use = { description, config, endpoint: served.url, gzip };
  const destinations = { [to]: use };
  const relay = await createRelay({
    policy,
    destinations,
    timeout: 2000,
    ...options,
  });
  return { relay, served, ...collector };
}

describe('a relay', () => {
  it('brings a batch to a collector that needs a secret', async (t) => {
    const { relay, taken, refused } = await start(t, 'ga4');
    const { status, destinations } = await relay.take(bodyOf(visit));
    assert.equal(status, 200);
    assert.deepEqual(refused, []);
    const { sent, kept, rejected, later } = destinations.stats;
    assert.deepEqual([rejected, later], [0, []]);
    assert.equal(sent, taken.length);
    assert.equal(sent + kept, visit.length);
  });

  it('takes a body as it came, gzipped', async (t) => {
    const { relay, taken } = await start(t, 'json-array');
    const { status } = await relay.take(gzipSync(bodyOf(visit.slice(0, 1))));
    assert.equal(status, 200);
    assert.equal(taken.length, 1);
  });

  it('sends gzip to who takes it, and as it is what failed so', async (t) => {
    const { relay, taken, served } = await start(t, 'posthog', {
      answers: [{ status: 503 }],
    });
    await relay.take(bodyOf(visit));
    const [first, second] = served.requests;
    assert.deepEqual([first.isGzip, second.isGzip], [true, false]);
    assert.ok(taken.length > 0);
  });

  it('sends as it is what is refused gzipped', async (t) => {
    const { relay, taken, served } = await start(t, 'posthog', {
      answers: [{ status: 415 }],
    });
    const { destinations } = await relay.take(bodyOf(visit));
    const [first, second] = served.requests;
    assert.deepEqual([first.isGzip, second.isGzip], [true, false]);
    assert.equal(destinations.stats.rejected, 0);
    assert.equal(destinations.stats.sent, taken.length);
  });

  it('waits before it sends as it is what a busy collector did not take', async (t) => {
    const busy = { status: 429, headers: { 'retry-after': '1' } };
    const { relay, taken, served } = await start(t, 'posthog', {
      answers: [busy],
    });
    const begin = Date.now();
    await relay.take(bodyOf(visit));
    assert.ok(Date.now() - begin >= 1000);
    assert.deepEqual(served.requests.map((one) => one.isGzip).slice(0, 2), [
      true,
      false,
    ]);
    assert.ok(taken.length > 0);
  });

  it('sends gzip to a collector of the site where that says so', async (t) => {
    for (const gzip of [true, undefined]) {
      const { relay, taken, served } = await start(t, 'ndjson', { gzip });
      await relay.take(bodyOf(visit));
      assert.equal(served.requests[0].isGzip, gzip === true);
      assert.ok(taken.length > 0);
    }
  });

  it('puts its policy before events once more: fields, and needs', async (t) => {
    const { relay, taken } = await start(t, 'json-array');
    await relay.take(bodyOf(visit.slice(0, 1)));
    const [event] = taken;
    assert.equal(event.page.url, 'https://shop.example/lanterns');
    assert.equal(event.click_id, undefined);
    assert.equal(event.event.id, visit[0].event.id);
    assert.deepEqual(event.consent, {
      policy: 'relay',
      analytics: 'granted',
      ads: 'denied',
    });
    const ads = await start(t, 'json-array', { to: 'ads' });
    const { destinations } = await ads.relay.take(bodyOf(visit));
    assert.equal(destinations.ads.kept, visit.length);
    assert.deepEqual(ads.served.requests, []);
  });

  it('lets nothing pass that says nothing of consent', async (t) => {
    const { relay, served } = await start(t, 'json-array');
    const { consent, ...silent } = visit[0];
    const { destinations } = await relay.take(bodyOf([silent]));
    assert.equal(destinations.stats.kept, 1);
    assert.deepEqual(served.requests, []);
  });

  it('permits a purpose that is not asked by its own policy only', async (t) => {
    const asked = (id, more) => ({
      ...visit[0],
      consent: { policy: id, analytics: 'not asked', ads: 'denied', ...more },
    });
    const [regime] = policy.regimes;
    const optOut = {
      ...policy,
      regimes: [
        {
          ...regime,
          model: 'opt-out',
          purposes: { ...regime.purposes, analytics: { else: 'granted' } },
        },
      ],
    };
    const sentBy = async (itsPolicy, event) => {
      const { relay, taken } = await start(t, 'json-array', {
        policy: itsPolicy,
      });
      await relay.take(bodyOf([event]));
      return taken[0]?.consent;
    };
    // A consent was needed here, and there is none.
    assert.equal(await sentBy(policy, asked('cookieless')), undefined);
    // The page's policy knew the region; this is the same one.
    const own = await sentBy(policy, asked('relay'));
    assert.deepEqual(own, asked('relay').consent);
    // Nobody has to be asked here either, and it is not said that anyone was.
    const other = await sentBy(optOut, asked('cookieless'));
    assert.deepEqual(other, asked('relay').consent);
    const granted = await sentBy(policy, asked('x', { analytics: 'granted' }));
    assert.equal(granted.analytics, 'granted');
  });

  it('gives up what the collector names, and no other', async (t) => {
    const refuses = ({ payload }) => payload.name === 'signup';
    const { relay, taken } = await start(t, 'umami', { more: { refuses } });
    const { destinations } = await relay.take(bodyOf(visit));
    assert.equal(destinations.stats.rejected, 1);
    assert.equal(destinations.stats.sent, taken.length);
  });

  it('looks for the event that spoils a batch', async (t) => {
    const signups = [1, 2, 3, 4].map((n) => {
      const { event, ...rest } = visit.find(
        (one) => one.event.name === 'signup',
      );
      const id = event.id.replace(/.$/, String(n));
      return { event: { ...event, id, name: `e${n}` }, ...rest };
    });
    const { relay, taken } = await start(t, 'posthog');
    signups[2].event.id = 'no uuid';
    const { destinations } = await relay.take(bodyOf(signups));
    assert.equal(destinations.stats.rejected, 1);
    assert.deepEqual(
      taken.map(({ event }) => event),
      ['e1', 'e2', 'e4'],
    );
  });

  it('tries again what a collector would not take now, as it was', async (t) => {
    const answers = [
      { status: 503 },
      { status: 429, headers: { 'retry-after': '1' } },
    ];
    const { relay, served, taken } = await start(t, 'json-array', { answers });
    const began = performance.now();
    const { status, destinations } = await relay.take(
      bodyOf(visit.slice(0, 2)),
    );
    assert.ok(performance.now() - began >= 1000);
    assert.equal(status, 200);
    assert.equal(served.requests.length, 3);
    assert.equal(new Set(served.requests.map(({ text }) => text)).size, 1);
    assert.equal(taken.length, 2);
    assert.deepEqual(destinations.stats, {
      sent: 2,
      kept: 0,
      rejected: 0,
      later: [],
    });
  });

  it('tries as often as asked, and returns what it could not send', async (t) => {
    const answers = Array.from({ length: 9 }, () => ({ status: 503 }));
    const { relay, served } = await start(t, 'json-array', {
      answers,
      tries: 2,
    });
    const { destinations } = await relay.take(bodyOf(visit.slice(0, 2)));
    assert.equal(served.requests.length, 2);
    assert.equal(destinations.stats.later.length, 2);
    answers.length = 0;
    const again = await relay.deliver('stats', destinations.stats.later);
    assert.deepEqual(again, { sent: 2, kept: 0, rejected: 0, later: [] });
  });

  it('waits for a collector no longer than asked', async (t) => {
    const answers = [{ status: 503, headers: { 'retry-after': '60' } }];
    const { relay, served } = await start(t, 'json-array', {
      answers,
      within: 30_000,
    });
    const began = performance.now();
    const { status, destinations } = await relay.take(
      bodyOf(visit.slice(0, 2)),
    );
    assert.ok(performance.now() - began < 30_000);
    assert.equal(status, 503);
    assert.equal(served.requests.length, 1);
    assert.equal(destinations.stats.later.length, 2);
  });

  it('keeps what could not be delivered, and has the page try again', async (t) => {
    const { relay, served } = await start(t, 'json-array', { tries: 2 });
    await served.close();
    const { status, destinations } = await relay.take(
      bodyOf(visit.slice(0, 2)),
    );
    assert.equal(status, 503);
    assert.equal(destinations.stats.later.length, 2);
    const again = await relay.deliver('stats', destinations.stats.later);
    assert.equal(again.later.length, 2);
  });

  it('refuses what is no batch', async (t) => {
    const { relay } = await start(t, 'json-array');
    for (const body of [
      '',
      '{}',
      '[]',
      '{"sluice": 2, "events": []}',
      'null',
    ]) {
      assert.equal((await relay.take(body)).status, 400);
    }
  });

  it('is not set up with what is wrong', async () => {
    const bad = (destinations) => createRelay({ policy, destinations });
    const description = readJson('js/destinations/ga4.json');
    const none = bad({ other: { description } });
    await assert.rejects(none, /the policy has no destination "other"/);
    const missing = bad({ stats: { description } });
    await assert.rejects(missing, /destinations\.stats: the description needs/);
    const typo = { ...description, evnts: {} };
    await assert.rejects(
      bad({ stats: { description: typo } }),
      /"evnts" is not known here/,
    );
    const broken = createRelay({
      policy: { ...policy, regimes: 3 },
      destinations: {},
    });
    await assert.rejects(broken, /policy:1:\d+: expected a list/);
  });
});
