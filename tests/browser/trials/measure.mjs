import { startCollector } from '../fixture/collector.mjs';
import { openTracked } from '../fixture/tracked.mjs';
import { openVisitor } from '../fixture/visitor.mjs';
import { cases } from './cases.mjs';

/** Makes each case so many times in an engine. Resolves to a list of `{title,
 * arrived, twice}`, or `{title, reason}` where the engine cannot: how many of
 * the events arrived, and how many of those more than once. */
export async function measure(start, trials) {
  const collector = await startCollector();
  const engine = await start();
  try {
    const results = [];
    for (const one of cases) {
      const reason = engine.lacks[one.needs];
      const result = reason
        ? { reason }
        : await measureCase(one, { engine, collector }, trials);
      results.push({ title: one.title, ...result });
    }
    return results;
  } finally {
    await engine.close();
    await collector.close();
  }
}

async function measureCase({ name, site, hasOwnTabs, act }, stage, trials) {
  const scope = createScope();
  try {
    const { collector, engine } = stage;
    // A MiniBrowser has one tab at a time.
    const visitor = hasOwnTabs
      ? await openTracked(scope, collector, site)
      : await openVisitor(scope, stage, site);
    const openTab = () => engine.openTab();
    for (let i = 0; i < trials; i++) await act({ visitor, collector, openTab });
    return await count(visitor.inbox, name, trials);
  } finally {
    await scope.end();
  }
}

async function count(inbox, wanted, trials) {
  const named = (events) => events.filter(({ event }) => event.name === wanted);
  // What is missing by then is lost.
  const all = (events) => named(events).length >= trials;
  await inbox.until(all).catch(() => {});
  const twice = inbox.batches.reduce((sum, one) => sum + one.duplicates, 0);
  return { arrived: named(inbox.events).length, twice };
}

/** What a test is to its fixtures. */
function createScope() {
  const ends = [];
  return {
    after: (end) => void ends.push(end),
    async end() {
      while (ends.length) await ends.pop()();
    },
  };
}
