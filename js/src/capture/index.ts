import type { Fact } from '../facts.js';
import type { Moment } from '../moment.js';
import type { Stop } from '../quiet.js';
import type { Clicks } from './clicks.js';

/** Who is told what the page saw. */
export interface Observer {
  take(fact: Fact): void;
  now(): Moment;
}

/** Watches all that a visitor does on a page, but for going to another one
 * (pages.ts) and leaving it (lifecycle.ts). */
export function watchVisitor(clicks: Clicks): Stop[] {
  return clicks.watch();
}
