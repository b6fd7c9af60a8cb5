import { startFull } from './full-module.js';
import { readFile } from './input.js';

/** The value of a JSON text; `name` says of what, a file as a rule. Throws what
 * the user has to be told: where it is no JSON, and why, in words. */
export function parseJson(text: string, name: string): unknown {
  return parse(text, (line, column) => `${name}:${line}:${column}`);
}

/** The same of one line of a file that has a value on each. */
export function parseJsonLine(
  text: string,
  number: number,
  file?: string,
): unknown {
  return parse(text, (_, column) =>
    file ? `${file}:${number}:${column}` : `line ${number}, column ${column}`,
  );
}

function parse(
  text: string,
  placeOf: (line: number, column: number) => string,
): unknown {
  try {
    // Like the core, take a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const answer = startFull().ask({ ask: 'check_json', text });
    const {
      line = 1,
      column = 1,
      mistake = (error as Error).message,
    } = answer as { line?: number; column?: number; mistake?: string };
    throw new Error(`${placeOf(line, column)}: no JSON: ${mistake}`);
  }
}

/** The JSON object in a file. Throws what the user has to be told. */
export function readJsonObject(file: string): Record<string, unknown> {
  const value = parseJson(readFile(file), file);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Error(`${file}: expected an object {}`);
}
