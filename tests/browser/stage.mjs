import { after, before } from 'node:test';
import { launchChromium } from './chromium.mjs';
import { startCollector } from './collector.mjs';
import { openVisit } from './visit.mjs';

/** One browser and one collector process for all tests of a file. */
export function openStage() {
  const stage = {
    browser: undefined,
    collector: undefined,
    /** A visitor of the test's own, on a site of its own: see openVisit. */
    visit: (t, options) => openVisit(t, stage, options),
  };
  before(async () => {
    stage.collector = await startCollector();
    stage.browser = await launchChromium();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.collector?.close();
  });
  return stage;
}
