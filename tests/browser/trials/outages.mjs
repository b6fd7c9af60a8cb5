// Three seconds without a collector, which several visitors share.
import { setTimeout as sleep } from 'node:timers/promises';
import { consenting } from '../fixture/consenting.mjs';
import { until } from '../fixture/deadline.mjs';
import { trackAndTry, trackSome } from './last.mjs';
import { each, openAll, together } from './measure.mjs';

const outageMs = 3000;

/** How long a page may wait until it tries again. Of tries at 1 s, 2 s, 4 s and
 * so on, times a random number each, after five seconds of failures one visitor
 * in two hundred waits for more than 20 s, and one in a million for 90 s. */
const backOffMs = 90_000;

/** A case in which the collector fails once all visitors are there. */
function outage(title, { begin, end }) {
  return together({
    title,
    patienceMs: backOffMs,
    async act({ visitors, collector }) {
      await openAll(visitors);
      await begin(collector);
      await each(visitors, (visitor) => visitor.run(trackAndTry));
      await sleep(outageMs);
      await end(collector);
    },
  });
}

/** Chromium's page of an error loads the other again by itself, at a time of
 * its own, and ends what was loading. */
function openAtLast(visitor) {
  const open = () =>
    visitor.open().then(
      () => true,
      () => false,
    );
  return until(open, () => 'the page', backOffMs);
}

/** Leaves and comes back while there is no network; `doThere` is what happens on
 * the page before. */
const withoutNetwork = (doThere) => async (visitor) => {
  await visitor.inbox.untilNamed('page_view');
  await visitor.setOffline(true);
  await doThere(visitor);
  // To the browser's own page, which says that there is no network.
  await visitor.open().catch(() => {});
  await sleep(outageMs / 2);
  await visitor.setOffline(false);
  await openAtLast(visitor);
};

const mend = (collector) => collector.ask('/fault', { method: 'DELETE' });

export const outages = [
  outage('a collector that answers 503 for three seconds', {
    begin: (collector) => collector.fail({ status: 503 }),
    end: mend,
  }),
  outage('a collector that answers nothing for three seconds', {
    begin: (collector) => collector.fail({ hang: true }),
    end: mend,
  }),
  outage('a collector that is not there for three seconds', {
    begin: (collector) => collector.stop(),
    end: (collector) => collector.restart(),
  }),
  together({
    title: 'three seconds offline and a reload meanwhile, `opt-in`',
    needs: 'offline',
    site: consenting,
    async act({ visitors }) {
      await openAll(visitors);
      const tryOne = async (visitor) => {
        await visitor.run(trackAndTry);
        await sleep(outageMs / 2);
      };
      await each(visitors, withoutNetwork(tryOne));
    },
  }),
  together({
    title: 'ten events offline, a reload half a second later, `opt-in`',
    needs: 'offline',
    count: 10,
    site: consenting,
    async act({ visitors }) {
      await openAll(visitors);
      const trackTen = (visitor) => visitor.run(trackSome, 10);
      await each(visitors, withoutNetwork(trackTen));
    },
  }),
];
