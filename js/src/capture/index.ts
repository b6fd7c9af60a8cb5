import type { Fact } from '../facts.js';
import type { Moment } from '../moment.js';

/** Receives the facts that the page's watchers find. */
export interface Observer {
  take(fact: Fact): void;
  /** In a task of its own, before whatever comes next, or with drain(), and
   * then calls `taken`. */
  takeLater(fact: Fact, taken?: () => void): void;
  drain(): void;
  now(): Moment;
}
