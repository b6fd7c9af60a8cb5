// Without consent nothing is sent, and no storage is touched: not even read.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import {
  leaveUnseen,
  makePolicy,
  openUnder,
  ownTouches,
} from '../fixture/policies.mjs';
import { callAll, useAll } from '../fixture/use-all.mjs';
import { klaroPage, press } from './real-cmps.mjs';
import { choose, no, openTcf, tcfPolicy, yes } from './tcf-page.mjs';

/** What Sluice uses to keep a record of that kind. */
const uses = {
  cookie: ['document.cookie', 'document.cookie='],
  local: ['Storage.getItem', 'Storage.setItem', 'window.localStorage'],
  session: ['Storage.getItem', 'Storage.setItem', 'window.sessionStorage'],
};

const pairs = [
  ['cookie', 'session'],
  ['local', 'cookie'],
];

for (const [visitor, session] of pairs) {
  const policy = tcfPolicy({
    storage: {
      visitor: { kind: visitor, key: 'v', needs: 'analytics' },
      session: { kind: session, key: 's', needs: 'analytics' },
    },
  });

  describe(`a policy that keeps ids in ${visitor} and ${session}`, () => {
    it('touches nothing while the dialog is open', async (t) => {
      const visit = await openTcf(t, { policy });
      await visit.run((string) => cmp.tcf.update(string, true), no);
      await useAll(visit);
      await leaveUnseen(visit);
    });

    it('touches nothing after a refusal', async (t) => {
      const visit = await openTcf(t, { policy });
      await choose(visit, no);
      await useAll(visit);
      await leaveUnseen(visit);
    });

    it('touches these two and the collector after a yes', async (t) => {
      const visit = await openTcf(t, { policy });
      await choose(visit, yes);
      await visit.finish();
      const wanted = [...uses[visitor], ...uses[session], 'window.fetch'];
      assert.deepEqual(
        [...new Set(await ownTouches(visit))].sort(),
        [...new Set(wanted)].sort(),
      );
    });
  });
}

describe('a consent platform that keeps its own record', () => {
  it('is the only one to touch storage until a yes', async (t) => {
    const policy = makePolicy({ read: ['klaro'] });
    const visit = await openUnder(t, policy, klaroPage);
    await press(visit, '.cn-decline');
    await callAll(visit);
    const touchers = await visit.run(() => [...new Set(window.touchers)]);
    assert.ok(touchers.includes('/klaro.js'), `${touchers}`);
    await leaveUnseen(visit);
  });
});

describe('ids and storage of an earlier visit', () => {
  it('are not read by a visitor who has not chosen again', async (t) => {
    const visit = await openTcf(t);
    await choose(visit, yes);
    const [view] = await visit.finish();
    assert.ok(view.visitor.id);
    await visit.open('/?again');
    await useAll(visit);
    assert.deepEqual(await ownTouches(visit), []);
    // And are found again by one who has.
    await choose(visit, yes);
    const events = await visit.finish();
    assert.equal(namesOf(events).filter((name) => name === 'order').length, 1);
    for (const event of events) {
      assert.deepEqual(event.visitor, view.visitor);
      assert.deepEqual(event.session, view.session);
    }
  });
});
