import type { Outcome } from './outcomes.js';
import { quietly } from './quiet.js';

export type Level = 'error' | 'warn';

/** Tells the developer. `code` names the kind of problem, the same in every
 * version; `at` is a JSON pointer into the configuration or the fact. */
export type Report = (
  level: Level,
  code: string,
  message: string,
  at?: string,
) => void;

/** No page needs to hear of more different problems than this; without an
 * end, reports about ever new property names would fill the memory. */
const kMaxReports = 100;

/** Says each problem once, by code and place. */
export function reporter(): Report {
  const said = new Set<string>();
  return (level, code, message, at = '') => {
    const key = `${code} ${at}`.trim();
    if (said.has(key) || said.size >= kMaxReports) return;
    said.add(key);
    // There may be no console, or the page's own.
    quietly(() => console[level](`sluice: ${message} [${key}]`));
  };
}

/** Says what became of an event, with its id: each time. Not by
 * console.debug(), which Chrome hides. */
export function sayOutcome(said: Outcome): void {
  const { id, event, destination, outcome, rule } = said;
  const to = destination && ` -> ${destination}`;
  const by = rule && ` [${rule}]`;
  quietly(() => console.info(`sluice: ${event}${to}: ${outcome}${by}`, id));
}
