// How a case is made many times. Each resolves to
//
//   arrived   of how many trials the collector stored the event
//   extra     how many events it stored beside these: one that counts twice
//   twice     how many it was sent again and knew by their ids
//   late      how many arrived with the next visit only
//   possible  in how many trials the browser gave the page the time to send
import { startCollector } from '../fixture/collector.mjs';
import { openVisitor, openWatched, Visitor } from '../fixture/visitor.mjs';

/** So many visitors share an outage, where the engine does not say. */
export const groupSize = 10;

/** A visitor whose tab ends has a browser that lives on. Ours ends with the tab,
 * and would take along what it still has to send: up to a third of a second's
 * worth after a crash. */
const browserPatienceMs = 10_000;

/** As `measure` of the case, or to {reason} where the engine cannot. */
export async function measureCase(one, { engine, collector }, trials) {
  const reason = engine.lacks[one.needs];
  if (reason) return { reason };
  if (!one.hasOwnCollector) return one.measure({ engine, collector }, trials);
  return inScope(async (t) => {
    const own = await startCollector();
    t.after(() => own.close());
    return one.measure({ engine, collector: own }, trials);
  });
}

/** A case of which `act` makes one trial after the other with a visitor on the
 * site, or, if it `hasOwnTabs`, with a new one each, who has opened it. The
 * page asks for the path `witness` when it has the time to send. */
export function inTurn(one) {
  const { name = 'last', site = {}, witness, hasOwnTabs, act } = one;
  const measure = ({ engine, collector }, trials) =>
    inScope(async (t) => {
      const tracked = await openWatched(t, collector, site);
      const count = () => tally([tracked], name, { trials });
      let counts;
      if (hasOwnTabs) {
        for (let i = 0; i < trials; i++) {
          await inNewTab(engine, tracked, async (visitor) => {
            await act({ visitor });
            await nextArrival(tracked.inbox, name, browserPatienceMs);
          });
        }
        counts = await count();
      } else {
        const visitor = await openTab(t, engine, tracked);
        for (let i = 0; i < trials; i++) await act({ visitor, collector });
        counts = await count();
        if (counts.arrived < trials) {
          await visitor.open();
          const { arrived } = counts;
          counts = await count();
          counts.late = counts.arrived - arrived;
        }
      }
      const { requests } = tracked.site;
      const times = requests.filter((path) => path === witness).length;
      return { ...counts, possible: witness ? times : trials };
    });
  return { ...one, measure };
}

function inNewTab(engine, tracked, act) {
  return inScope(async (t) => {
    const visitor = await openTab(t, engine, tracked);
    await visitor.open();
    await act(visitor);
  });
}

async function openTab(t, engine, tracked) {
  const tab = await engine.openWindow();
  t.after(() => tab.end());
  return new Visitor(tracked, tab);
}

/** So long a page that comes after one that died without a word may wait for
 * what that one had on its way, and some more to send it. */
const leaseMs = 90_000;

/** A case of which `act` makes a trial with each of the visitors, who are on
 * sites of their own: `count` events have to arrive of each. After that their
 * pages have so long to send; what has not come by then is lost if it does not
 * come with the next visit. */
export function together(one) {
  const { name = 'last', count = 1, site = {}, patienceMs, act } = one;
  const measure = ({ engine, collector }, trials) =>
    inGroups(trials, engine, async (t, size) => {
      const stage = { engine: { openTab: engine.openWindow }, collector };
      const visitors = [];
      while (visitors.length < size) {
        visitors.push(await openVisitor(t, stage, site));
      }
      await act({ visitors, collector });
      await each(visitors, ({ inbox }) =>
        arrival(inbox, name, count, patienceMs),
      );
      // What is sent once more has come by then.
      await each(visitors, (visitor) => visitor.finish());
      const missed = visitors.filter(
        ({ inbox }) => named(inbox.events, name).length < count,
      );
      await openAll(missed);
      await each(missed, ({ inbox }) => arrival(inbox, name, count, leaseMs));
      const counts = await tally(visitors, name, { count });
      const { arrived } = await tally(missed, name, { count });
      return { ...counts, late: arrived };
    });
  return { ...one, hasOwnCollector: true, measure };
}

/** Makes `measure(t, size)` for groups of visitors, and sums it up. */
export async function inGroups(trials, { mostTabs = groupSize }, measure) {
  const groups = [];
  for (let left = trials; left > 0; left -= mostTabs) {
    const size = Math.min(left, mostTabs);
    groups.push(await inScope((t) => measure(t, size)));
  }
  return { ...sumOf(groups), possible: trials };
}

/** Counts in the inboxes of those, in each of which `trials` times `count`
 * events have to arrive. */
export async function tally(tracked, name, { trials = 1, count = 1 } = {}) {
  const counts = await each(tracked, async ({ inbox }) => {
    await arrival(inbox, name, trials * count);
    await inbox.readAnew();
    // No two trials are in one load of a page, or one in two.
    const perPage = new Map();
    for (const { page, properties } of named(inbox.events, name)) {
      const seen = perPage.get(page.id) ?? [];
      perPage.set(page.id, [...seen, properties?.n]);
    }
    const sum = { arrived: 0, extra: 0, twice: 0 };
    for (const seen of perPage.values()) {
      const distinct = new Set(seen).size;
      sum.arrived += distinct >= count ? 1 : 0;
      sum.extra += seen.length - distinct;
    }
    for (const { duplicates } of inbox.batches) sum.twice += duplicates;
    return sum;
  });
  return sumOf(counts);
}

/** What has not come by its end is lost. */
function arrival(inbox, name, count, patienceMs) {
  const isEnough = (events) => named(events, name).length >= count;
  return inbox.until(isEnough, patienceMs).catch(() => {});
}

function nextArrival(inbox, name, patienceMs) {
  const count = named(inbox.events, name).length + 1;
  return arrival(inbox, name, count, patienceMs);
}

/** One after another: a browser that opens ten pages at once takes longer for
 * each than a test waits. */
export async function openAll(visitors) {
  for (const visitor of visitors) await visitor.open();
}

export const each = (all, act) => Promise.all(all.map(act));

const named = (events, name) =>
  events.filter(({ event }) => event.name === name);

function sumOf(counts) {
  const sum = { arrived: 0, extra: 0, twice: 0, late: 0 };
  for (const count of counts) {
    for (const key of Object.keys(count)) sum[key] += count[key];
  }
  return sum;
}

/** What a test is to its fixtures. */
async function inScope(run) {
  const ends = [];
  const endAll = async () => {
    const failures = [];
    while (ends.length) {
      await Promise.resolve()
        .then(ends.pop())
        .catch((error) => failures.push(error));
    }
    if (failures.length) throw failures[0];
  };
  let result;
  try {
    result = await run({ after: (end) => void ends.push(end) });
  } catch (error) {
    // What the ends say of what has failed already says less.
    await endAll().catch(() => {});
    throw error;
  }
  await endAll();
  return result;
}
