// Bodies that leave gzipped, by the browser's own CompressionStream, where there
// is time for it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { untracked } from '../fixture/consenting.mjs';
import { until } from '../fixture/deadline.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';
import { stallGzip } from '../fixture/stall-gzip.mjs';

/** The methods of a page's requests from now on, preflights too. */
async function watchMethods({ context, page }) {
  const methods = [];
  const session = await context.newCDPSession(page);
  session.on('Network.requestWillBeSent', ({ request }) => {
    methods.push(request.method);
  });
  await session.send('Network.enable');
  return methods;
}

const takesGzip = { gzip: '' };

/** Tracks more than one packet holds. */
function trackMuch() {
  for (let i = 0; i < 10; i++) {
    sluice.track(`step_${i}`, { text: `${i} `.repeat(500) });
  }
  return sluice.flush();
}

const steps = Array.from({ length: 10 }, (_, i) => `step_${i}`);

/** Of each batch, how many bytes came: gzipped, or 'plain'. */
const comings = ({ inbox }) =>
  inbox.batches.map(({ request }) => request.gzip_bytes ?? 'plain');

/** Fails unless all arrived once. */
async function checkOnce(visit, ...others) {
  const names = ['page_view', ...steps, ...others];
  await visit.inbox.until(({ length }) => length >= names.length);
  assert.deepEqual(namesOf(visit.inbox.events).sort(), names.sort());
  for (const { deliveries, duplicates } of visit.inbox.batches) {
    assert.deepEqual([deliveries, duplicates], [1, 0]);
  }
}

/** A page on which gzip has begun, and goes on until it is told to end. */
async function openStalled(t, options) {
  const visit = await stage.visit(t, {
    data: takesGzip,
    init: [stallGzip],
    ...options,
  });
  await visit.open();
  await visit.run(`void (${trackMuch})()`);
  await until(() => visit.run(() => window.begun));
  assert.deepEqual(visit.requestsElsewhere(), []);
  return visit;
}

describe('a page with the time', () => {
  it('sends a burst gzipped, without a preflight, once', async (t) => {
    const visit = await stage.visit(t, { data: takesGzip });
    await visit.open();
    const methods = await watchMethods(visit);
    await visit.run(trackMuch);
    await checkOnce(visit);
    const [bytes] = comings(visit);
    const [{ request }] = visit.inbox.batches;
    assert.ok(bytes < Buffer.byteLength(request.body) / 4, `${bytes} bytes`);
    const headers = new Headers(request.headers);
    assert.equal(headers.get('content-type'), 'text/plain;charset=UTF-8');
    assert.equal(headers.get('content-encoding'), null);
    assert.deepEqual(methods, ['POST']);
    // It would have been seen.
    const asksFirst = { method: 'POST', headers: { 'X-Any': '1' } };
    const ask = ([url, init]) => fetch(url, init).catch(() => {});
    await visit.run(ask, [stage.collector.endpoint, asksFirst]);
    assert.ok(methods.includes('OPTIONS'));
  });

  it('sends as it is what one packet holds', async (t) => {
    const visit = await stage.visit(t, { data: takesGzip });
    await visit.open();
    await visit.finish();
    assert.deepEqual(comings(visit), ['plain']);
  });

  it('sends all as it is, unless its site said otherwise', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(trackMuch);
    await checkOnce(visit);
    assert.deepEqual(comings(visit), ['plain']);
  });

  it('sends all as it is without a CompressionStream', async (t) => {
    const init = [() => delete window.CompressionStream];
    const visit = await stage.visit(t, { data: takesGzip, init });
    await visit.open();
    await visit.run(trackMuch);
    await checkOnce(visit);
    assert.deepEqual(comings(visit), ['plain']);
  });
});

describe('a page that is left while a body is made smaller', () => {
  it('sends it as it is, once, when a link is followed', async (t) => {
    const visit = await openStalled(t, {
      body: '<a href="/next">Next</a>',
      pages: { '/next': untracked },
    });
    await visit.page.click('a');
    await checkOnce(visit, 'click');
    assert.deepEqual(comings(visit), ['plain', 'plain']);
  });

  it('sends it as it is, once, when the tab is closed', async (t) => {
    const visit = await openStalled(t);
    await visit.page.close();
    await checkOnce(visit);
    assert.deepEqual(comings(visit), ['plain']);
  });

  it('sends it no second time when it is done after all', async (t) => {
    const visit = await openStalled(t);
    await visit.run(() => dispatchEvent(new Event('pagehide')));
    await checkOnce(visit);
    await visit.run(() => finish());
    await visit.run(() => dispatchEvent(new Event('pageshow')));
    await visit.finish();
    await checkOnce(visit, 'marker_1');
    assert.equal(comings(visit)[0], 'plain');
  });
});

describe('a yes that is taken back while a body is made smaller', () => {
  const visitStalled = (t) =>
    openStalled(t, {
      data: { ...takesGzip, policy: 'opt-in' },
      body: '<script>sluice.consent({ analytics: true })</script>',
    });
  const no = () => sluice.consent({ analytics: false, ads: false });

  /** Fails if anything of the page left that was tracked before its no. */
  async function checkNothing(visit) {
    await visit.run(() => sluice.flush());
    await visit.run(() => sluice.consent({ analytics: true }));
    const names = namesOf(await visit.finish());
    const tracked = names.filter((name) => !name.startsWith('consent_'));
    assert.deepEqual(tracked, []);
  }

  it('lets nothing of it leave when it is done', async (t) => {
    const visit = await visitStalled(t);
    await visit.run(no);
    await visit.run(() => finish());
    await checkNothing(visit);
  });

  it('lets nothing of it leave when the page is left', async (t) => {
    const visit = await visitStalled(t);
    await visit.run(no);
    await visit.run(() => dispatchEvent(new Event('pagehide')));
    await checkNothing(visit);
  });
});
