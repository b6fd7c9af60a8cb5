import type { Browser } from './browser.js';

/** Above this setTimeout fires at once
 * (https://html.spec.whatwg.org/#timer-initialisation-steps: a 32-bit int). */
const kMaxDelayMs = 2 ** 31 - 1;

/** The one timer that the core may ask for. */
export class Timer {
  private clear_: (() => void) | undefined;

  constructor(
    private readonly browser_: Browser,
    private readonly wake_: () => void,
  ) {}

  /** Replaces the time set before; null for none. What is due or past fires
   * in a task of its own. */
  set(atMono: number | null): void {
    this.clear_?.();
    this.clear_ = undefined;
    if (atMono === null) return;
    const delay = Math.ceil(atMono - this.browser_.now().mono);
    const bounded = Math.min(Math.max(delay, 0), kMaxDelayMs);
    this.clear_ = this.browser_.after(bounded, this.wake_);
  }
}
