import { readFile } from './input.js';
import { parseJson, parseJsonLine } from './json-file.js';

/** Canonical events of a file: one, a list, or one a line. Each as text: the
 * core reads it. Throws the message for the user. */
export function readEvents(text: string, file: string): string[] {
  const whole = parse(text);
  if (Array.isArray(whole)) return whole.map((one) => JSON.stringify(one));
  if (whole !== undefined) return [text];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const isLines = lines.filter((line) => parse(line) !== undefined).length > 0;
  if (!isLines) parseJson(text, file); // says what is wrong with all of it
  return lines.flatMap((line, i) => {
    if (line === '') return [];
    parseJsonLine(line, `${file}, line ${i + 1}`);
    return [line];
  });
}

/** The names of events in a file: a list of names, or canonical events. Throws
 * the message for the user. */
export function readEventNames(file: string): string[] {
  const events = readEvents(readFile(file), file);
  return events.map((text, i) => {
    const value = parse(text) as string | { event?: { name?: unknown } } | null;
    const name = typeof value === 'string' ? value : value?.event?.name;
    if (typeof name === 'string') return name;
    const at = `${file}: event ${i + 1}`;
    throw new Error(`${at} is neither a name nor an event with "event.name"`);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
