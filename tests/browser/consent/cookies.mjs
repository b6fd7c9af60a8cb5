// Without consent to storage nothing leaves by a way that carries cookies.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makePolicy } from '../fixture/policies.mjs';
import { stage } from '../fixture/stage.mjs';

const kCookie = 'known=1';

/** A page on the collector's host that has a cookie of it; its way out may be
 * `broken` before any other script. */
async function openKnown(t, { broken, consents = '', ...data } = {}) {
  const visit = await stage.visit(t, {
    init: broken ? [broken] : [],
    headers: { 'Set-Cookie': `${kCookie}; Path=/` },
    data,
    body: `<script>${consents}</script>`,
  });
  await visit.open();
  return visit;
}

/** What came with the batches, one for each. */
async function cookiesOf(visit) {
  await visit.inbox.read();
  return visit.inbox.batches.map(
    ({ request }) =>
      request.headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1],
  );
}

const throwing = () => {
  window.fetch = () => {
    throw new TypeError("the page's own fetch");
  };
};

/** Once the page is hidden. */
const failing = () => {
  const { fetch } = window;
  window.fetch = (url, options) =>
    options?.keepalive && document.visibilityState === 'hidden'
      ? Promise.reject(new TypeError('no room'))
      : fetch(url, options);
};

const hide = () => {
  const value = 'hidden';
  Object.defineProperty(document, 'visibilityState', { value });
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('a collector that knows the browser by a cookie', () => {
  it('is not told it by fetch, with consent or without', async (t) => {
    for (const policy of ['cookieless', 'opt-in']) {
      const consents = 'sluice.consent({ analytics: true })';
      const visit = await openKnown(t, { policy, consents });
      await visit.finish();
      assert.deepEqual(new Set(await cookiesOf(visit)), new Set([undefined]));
    }
  });

  for (const [what, broken] of Object.entries({ throwing, failing })) {
    it(`gets no beacon without consent where fetch is ${what}`, async (t) => {
      const visit = await openKnown(t, { broken });
      await visit.run(() => sluice.track('last_words'));
      await visit.run(hide);
      const types = visit.requestsElsewhere().map(({ type }) => type);
      assert.ok(!types.includes('ping'), `${types}`);
      const cookies = await cookiesOf(visit);
      assert.ok(!cookies.includes(kCookie));
    });

    // So that the tests above have something to see.
    it(`gets one with consent where fetch is ${what}`, async (t) => {
      const consents = 'sluice.consent({ analytics: true })';
      const visit = await openKnown(t, { broken, policy: 'opt-in', consents });
      await visit.run(() => sluice.track('last_words'));
      await visit.run(hide);
      await visit.inbox.untilNamed('last_words');
      assert.ok((await cookiesOf(visit)).includes(kCookie));
    });
  }

  it('gets none if storage is exempt, or the visitor was not asked', async (t) => {
    const policy = makePolicy({
      regime: { model: 'opt-out' },
      storage: {
        visitor: { kind: 'local', key: 'v', exempt: 'by law' },
        session: { kind: 'local', key: 's', needs: 'analytics' },
      },
    });
    const config = JSON.stringify({ policy });
    const visit = await openKnown(t, { broken: throwing, config });
    await visit.run(() => {
      sluice.track('x');
      return sluice.flush();
    });
    assert.deepEqual(visit.requestsElsewhere(), []);
  });
});
