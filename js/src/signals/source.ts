import type { SignalFact } from './facts.js';
import type { Stop } from '../quiet.js';

/** What a fact of a source has beside its kind and name. */
type Said<F> = F extends unknown ? Omit<F, 'fact' | 'signal'> : never;

export interface Opening {
  /** Of whose consent TCF is asked. */
  vendor: number | undefined;
  /** Its last word from before. */
  said: unknown;
}

/** Opens a source: `tell` takes what it says, `stops` what leaves it again.
 * Returns what looks whether it has come or changed, unless all is said. */
export type Source = (
  tell: (said: Said<SignalFact>) => void,
  stops: Stop[],
  opening: Opening,
) => (() => void) | undefined;
