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

  /** Resolves to true when it is time for another try, after so many, or at
   * once to false: whoever holds the rest has to keep it. `asked`: what the
   * collector said about when, in milliseconds. */
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
