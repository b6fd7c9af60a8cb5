// Moments in which events get lost, each made many times.
import { setTimeout as sleep } from 'node:timers/promises';

const untracked = { tag: false, head: '', body: '' };

const outageMs = 3000;

/** Allows all, on a site whose policy keeps a queue on the device. */
const consenting = {
  data: { policy: 'opt-in' },
  body: `<script>
    addEventListener('load', () =>
      sluice.consent({ analytics: true, ads: true }));
  </script>`,
  pages: { '/away': untracked },
};

const trackLast = () => sluice.track('last');

/** Each `act` makes one event `name`; `needs` is what not every driver can. One
 * that has tabs of its own gets a site and no visitor on it. */
export const cases = [
  {
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
  },
  {
    title: 'an event in `pagehide`',
    name: 'last',
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
  },
  {
    title: 'an event just before its tab is closed',
    name: 'last',
    site: {},
    hasOwnTabs: true,
    async act({ openTab, visitor }) {
      const tab = await openTab();
      await tab.goto(visitor.site.url);
      await tab.evaluate(trackLast);
      await tab.closeTab();
      await tab.end();
    },
  },
  {
    title: 'an event half a second before its renderer is killed',
    name: 'last',
    needs: 'crash',
    site: {},
    hasOwnTabs: true,
    async act({ openTab, visitor }) {
      const tab = await openTab();
      await tab.goto(visitor.site.url);
      await tab.evaluate(trackLast);
      await sleep(500);
      await tab.crash();
      await tab.end();
    },
  },
  {
    title: 'a collector that answers 503 for three seconds',
    name: 'last',
    site: {},
    async act({ visitor, collector }) {
      await visitor.open();
      await collector.fail({ status: 503 });
      await visitor.run(trackLast);
      await sleep(outageMs);
      await collector.ask('/fault', { method: 'DELETE' });
      await visitor.finish();
    },
  },
  {
    title: 'a collector that is back with the next visit only',
    name: 'last',
    site: consenting,
    async act({ visitor, collector }) {
      await collector.fail({ status: 503 });
      await visitor.open();
      await visitor.run(() => {
        sluice.track('last');
        return sluice.flush();
      });
      await visitor.open('/away');
      await collector.ask('/fault', { method: 'DELETE' });
      await visitor.open();
      await visitor.finish();
      await visitor.open('/away');
    },
  },
];
