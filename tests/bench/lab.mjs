import { launchChromium } from '../browser/fixture/chromium.mjs';
import { startPageServer } from './page-server.mjs';
import { startSink } from './sink.mjs';
import { readSubjects } from './subjects.mjs';
import { openTab } from './tab.mjs';

/** All that measuring in a browser needs, until `close`. */
export async function openLab() {
  const subjects = readSubjects();
  // First what may not be there: nothing else is running yet.
  const browser = await launchChromium();
  const server = await startPageServer(subjects);
  const sink = await startSink();
  const complaints = new Set();

  /** Gives `measure` a fresh page, an endpoint that nobody else posts to, and
   * a way to say what is not as it should be. */
  async function inTab(name, measure) {
    const complain = (text) => complaints.add(`${name}: ${text}`);
    const tab = await openTab(browser, server.origin, complain);
    try {
      return await measure(tab, sink.open(), complain);
    } finally {
      await tab.close();
    }
  }

  async function close() {
    await browser.close();
    server.close();
    sink.close();
  }

  return { subjects, complaints, version: browser.version(), inTab, close };
}
