import type { RelayOptions } from '../node-api.js';

const kTries = 4;
const kWithinMs = 5000;
const kFirstWaitMs = 500;

/** How often, and until when, a relay asks a collector for one call. */
export class Patience {
  private readonly tries_: number;
  private readonly until_: number;

  constructor({ tries = kTries, within = kWithinMs }: RelayOptions) {
    this.tries_ = tries;
    this.until_ = Date.now() + within;
  }

  /** Waits until it is time for another try and resolves to true. Resolves to
   * false at once if there is no further try: the caller keeps the rest.
   * `tried`: how many tries there were. `asked`: the wait that the collector
   * asked for, in milliseconds. */
  async wait(tried: number, asked: number | undefined): Promise<boolean> {
    if (tried >= this.tries_) return false;
    // Full jitter: relays that were refused together do not come back so.
    const jitter = Math.random() * kFirstWaitMs * 2 ** (tried - 1);
    const ms = Math.max(jitter, asked ?? 0);
    if (Date.now() + ms > this.until_) return false;
    await new Promise((resolve) => setTimeout(resolve, ms));
    return true;
  }
}
