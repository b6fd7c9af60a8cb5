import { existsSync, readdirSync } from 'node:fs';
import { readFile } from './input.js';
import { nearest } from './nearest.js';

/** The descriptions beside the command line's own file. */
const shipped = new URL('./destinations/', import.meta.url);

/** The text of a description: a file, or the name of one that is shipped.
 * Throws the message for the user. */
export function readDescription(file: string): string {
  if (file === '-' || existsSync(file) || /[./\\]/.test(file)) {
    return readFile(file);
  }
  const names = readdirSync(shipped)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
  if (names.includes(file)) {
    return readFile(new URL(`${file}.json`, shipped).pathname);
  }
  const near = nearest(file, names);
  const hint = near ? `did you mean ${near}?` : `there is ${names.join(', ')}`;
  const why = 'there is no such file, and no description of that name';
  throw new Error(`can't read ${file}: ${why}; ${hint}`);
}
