import type { Moment } from './moment.js';

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
  const { performance, setTimeout, clearTimeout, navigator } = page;
  const { CompressionStream, Response } = page;
  const wallNow = page.Date.now;
  const monoNow = performance.now.bind(performance);
  return {
    now: () => ({ wall: wallNow(), mono: rounded(monoNow()) }),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
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

/** To the tenth of a millisecond that browsers give at best to a page that
 * is not isolated; the rest is noise, which would cross the border and fill
 * tapes. https://w3c.github.io/hr-time/#clock-resolution */
function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
