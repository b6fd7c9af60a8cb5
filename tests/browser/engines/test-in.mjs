import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startCollector } from '../fixture/collector.mjs';
import { openVisitor } from '../fixture/visitor.mjs';
import { assertNoneMissing, describeEvents } from './events.mjs';

/** The visits as tests in an engine, which has to start: one that does not is
 * a failure. */
export function testIn(name, start, visits) {
  describe(name, () => {
    const stage = {};
    before(async () => {
      stage.collector = await startCollector();
      stage.engine = await start();
    });
    after(async () => {
      await stage.engine?.close();
      await stage.collector?.close();
    });
    for (const visit of visits) {
      it(visit.name, async (t) => {
        const reason = stage.engine.lacks[visit.needs];
        if (reason) t.skip(reason);
        else await make(visit, await openVisitor(t, stage, visit.site));
      });
    }
  });
}

async function make({ act, isOver, events, check }, visitor) {
  await act(visitor);
  // What a page that is gone has sent may come after the next page's marker.
  await visitor.inbox.until(({ length }) => length >= events.length);
  const arrived = isOver ? visitor.inbox.events : await visitor.finish();
  assert.deepEqual(describeEvents(arrived, visitor.site), events);
  assertNoneMissing(arrived);
  check?.(arrived, visitor);
}
