// How a case is made many times. Each resolves to
//
//   arrived   of how many trials the collector stored the event
//   extra     how many events it stored beside these: one that counts twice
//   twice     how many it was sent again and knew by their ids
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
      if (hasOwnTabs) {
        for (let i = 0; i < trials; i++) {
          await inNewTab(engine, tracked, async (visitor) => {
            await act({ visitor });
            await nextArrival(tracked.inbox, name, browserPatienceMs);
          });
        }
      } else {
        const visitor = await openTab(t, engine, tracked);
        for (let i = 0; i < trials; i++) await act({ visitor, collector });
      }
      const counts = await tally([tracked], name, trials);
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

/** A case of which `act` makes a trial with each of the visitors, who are on
 * sites of their own. After that their pages have so long to send. */
export function together(one) {
  const { name = 'last', site = {}, patienceMs, act } = one;
  const measure = ({ engine, collector }, trials) =>
    inGroups(trials, engine, async (t, size) => {
      const stage = { engine: { openTab: engine.openWindow }, collector };
      const visitors = [];
      while (visitors.length < size) {
        visitors.push(await openVisitor(t, stage, site));
      }
      await act({ visitors, collector });
      await each(visitors, ({ inbox }) => arrival(inbox, name, 1, patienceMs));
      // What is sent once more has come by then.
      await each(visitors, (visitor) => visitor.finish());
      return tally(visitors, name);
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

/** Counts in the inboxes of those, in each of which so many have to arrive. */
export async function tally(tracked, name, trials = 1) {
  const counts = await each(tracked, async ({ inbox }) => {
    await arrival(inbox, name, trials);
    await inbox.readAnew();
    const events = named(inbox.events, name);
    // No trial makes two of them in one load of a page.
    const arrived = new Set(events.map(({ page }) => page.id)).size;
    let twice = 0;
    for (const { duplicates } of inbox.batches) twice += duplicates;
    return { arrived, extra: events.length - arrived, twice };
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
  const sum = { arrived: 0, extra: 0, twice: 0 };
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
