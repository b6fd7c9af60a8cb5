import { startFull } from './full-module.js';
import { readFile } from './input.js';

/** The value of a JSON text. `name` is what the message calls it, usually a
 * file. If the text is not JSON, throws a message with the place and the reason. */
export function parseJson(text: string, name: string): unknown {
  return parse(text, name, ({ line, column }) => `line ${line}, ${column}`);
}

/** The same of a text of one line. */
export function parseJsonLine(text: string, name: string): unknown {
  return parse(text, name, ({ column }) => column);
}

interface Place {
  line: number;
  column: string;
}

function parse(
  text: string,
  name: string,
  placeOf: (place: Place) => string,
): unknown {
  try {
    // Like the core, take a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const { message } = error as Error;
    const answer = startFull().ask({ ask: 'check_json', text }) as Mistake;
    const { line = 1, column, mistake = message } = answer;
    const at = column && placeOf({ line, column: `column ${column}` });
    throw new Error(`${name} is not JSON: ${at ? `${at}: ` : ''}${mistake}`);
  }
}

/** The answer to the ask `check_json`: sdk/sluice/inspect/asks.hpp. */
interface Mistake {
  line?: number;
  column?: number;
  mistake?: string;
}

/** The JSON object in a file. Throws the message for the user. */
export function readJsonObject(file: string): Record<string, unknown> {
  const value = parseJson(readFile(file), file);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Error(`${file}: expected an object {}`);
}
