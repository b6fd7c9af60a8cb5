// Real consent platforms, and visitors who use their mouse.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { namesOf, viewsOf } from '../fixture/inbox.mjs';
import {
  leaveUnseen,
  makePolicy,
  openUnder,
  statesOf,
} from '../fixture/policies.mjs';
import { callAll } from '../fixture/use-all.mjs';
import { cookieconsentPage, klaroPage, press } from './real-cmps.mjs';

const cmps = [
  {
    name: 'cookieconsent',
    page: cookieconsentPage,
    accept: '[data-role="all"]',
    reject: '[data-role="necessary"]',
    async switchTo(visit, on) {
      await visit.run(() => CookieConsent.showPreferences());
      await press(visit, `.pm [data-role="${on ? 'all' : 'necessary'}"]`);
    },
  },
  {
    name: 'klaro',
    page: klaroPage,
    accept: '.cm-btn-success',
    reject: '.cn-decline',
    // Where both are on, it has both off, and the other way round.
    async switchTo(visit) {
      await visit.run(() => klaro.show(undefined, true));
      await press(visit, 'label[for="service-item-matomo"]');
      await press(visit, 'label[for="service-item-ads"]');
      await press(visit, '.cm-modal .cm-btn-accept');
    },
  },
];

const granted = { analytics: 'granted', ads: 'granted' };
const denied = { analytics: 'denied', ads: 'denied' };

for (const { name, page, accept, reject, switchTo } of cmps) {
  const open = (t) => {
    const config = { clicks: false };
    return openUnder(t, makePolicy({ read: [name] }), { ...page, config });
  };
  const untilStates = (visit, states) =>
    until(async () => {
      const now = await statesOf(visit);
      return JSON.stringify(now) === JSON.stringify(states);
    });

  describe(`a visitor asked by ${name}`, () => {
    it('who accepts is measured from the landing on', async (t) => {
      const visit = await open(t);
      await visit.run(() => sluice.track('before'));
      assert.deepEqual(visit.requestsElsewhere(), []);
      await press(visit, accept);
      await untilStates(visit, granted);
      assert.deepEqual(namesOf(await visit.finish()), ['page_view', 'before']);
      await visit.open('/next');
      assert.deepEqual(viewsOf(await visit.finish()), ['load /', 'load /next']);
      const visitors = visit.inbox.events.map((event) => event.visitor.id);
      assert.equal(new Set(visitors).size, 1);
    });

    it('who refuses is not, nor on the next page', async (t) => {
      const visit = await open(t);
      await press(visit, reject);
      await untilStates(visit, denied);
      await callAll(visit);
      await visit.open('/next');
      await untilStates(visit, denied);
      await callAll(visit);
      await leaveUnseen(visit);
    });

    it('who changes their mind is forgotten', async (t) => {
      const visit = await open(t);
      await press(visit, accept);
      await untilStates(visit, granted);
      const [before] = await visit.finish();
      await visit.run(() => sluice.track('unsent'));
      await switchTo(visit, false);
      await untilStates(visit, denied);
      const left = await visit.run(() => [
        document.cookie.match(/\bv=/),
        sessionStorage.length,
      ]);
      assert.deepEqual(left, [null, 0]);
      await switchTo(visit, true);
      await untilStates(visit, granted);
      await visit.run(() => sluice.track('again'));
      const events = await visit.finish();
      assert.deepEqual(namesOf(events), ['page_view', 'again']);
      assert.notEqual(events[1].visitor.id, before.visitor.id);
      assert.notEqual(events[1].session.id, before.session.id);
    });
  });
}
