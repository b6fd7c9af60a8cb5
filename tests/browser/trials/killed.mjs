// A browser that is killed and started again.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { consenting } from '../fixture/consenting.mjs';
import { until } from '../fixture/deadline.mjs';
import { openWatched, Visitor } from '../fixture/visitor.mjs';
import { refusal } from './last.mjs';
import { inGroups, tally } from './measure.mjs';

/** Browsers write localStorage to the disk some seconds after the page wrote
 * it: Chromium and Firefox both after five, on a busy machine after more. What a
 * site stores after these five Chromium writes up to a minute later, so its pages
 * lose no time. */
const settleMs = 20_000;

const leaving = {
  body: `<script>
    addEventListener('load', async () => {
      sluice.consent({ analytics: true, ads: true });
      sluice.track('last');
      await sluice.flush();
      location.href = '/away';
    });
  </script>`,
};
const site = {
  ...consenting,
  pages: { ...consenting.pages, '/leaving': leaving },
};

export const killed = [
  {
    title: 'a browser killed twenty seconds after it stored events, `opt-in`',
    needs: 'lasting profile',
    risk: 'what a killed browser stored',
    hasOwnCollector: true,
    measure: (stage, trials) =>
      inGroups(trials, stage.engine, async (t, size) => {
        const folder = mkdtempSync(join(tmpdir(), 'sluice-profile-'));
        // What the browser had started may write there a while longer.
        const remove = () =>
          rm(folder, { recursive: true }).then(
            () => true,
            () => false,
          );
        t.after(() => until(remove, () => `the end of ${folder}`));
        const sites = await Promise.all(
          Array.from({ length: size }, () =>
            openWatched(t, stage.collector, site),
          ),
        );
        const killedAt = await storeAndKill(stage, folder, sites);
        await visitAgain(stage, folder, sites);
        for (const { inbox } of sites) checkOriginal(inbox, killedAt);
        return tally(sites, 'last');
      }),
  },
];

async function storeAndKill({ engine, collector }, folder, sites) {
  const browser = await engine.openLasting(folder);
  try {
    await collector.fail(refusal);
    const tab = await browser.openTab();
    for (const site of sites) {
      const visitor = new Visitor(site, tab);
      await visitor.open('/leaving');
      await visitor.until('/away');
    }
    await sleep(settleMs);
  } finally {
    await browser.kill();
  }
  const killedAt = Date.now();
  await collector.ask('/fault', { method: 'DELETE' });
  return killedAt;
}

async function visitAgain({ engine }, folder, sites) {
  const browser = await engine.openLasting(folder);
  try {
    const tab = await browser.openTab();
    for (const site of sites) {
      const visitor = new Visitor(site, tab);
      await visitor.open();
      await visitor.finish();
    }
  } finally {
    await browser.kill();
  }
}

/** Its session's second event, of before: as it was. */
function checkOriginal({ events }, killedAt) {
  const last = events.find(({ event }) => event.name === 'last');
  if (!last) return;
  assert.ok(last.event.time < killedAt - settleMs + 1000, `${last.event.time}`);
  assert.equal(last.event.sequence, 2);
}
