// A visitor takes a yes back.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { Inbox, namesOf } from '../fixture/inbox.mjs';
import { makePolicy, openUnder, statesOf } from '../fixture/policies.mjs';
import { stage } from '../fixture/stage.mjs';
import { choose, no, openTcf, tcfPolicy, yes } from './tcf-page.mjs';

/** What the browser keeps of us. */
const readKept = () => [
  document.cookie,
  { ...localStorage },
  { ...sessionStorage },
];
const nothing = ['', {}, {}];

const idsOf = ({ visitor, session, page }) => [visitor.id, session.id, page.id];

describe('a yes that is taken back', () => {
  afterEach(() => stage.collector.ask('/fault', { method: 'DELETE' }));

  it('aborts the request that is under way', async (t) => {
    await stage.collector.fail({ hang: true, count: 1 });
    // Its time never runs out.
    const visit = await openTcf(t, { stopped: true });
    const aborted = [];
    visit.page.on('requestfailed', (request) => {
      aborted.push(request.failure().errorText);
    });
    await choose(visit, yes);
    await visit.run(() => void sluice.flush());
    await until(async () => !(await stage.collector.read('/fault')));
    await visit.run(() => sluice.track('queued'));
    assert.deepEqual(aborted, []);
    await choose(visit, no);
    await until(() => aborted.length);
    assert.deepEqual(aborted, ['net::ERR_ABORTED']);
    await choose(visit, yes);
    await visit.run(() => sluice.track('again'));
    assert.deepEqual(namesOf(await visit.finish()), ['again']);
    const [batch] = visit.inbox.batches;
    assert.equal(batch.dropped.withdrawn, 2);
  });

  it('ends the retries of a batch that failed', async (t) => {
    await stage.collector.fail({ status: 503 });
    const visit = await openTcf(t, { stopped: true });
    await choose(visit, yes);
    await visit.run(() => sluice.flush());
    await choose(visit, no);
    await stage.collector.ask('/fault', { method: 'DELETE' });
    await visit.page.clock.runFor(10 * 60_000);
    assert.equal(visit.requestsElsewhere().length, 1);
    await choose(visit, yes);
    assert.deepEqual(await visit.finish(), []);
  });

  it('erases what was stored, and a later yes starts anew', async (t) => {
    const policy = tcfPolicy({
      storage: {
        visitor: { kind: 'local', key: 'v', needs: 'analytics' },
        session: { kind: 'cookie', key: 's', needs: 'analytics' },
      },
    });
    const visit = await openTcf(t, { policy });
    await choose(visit, yes);
    const [before] = await visit.finish();
    const [cookie, local] = await visit.run(readKept);
    assert.match(cookie, /^s=/);
    assert.deepEqual(Object.keys(local), ['v']);
    await choose(visit, no);
    assert.deepEqual(await visit.run(readKept), nothing);
    await visit.run(() => sluice.track('refused'));
    await choose(visit, yes);
    await visit.run(() => sluice.track('again'));
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'again']);
    const [visitor, session] = idsOf(events[1]);
    assert.notEqual(visitor, before.visitor.id);
    assert.notEqual(session, before.session.id);
  });

  it('erases cookies of other paths and of the parent domain', async (t) => {
    const visit = await openTcf(t, { path: '/marker' });
    // Chromium finds names below localhost on this machine.
    const origin = visit.site.url.replace('127.0.0.1', 'www.shop.localhost');
    visit.inbox = new Inbox(stage.collector, [origin]);
    await visit.page.goto(`${origin}/a/b/page`);
    await visit.run(() => {
      for (const place of [
        'path=/a',
        'path=/a/b',
        'path=/; domain=shop.localhost',
        'path=/a; domain=www.shop.localhost',
      ]) {
        document.cookie = `v={}; ${place}; max-age=9999`;
      }
      document.cookie = 'other=1; path=/a';
    });
    await choose(visit, yes);
    await visit.finish();
    const readNames = () =>
      document.cookie.split('; ').map((cookie) => cookie.split('=')[0]);
    const names = await visit.run(readNames);
    assert.equal(names.filter((name) => name === 'v').length, 5);
    await choose(visit, no);
    assert.deepEqual(await visit.run(readNames), ['other']);
  });

  it('is reported once, if the policy says so', async (t) => {
    const policy = tcfPolicy({
      regime: {
        withdrawal: { purge: ['queue', 'storage', 'ids'], tell: ['collector'] },
      },
    });
    const visit = await openTcf(t, { policy });
    await choose(visit, yes);
    const [view] = await visit.finish();
    await choose(visit, no);
    await visit.run(() => sluice.flush());
    const told = await visit.inbox.untilNamed('consent_withdrawn');
    assert.equal(told.receipt.purposes.analytics.state, 'denied');
    const { body } = visit.inbox.batches.at(-1).request;
    for (const id of idsOf(view)) assert.ok(!body.includes(id));
    await visit.open('/marker');
  });

  it('of ads alone keeps analytics going', async (t) => {
    const visit = await openTcf(t, {
      policy: makePolicy(),
      path: '/?gclid=Cj0-1',
    });
    await visit.run(() => sluice.consent({ analytics: true, ads: true }));
    const [view] = await visit.finish();
    assert.ok(view.click_id);
    await visit.run(() => {
      sluice.consent({ ads: false });
      sluice.track('after');
    });
    const [, after] = await visit.finish();
    assert.equal(after.click_id, undefined);
    assert.equal(after.visitor.id, view.visitor.id);
    const kept = JSON.stringify(await visit.run(readKept));
    assert.doesNotMatch(kept, /Cj0-1/);
  });
});

describe('a yes that is taken back in another tab', () => {
  afterEach(() => stage.collector.ask('/fault', { method: 'DELETE' }));

  const policy = makePolicy({
    storage: { visitor: { kind: 'local', key: 'v', needs: 'analytics' } },
  });
  const say = (yes) => sluice.consent({ analytics: yes, ads: yes });

  /** A second tab of the same visitor's. */
  async function openBeside(visit) {
    const page = await visit.context.newPage();
    await page.goto(`${visit.site.url}/beside`);
    return page;
  }

  it('is taken back here: what is under way, what waits, what is stored', async (t) => {
    await stage.collector.fail({ hang: true, count: 1 });
    const visit = await openUnder(t, policy);
    const failed = [];
    visit.page.on('requestfailed', (request) => {
      failed.push(request.failure().errorText);
    });
    await visit.run(say, true);
    await visit.run(() => void sluice.flush());
    await until(async () => !(await stage.collector.read('/fault')));
    await visit.run(() => sluice.track('queued'));
    const beside = await openBeside(visit);
    await beside.evaluate(say, true);
    assert.deepEqual(failed, []);
    await beside.evaluate(say, false);
    await until(() => failed.length);
    assert.deepEqual(failed, ['net::ERR_ABORTED']);
    assert.deepEqual(await statesOf(visit), {
      analytics: 'denied',
      ads: 'denied',
    });
    assert.deepEqual(await visit.run(readKept), nothing);
    // And nothing of it comes back with a later yes.
    await visit.run(say, true);
    await visit.run(() => sluice.track('again'));
    const events = await visit.finish();
    const here = events.filter(({ page }) => page.path === '/');
    assert.deepEqual(namesOf(here), ['again']);
  });

  it('is not taken back by what another tab says before any yes', async (t) => {
    const visit = await openUnder(t, policy);
    await visit.run(say, true);
    const beside = await openBeside(visit);
    await beside.evaluate(say, false);
    const touched = await beside.evaluate(() => window.touched);
    assert.deepEqual(touched, []);
    await visit.finish();
    assert.equal((await statesOf(visit)).analytics, 'granted');
  });
});

describe('forget()', () => {
  it('says what it removed, and removes it', async (t) => {
    const visit = await openTcf(t);
    await choose(visit, yes);
    const [before] = await visit.finish();
    const forgotten = await visit.run(() => {
      sluice.track('a');
      sluice.track('b');
      return sluice.forget();
    });
    assert.deepEqual(forgotten, { events: 2, keys: ['v', 's'] });
    assert.deepEqual(await visit.run(readKept), nothing);
    await visit.run(() => sluice.track('after'));
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'after']);
    const known = idsOf(before);
    for (const id of idsOf({ visitor: {}, ...events[1] })) {
      assert.ok(!known.includes(id));
    }
  });

  it('removes what waits for a choice', async (t) => {
    const visit = await openTcf(t);
    const forgotten = await visit.run(() => sluice.forget());
    assert.deepEqual(forgotten, { events: 1, keys: ['v', 's'] });
    await choose(visit, yes);
    assert.deepEqual(await visit.finish(), []);
  });
});
