import type { Fact } from '../facts.js';
import type { Moment } from '../moment.js';

/** Who is told what the page saw. */
export interface Observer {
  take(fact: Fact): void;
  /** In a task of its own, before whatever comes next, or with drain(), and
   * then calls `taken`. */
  takeLater(fact: Fact, taken?: () => void): void;
  drain(): void;
  now(): Moment;
}
