// The ways in which a site gives its policy.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { makePolicy, openUnder, ownTouches } from '../fixture/policies.mjs';
import { stage } from '../fixture/stage.mjs';
import { callAll, useAll } from '../fixture/use-all.mjs';
import { openApp } from './app-page.mjs';

const text = JSON.stringify(makePolicy(), null, 2);

/** A visit whose tag has the address of a policy, and a page there. */
function openAt(t, file, { hold } = {}) {
  return openAddress(t, '/policy.json', { '/policy.json': file }, hold);
}

async function openAddress(t, policy, pages, hold) {
  const visit = await stage.visit(t, {
    data: { policy },
    body: '<a href="#x">Link</a><button>Button</button>',
    pages,
  });
  const release = hold && visit.site.hold(policy);
  await visit.open();
  if (!hold) await visit.site.until(policy);
  return { visit, release };
}

const agree = () => sluice.consent({ analytics: true });

describe('a policy that stands in the page', () => {
  it('is at work as it was written', async (t) => {
    const visit = await openUnder(t, makePolicy());
    await visit.run(agree);
    const [view] = await visit.finish();
    assert.deepEqual(view.consent, {
      policy: 'team',
      analytics: 'granted',
      ads: 'unknown',
    });
    const [{ request }] = visit.inbox.batches;
    assert.equal(JSON.parse(request.body).policy, 'team@4');
  });

  it('is at work in an application that was bundled', async (t) => {
    const visit = await openApp(t, { policy: makePolicy() });
    await callAll(visit);
    assert.deepEqual(visit.requestsElsewhere(), []);
    await visit.run(agree);
    const [view] = await visit.finish();
    assert.equal(view.consent.policy, 'team');
  });

  it('and is not a policy, lets nothing leave, and is reported once', async (t) => {
    const visit = await openUnder(t, { ...makePolicy(), policy: 2 });
    await useAll(visit);
    assert.deepEqual(await ownTouches(visit), []);
    assert.deepEqual(visit.requestsElsewhere(), []);
    assert.equal(visit.said.length, 1);
    assert.match(visit.said[0], /"policy": 1.*\[config_invalid \/policy\]$/);
  });
});

describe('a policy that stands in a file', () => {
  it('is at work once it has come', async (t) => {
    const { visit } = await openAt(t, { text });
    await visit.run(agree);
    const [view] = await visit.finish();
    assert.equal(view.consent.policy, 'team');
    assert.deepEqual(visit.said, []);
  });

  it('lets nothing leave until it has come', async (t) => {
    const { visit, release } = await openAt(t, { text }, { hold: true });
    await visit.run(() => {
      sluice.track('early');
      sluice.consent({ analytics: true });
      void sluice.flush();
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
    });
    assert.equal(await visit.run(() => sluice.consent.status()), undefined);
    assert.deepEqual(visit.requestsElsewhere(), []);
    release();
    assert.deepEqual(namesOf(await visit.finish()), ['page_view', 'early']);
  });

  it('lets nothing leave of a page that did not wait for it', async (t) => {
    const { visit, release } = await openAt(t, { text }, { hold: true });
    await visit.run(agree);
    await visit.open('/other');
    release();
    await visit.run(agree);
    const views = (await visit.finish()).map(({ page }) => page.path);
    assert.deepEqual(views, ['/other']);
  });

  const broken = [
    ['is not there', { status: 404, text }, /none could be had/],
    ['is broken', { text: '{"policy": 1,\n "id" "x"}' }, /line 2, column 9/],
    ['is no policy', { text: '{"hello": "world"}' }, /"policy": 1/],
    ['is a page', { text: '<!doctype html><p>Hello' }, /line 1, column 1/],
  ];
  for (const [what, file, says] of broken) {
    it(`and ${what}, lets nothing leave, and is reported once`, async (t) => {
      const { visit } = await openAt(t, file);
      await until(() => visit.said.length);
      await visit.run(agree);
      await useAll(visit);
      assert.deepEqual(visit.requestsElsewhere(), []);
      assert.equal(visit.said.length, 1);
      assert.match(visit.said[0], says);
      assert.match(visit.said[0], /\[config_invalid \/policy\]$/);
      assert.equal(await visit.run(() => document.cookie), '');
    });
  }

  it('and cannot be reached, lets nothing leave', async (t) => {
    const address = 'http://127.0.0.1:9/policy.json';
    const visit = await stage.visit(t, {
      data: { policy: address },
      body: '<a href="#x">Link</a><button>Button</button>',
    });
    await visit.open();
    await until(() => visit.said.length);
    await useAll(visit);
    const asked = visit.requestsElsewhere().map(({ url }) => url);
    assert.deepEqual(asked, [address]);
    assert.match(visit.said.join(), /\[config_invalid \/policy\]$/);
  });
});
