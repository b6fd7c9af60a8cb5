import type { DeferAction } from './actions.js';
import { quietly } from './quiet.js';
import { requestOf } from './transport.js';

/** https://fetch.spec.whatwg.org/#fetch-later-method; Chromium has it. */
type FetchLater = (url: string, init: RequestInit) => unknown;

const kFetchLater = 'fetchLater';

/** Whether this browser sends for a page that dies. */
export function canDefer(): boolean {
  return kFetchLater in window;
}

/** What it will send then: one request for each destination. */
export class Deferred {
  private readonly aborts_ = new Map<number, AbortController>();

  /** Replaces what was there; without an address by nothing. */
  set({ destination, url, ...posted }: DeferAction): void {
    this.aborts_.get(destination)?.abort();
    if (!url) return;
    const abort = new AbortController();
    this.aborts_.set(destination, abort);
    const later = window as unknown as { [kFetchLater]: FetchLater };
    // Refused where other scripts of the page took all the room there is.
    const { signal } = abort;
    quietly(() => later[kFetchLater](url, { ...requestOf(posted), signal }));
  }
}
