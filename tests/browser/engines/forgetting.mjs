import assert from 'node:assert/strict';
import { consenting } from '../fixture/consenting.mjs';
import { until } from '../fixture/deadline.mjs';
import { view } from './events.mjs';

const hasForgotten = () => sluice.tape().includes('"fact":"forget"');
const stateOfAnalytics = () => sluice.consent.status().purposes.analytics.state;
const keysKept = () => [...Object.keys(localStorage), document.cookie];

export const forgetting = [
  {
    name: 'a visitor whom one tab forgets is forgotten by another',
    needs: 'second tab',
    site: { ...consenting, data: { policy: 'opt-in', tape: 'true' } },
    async act(visitor) {
      await visitor.open();
      await visitor.run(() => sluice.flush());
      const second = await visitor.secondTab();
      await second.open('/other');
      await second.run(() => sluice.flush());
      await second.run(() => sluice.track('queued'));
      await visitor.run(() => sluice.forget());
      await until(() => second.run(hasForgotten));
      await second.run(() => sluice.track('after'));
      await second.run(() => sluice.flush());
      assert.deepEqual(await second.run(keysKept), ['']);
    },
    events: [view('/'), view('/other'), { name: 'after', path: '/other' }],
    check([, known, after]) {
      assert.ok(known.visitor.id);
      assert.equal(after.visitor, undefined);
      assert.notEqual(after.page.id, known.page.id);
    },
  },
  {
    name: 'what is withdrawn in one tab is withdrawn in another',
    needs: 'second tab',
    site: consenting,
    async act(visitor) {
      await visitor.open();
      await visitor.run(() => sluice.flush());
      const second = await visitor.secondTab();
      await second.open('/other');
      await second.run(() => sluice.flush());
      await second.run(() => sluice.track('queued'));
      await visitor.run(() => sluice.consent({ analytics: false, ads: false }));
      await until(
        async () => (await second.run(stateOfAnalytics)) === 'denied',
      );
      await second.run(() => sluice.track('after'));
      await second.run(() => sluice.flush());
      assert.deepEqual(await second.run(keysKept), ['']);
      // Only its own yes opens it again, and brings nothing back.
      await second.run(() => sluice.consent({ analytics: true }));
      await second.run(() => sluice.track('again'));
      await second.run(() => sluice.flush());
    },
    isOver: true,
    hasGaps: true,
    events: [view('/'), view('/other'), { name: 'again', path: '/other' }],
  },
];
