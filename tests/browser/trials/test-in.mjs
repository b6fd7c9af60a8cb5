import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startCollector } from '../fixture/collector.mjs';
import { fewestOf, lists } from './cases.mjs';
import { shareBrowser } from '../fixture/driven.mjs';
import { engines } from './engines.mjs';
import { measureCase } from './measure.mjs';

/** A few of what `tests/run delivery` makes fifty of. */
const trials = 10;

/** The cases as tests in the engine of that name. */
export function testTrialsIn(name) {
  describe(`ten times each, in ${name}`, { concurrency: true }, () => {
    const browsers = shareBrowser(engines[name]);
    let collector;
    before(async () => {
      collector = await startCollector();
    });
    after(async () => {
      await browsers.close();
      await collector?.close();
    });
    const test = (one) => {
      it(`${one.title}: what happened arrives, once`, async (t) => {
        const tell = (text) => t.diagnostic(text);
        await browsers.use(async (engine) => {
          const stage = { engine, collector };
          const result = await measureCase(one, stage, trials);
          if (result.reason) t.skip(result.reason);
          else judge(result, fewestOf(result.possible, one, engine), tell);
        }, tell);
      });
    };
    for (const list of lists) {
      describe('one after another', { concurrency: 1 }, () =>
        list.forEach(test),
      );
    }
  });
}

/** An engine that loses some whatever is sent is not asked for all of them. */
function judge({ arrived, extra, twice }, fewest, tell) {
  tell(`${arrived} of ${trials}, at least ${fewest}; ${twice} sent twice`);
  assert.equal(extra, 0, 'so many were stored under a second id');
  assert.ok(arrived >= fewest, `${arrived} arrived, not ${fewest}`);
}
