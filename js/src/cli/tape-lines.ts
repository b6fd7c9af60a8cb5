import { parseJsonLine } from './json-file.js';

/** A line of a tape: a fact, or an action that the core answered with. */
export interface TapeLine {
  /** Counts from 1. */
  number: number;
  text: string;
  isFact: boolean;
}

/** Empty lines are passed over. Throws at the first that is neither a fact
 * nor an action. */
export function readTape(tape: string): TapeLine[] {
  return tape
    .split(/\r?\n/)
    .map((text, i) => ({ number: i + 1, text }))
    .filter(({ text }) => text !== '')
    .map((line) => ({ ...line, isFact: isFact(line) }));
}

function isFact({ number, text }: { number: number; text: string }): boolean {
  const value = parseJsonLine(text, `line ${number}`);
  if (typeof value === 'object' && value !== null) {
    if ('fact' in value) return true;
    if ('action' in value) return false;
  }
  throw new Error(`line ${number} is neither a fact nor an action`);
}
