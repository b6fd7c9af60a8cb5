import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startCollector } from '../fixture/collector.mjs';
import { shareBrowser } from '../fixture/driven.mjs';
import { openVisitor } from '../fixture/visitor.mjs';
import { assertNoneMissing, describeEvents } from './events.mjs';

/** The visits as tests in an engine, which has to start: one that does not is
 * a failure. A visit in which the driver fails is made anew. */
export function testIn(name, start, visits) {
  describe(name, () => {
    const browsers = shareBrowser(start);
    let collector;
    before(async () => {
      collector = await startCollector();
    });
    after(async () => {
      await browsers.close();
      await collector?.close();
    });
    const makeIn = async (t, engine, visit) => {
      const reason = engine.lacks[visit.needs];
      if (reason) return t.skip(reason);
      const visitor = await openVisitor(t, { engine, collector }, visit.site);
      return make(visit, visitor);
    };
    for (const visit of visits) {
      it(visit.name, async (t) => {
        const tell = (text) => t.diagnostic(text);
        await browsers.use((engine) => makeIn(t, engine, visit), tell);
      });
    }
  });
}

async function make({ act, isOver, events, hasGaps, check }, visitor) {
  await act(visitor);
  // What a page that is gone has sent may come after the next page's marker.
  await visitor.inbox.until(({ length }) => length >= events.length);
  const arrived = isOver ? visitor.inbox.events : await visitor.finish();
  assert.deepEqual(describeEvents(arrived, visitor.site), events);
  if (!hasGaps) assertNoneMissing(arrived);
  check?.(arrived, visitor);
}
