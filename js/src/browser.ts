import { takeClock } from './clock.js';
import type { Moment } from './moment.js';
import { quietly } from './quiet.js';

/** What the tracker needs of the browser, as it was when the tracker was
 * started: a page that later puts its own in place (a test with a false
 * clock, a wrapper around fetch that breaks) does not reach it. */
export interface Browser {
  now(): Moment;
  /** Returns what ends the wait. */
  after(delayMs: number, run: () => void): () => void;
  /** Undefined where there is no fetch. */
  fetch: typeof fetch | undefined;
  /** False if the browser would not take it. */
  beacon(url: string, body: Blob): boolean;
  /** Rejects where it can't. */
  gzip(text: string): Promise<ArrayBuffer>;
}

export function takeBrowser(page: Window & typeof globalThis): Browser {
  const { setTimeout, clearTimeout, navigator } = page;
  const { CompressionStream, Response } = page;
  return {
    now: takeClock(page),
    // One that the page broke before is never due: what waits for it leaves
    // with what comes next, or with the page.
    after(delayMs, run) {
      const timer = quietly(() => setTimeout.call(page, run, delayMs));
      return () => void quietly(() => clearTimeout.call(page, timer));
    },
    fetch: typeof page.fetch === 'function' ? page.fetch.bind(page) : undefined,
    beacon: (url, body) => navigator.sendBeacon(url, body),
    async gzip(text) {
      const gzip = new CompressionStream('gzip');
      const stream = new Response(text).body?.pipeThrough(gzip);
      return new Response(stream).arrayBuffer();
    },
  };
}
