// Web vitals, as Google's library measures them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage } from '../fixture/stage.mjs';
import { elsewhere, leave, linkElsewhere } from './acts.mjs';

describe('web vitals', () => {
  it('complaint 20: come with a script of their own, by the time the page is left', async (t) => {
    const visit = await stage.visit(t, {
      head: '<script src="/vitals.js"></script>', // before the tracker
      body: `<h1>Text</h1>${linkElsewhere}`,
      pages: elsewhere,
    });
    await visit.open();
    await leave(visit);
    // INP needs an interaction that takes its time.
    const wanted = ['CLS', 'FCP', 'LCP', 'TTFB'];
    const valuesOf = (events) =>
      Object.fromEntries(
        events
          .filter(({ vital }) => vital)
          .map(({ vital }) => [vital.name, vital.value]),
      );
    const events = await visit.inbox.until((all) =>
      wanted.every((name) => name in valuesOf(all)),
    );
    const { LCP, FCP, CLS } = valuesOf(events);
    assert.ok(LCP >= FCP && FCP > 0);
    assert.equal(CLS, 0);
  });
});
