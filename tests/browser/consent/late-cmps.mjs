// Consent platforms that come late, never, or do what they should not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf, viewsOf } from '../fixture/inbox.mjs';
import {
  leaveUnseen,
  makePolicy,
  openUnder,
  statesOf,
} from '../fixture/policies.mjs';
import { stage } from '../fixture/stage.mjs';
import { callAll, useAll } from '../fixture/use-all.mjs';
import {
  cookieconsentModulePage,
  cookieconsentPage,
  press,
} from './real-cmps.mjs';
import {
  analyticsOnly,
  choose,
  cmp,
  loadScript,
  no,
  openTcf,
  stub,
  yes,
} from './tcf-page.mjs';

/** Runs in the page: a platform of a few lines, which `says(data, ok)` to its
 * listeners, at once to a new one. */
function makeCmp(first) {
  const listeners = [];
  let last = first;
  window.__tcfapi = (command, version, listener) => {
    if (command !== 'addEventListener') return;
    listeners.push(listener);
    if (last) listener(last, true);
  };
  window.says = (data, ok = true) => {
    last = data;
    for (const listener of listeners) listener(data, ok);
  };
}

/** What it says of a visitor who agreed to all. */
const agreed = {
  cmpStatus: 'loaded',
  eventStatus: 'useractioncomplete',
  gdprApplies: true,
  isServiceSpecific: true,
  tcfPolicyVersion: 5,
  tcString: 'C',
  purpose: { consents: { 1: true, 7: true, 8: true } },
  vendor: { consents: { 1234: true }, disclosedVendors: { 1234: true } },
};
const fake = `<script>(${makeCmp})()</script>`;

describe('a consent platform that comes late', () => {
  for (const [what, head] of [
    ['without a stub', ''],
    ['in the place of its stub', stub],
  ]) {
    it(`seconds later ${what}, gets all out that waited`, async (t) => {
      const visit = await openTcf(t, { head, stopped: true });
      await visit.page.clock.runFor(4000);
      await visit.run(() => sluice.track('waiting'));
      await visit.page.clock.runFor(3000);
      assert.deepEqual(visit.requestsElsewhere(), []);
      await loadScript(visit, '/tcf.js');
      await choose(visit, yes);
      const [view, waiting] = await visit.finish();
      assert.deepEqual(
        [view.event.name, waiting.event.name],
        ['page_view', 'waiting'],
      );
      assert.equal(waiting.event.time - view.event.time, 4000);
    });
  }

  it('after what waited has expired, gets none of it', async (t) => {
    const visit = await openTcf(t, { stopped: true });
    await visit.run(() => sluice.track('waiting'));
    await visit.page.clock.runFor(120_000);
    await choose(visit, yes);
    await visit.run(() => sluice.track('new'));
    assert.deepEqual(namesOf(await visit.finish()), ['new']);
    const [batch] = visit.inbox.batches;
    assert.equal(batch.dropped.hold_expired, 2);
  });
});

describe('a consent platform that never comes', () => {
  it('is no consent, however long it takes', async (t) => {
    const visit = await openTcf(t, { head: stub, stopped: true });
    await useAll(visit);
    await visit.page.clock.runFor(130_000);
    await useAll(visit);
    await visit.page.clock.runFor(60 * 60_000);
    await leaveUnseen(visit);
  });
});

describe('a consent platform that errs', () => {
  it('is no consent', async (t) => {
    const visit = await openTcf(t, { head: fake });
    await visit.run((data) => says({ ...data, cmpStatus: 'error' }), agreed);
    await useAll(visit);
    assert.deepEqual(await statesOf(visit), {
      analytics: 'denied',
      ads: 'denied',
    });
    await leaveUnseen(visit);
  });

  it('after a yes, ends what rested on that', async (t) => {
    const visit = await openTcf(t, { head: fake });
    await visit.run((data) => says(data), agreed);
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
    await visit.run((data) => {
      sluice.track('unsent');
      says(data, false);
      sluice.track('refused');
      says(data);
    }, agreed);
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
  });

  it('by throwing, is no consent, and nothing the page sees', async (t) => {
    const head = `<script>
      window.__tcfapi = () => { throw new Error('of the platform'); };
    </script>`;
    const visit = await openTcf(t, { head });
    await useAll(visit);
    await leaveUnseen(visit);
  });
});

describe('a consent platform that answers within the call', () => {
  it('lets the page view out that came before', async (t) => {
    const head = `${cmp}<script>cmp.tcf.update('${yes}', false)</script>`;
    const visit = await openTcf(t, { head });
    assert.deepEqual(viewsOf(await visit.finish()), ['load /']);
  });
});

describe('a visitor who changes their mind four times', () => {
  it('is taken by the last word, and the steps leave nothing', async (t) => {
    const visit = await openTcf(t);
    await visit.run(
      ([on, off]) => {
        for (const string of [on, off, on, off]) {
          cmp.tcf.update(string, false);
          sluice.track('step');
        }
        cmp.tcf.update(on, true);
        sluice.track('open');
      },
      [yes, no],
    );
    assert.equal(await visit.run(() => document.cookie), '');
    assert.equal(await visit.run(() => sessionStorage.length), 0);
    await choose(visit, yes);
    assert.deepEqual(await visit.finish(), []);
    const [batch] = visit.inbox.batches;
    // The page view and the first two of three steps that were taken back.
    assert.deepEqual(batch.dropped, { withdrawn: 3, denied: 3 });
  });
});

describe('a dialog that is opened again', () => {
  it('changes nothing until it is closed', async (t) => {
    const visit = await openTcf(t);
    await choose(visit, yes);
    await visit.run((string) => cmp.tcf.update(string, true), no);
    await visit.run(() => sluice.track('while_open'));
    assert.deepEqual(namesOf(await visit.finish()), [
      'page_view',
      'while_open',
    ]);
    await choose(visit, analyticsOnly);
    assert.deepEqual(await statesOf(visit), {
      analytics: 'granted',
      ads: 'denied',
    });
  });
});

describe('two consent platforms', () => {
  const policy = makePolicy({ read: ['tcf', 'cookieconsent'] });

  it('do not speak for each other', async (t) => {
    const visit = await openUnder(t, policy, {
      ...cookieconsentPage,
      head: stub + cookieconsentPage.head,
    });
    await press(visit, '[data-role="all"]');
    await callAll(visit);
    await leaveUnseen(visit);
  });

  it('of one kind are taken by the one that is there now', async (t) => {
    const visit = await openTcf(t, { head: fake });
    await visit.run((data) => says(data), agreed);
    await visit.finish();
    await visit.run(makeCmp, { ...agreed, purpose: {} });
    await useAll(visit);
    assert.deepEqual(await statesOf(visit), {
      analytics: 'denied',
      ads: 'denied',
    });
    await visit.inbox.read();
    assert.deepEqual(namesOf(visit.inbox.events), ['page_view', 'marker_1']);
  });

  it('are asked in the order of the policy', async (t) => {
    const first = makePolicy({ read: ['klaro', 'tcf'] });
    const visit = await openUnder(t, first, { head: fake });
    await visit.run((data) => says(data), agreed);
    // It waits for Klaro, which the policy names first.
    await useAll(visit);
    await leaveUnseen(visit);
  });
});

describe('a consent platform that has said all before the policy came', () => {
  it('is read, although it cannot be asked again', async (t) => {
    const address = '/policy.json';
    const policy = makePolicy({ read: ['cookieconsent'] });
    const { pages, ...page } = cookieconsentModulePage;
    const visit = await stage.visit(t, {
      ...page,
      data: { policy: address },
      pages: { ...pages, [address]: { text: JSON.stringify(policy) } },
    });
    await visit.open();
    await press(visit, '[data-role=all]');
    await visit.inbox.untilNamed('page_view');
    const release = visit.site.hold(address);
    await visit.open('/');
    await visit.page.waitForFunction(() => window.hasSpoken);
    release();
    assert.deepEqual(viewsOf(await visit.finish()), ['load /', 'load /']);
  });
});
