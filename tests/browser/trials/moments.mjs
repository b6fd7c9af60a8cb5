// Pages that are left, and pages that find what those before them stored.
import { consenting, untracked } from '../fixture/consenting.mjs';
import { refusal, trackAndFlush, trackAndWait, trackLast } from './last.mjs';
import { inTurn } from './measure.mjs';

/** Pages that are closed have half a second for `pagehide` in Chromium, and on
 * a busy machine it does not begin in time. A beacon of the page's own says
 * that it did. */
const telling = {
  body: `<script>
    addEventListener('pagehide', () => navigator.sendBeacon('/left'));
  </script>`,
};

export const moments = [
  inTurn({
    title: 'a click on a link that is followed',
    name: 'click',
    site: {
      body: '<a id="next" href="/next">Next</a>',
      pages: { '/next': untracked },
    },
    async act({ visitor }) {
      await visitor.open();
      await visitor.click('#next');
      await visitor.until('/next');
    },
  }),
  inTurn({
    title: 'an event in `pagehide`',
    site: {
      body: `<script>
        addEventListener('pagehide', () => sluice.track('last'));
      </script>`,
      pages: { '/away': untracked },
    },
    async act({ visitor }) {
      await visitor.open();
      await visitor.open('/away');
    },
  }),
  inTurn({
    title: 'an event just before its tab is closed, the first of its page',
    risk: 'first request of a closed tab',
    hasOwnTabs: true,
    site: telling,
    witness: '/left',
    async act({ visitor }) {
      await visitor.run(trackLast);
      await visitor.closeTab();
    },
  }),
  inTurn({
    title: 'an event just before its tab is closed, after others',
    risk: 'request of a closed tab',
    hasOwnTabs: true,
    site: telling,
    witness: '/left',
    async act({ visitor }) {
      await visitor.run(() => sluice.flush());
      await visitor.run(trackLast);
      await visitor.closeTab();
    },
  }),
  inTurn({
    title: 'an event half a second before its renderer is killed',
    needs: 'crash',
    hasOwnTabs: true,
    async act({ visitor }) {
      await visitor.run(trackAndWait, 500);
      await visitor.crash();
    },
  }),
];

export const storedMoments = [
  inTurn({
    title: 'a collector that is back with the next visit only, `opt-in`',
    hasOwnCollector: true,
    site: consenting,
    async act({ visitor, collector }) {
      await leaveWithLast(visitor, collector);
      await visitor.open();
      await visitor.finish();
      await visitor.open('/away');
    },
  }),
  inTurn({
    title: 'two tabs that find the same events stored, `opt-in`',
    needs: 'second tab',
    hasOwnCollector: true,
    site: consenting,
    async act({ visitor, collector }) {
      await leaveWithLast(visitor, collector);
      const second = await visitor.secondTab();
      await Promise.all([visitor.open(), second.open()]);
      await second.run(() => sluice.flush());
      await visitor.finish();
      await Promise.all([visitor.open('/away'), second.open('/away')]);
    },
  }),
];

/** Leaves while the collector takes nothing; then it does again. */
async function leaveWithLast(visitor, collector) {
  await collector.fail(refusal);
  await visitor.open();
  await visitor.run(trackAndFlush);
  await visitor.open('/away');
  await collector.ask('/fault', { method: 'DELETE' });
}
