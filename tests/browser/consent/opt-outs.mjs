// Objections by signal: Global Privacy Control, and GPP.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBatch } from '../../../js/dist/node.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import {
  asPages,
  makePolicy,
  makeRegime,
  openUnder,
  statesOf,
} from '../fixture/policies.mjs';
import { iabScripts } from '../signals/iab-cmps.mjs';
import { loadScript } from './tcf-page.mjs';

const landing = '/?utm_source=news&gclid=Cj0-1';

/** Silence counts; GPC objects to ads unless the visitor says otherwise. */
const opposable = (...more) =>
  makePolicy({
    read: ['site', 'gpc', ...more],
    regimes: [
      makeRegime({
        model: 'opt-out',
        decide: ['site'],
        veto: [{ signal: 'gpc', unless: 'site.explicit' }, ...more],
      }),
    ],
  });

function setGpc() {
  const property = { get: () => true, configurable: true };
  const { prototype } = Navigator;
  Object.defineProperty(prototype, 'globalPrivacyControl', property);
}

const isHonored = () => sluice.consent.status().opt_out_honored;

describe('a browser that says Global Privacy Control', () => {
  const open = (t) =>
    openUnder(t, opposable(), { init: [setGpc], path: landing });
  const refused = { analytics: 'not asked', ads: 'denied' };
  const agreed = { analytics: 'not asked', ads: 'granted' };
  const unasked = { analytics: 'not asked', ads: 'not asked' };

  it('is no browser without it', async (t) => {
    const visit = await openUnder(t, opposable(), { path: landing });
    assert.deepEqual(await statesOf(visit), unasked);
    assert.equal(await visit.run(isHonored), false);
    const [view] = await visit.finish();
    assert.deepEqual(view.click_id, { gclid: 'Cj0-1' });
  });

  it('is honored, and the page may say so', async (t) => {
    const visit = await open(t);
    assert.deepEqual(await statesOf(visit), refused);
    assert.equal(await visit.run(isHonored), true);
    const [view] = await visit.finish();
    assert.equal(view.click_id, undefined);
    assert.equal(view.consent.ads, 'denied');
    const { why, rule } = await visit.run(
      () => sluice.consent.status().purposes.ads,
    );
    assert.equal(rule, '/regimes/0/purposes/ads/veto/0');
    assert.match(why, /objects/);
  });

  it('is overridden by a visitor who says yes here, later', async (t) => {
    const visit = await open(t);
    await visit.run(() => sluice.consent({ ads: true }, { explicit: true }));
    assert.deepEqual(await statesOf(visit), agreed);
    assert.equal(await visit.run(isHonored), false);
  });

  it('is not by a yes that was not said here', async (t) => {
    const visit = await open(t);
    await visit.run(() => sluice.consent({ ads: true }));
    assert.deepEqual(await statesOf(visit), refused);
  });

  it('is not by a yes from before it', async (t) => {
    const visit = await open(t);
    await visit.run(() => {
      const when = Date.now() - 24 * 60 * 60 * 1000;
      sluice.consent({ ads: true }, { explicit: true, when });
      sluice.consent({ ads: true }, { explicit: true, when: new Date(when) });
    });
    assert.deepEqual(await statesOf(visit), refused);
    assert.equal(await visit.run(isHonored), true);
  });
});

describe('a platform that speaks GPP', () => {
  const policy = {
    ...opposable('gpp'),
    destinations: {
      collector: { needs: 'analytics' },
      partner: { needs: ['analytics', 'ads'] },
    },
  };

  /** The platform says of a visitor in California whether they opted out. */
  const say = (optOut) => {
    cmp.gpp.setFieldValue('usca', 'SaleOptOut', optOut);
    cmp.gpp.setFieldValue('usca', 'SharingOptOut', optOut);
    cmp.gpp.setApplicableSections([8]);
    cmp.gpp.setSignalStatus('ready');
  };
  const open = async (t) => {
    const visit = await openUnder(t, policy, {
      head: '<script src="/gpp-stub.js"></script>',
      pages: asPages(iabScripts),
      path: landing,
    });
    await loadScript(visit, '/gpp.js');
    assert.equal((await statesOf(visit)).ads, 'unknown');
    return visit;
  };
  const posts = ({ inbox }) =>
    inbox.batches.map(({ request }) =>
      namesOf(readBatch(request.body).events).filter((name) =>
        /page_view|order/.test(name),
      ),
    );

  it('and is not ready, keeps ads waiting and nothing else', async (t) => {
    const visit = await open(t);
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
    assert.deepEqual(posts(visit), [['page_view']]);
    await visit.run(say, 2);
    await visit.finish();
    assert.deepEqual(posts(visit).slice(1).flat(), ['page_view']);
  });

  it('and then says an opt-out, is honored', async (t) => {
    const visit = await open(t);
    await visit.finish();
    await visit.run(say, 1);
    assert.equal((await statesOf(visit)).ads, 'denied');
    assert.equal(await visit.run(isHonored), true);
    await visit.run(() => sluice.track('order'));
    assert.deepEqual(namesOf(await visit.finish()), ['page_view', 'order']);
    assert.deepEqual(posts(visit).flat(), ['page_view', 'order']);
    for (const { click_id } of visit.inbox.events) {
      assert.equal(click_id, undefined);
    }
  });

  it('and opens its dialog again, has ads wait again', async (t) => {
    const visit = await open(t);
    await visit.run(say, 2);
    assert.equal((await statesOf(visit)).ads, 'not asked');
    await visit.run(() => cmp.gpp.setSignalStatus('not ready'));
    assert.equal((await statesOf(visit)).ads, 'unknown');
    await visit.run(say, 1);
    assert.equal((await statesOf(visit)).ads, 'denied');
  });
});
