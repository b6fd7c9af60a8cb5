import { readFile } from './input.js';

/** The JSON object in a file. Throws what the user has to be told. */
export function readJsonObject(file: string): Record<string, unknown> {
  const text = readFile(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: no JSON: ${(error as Error).message}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Error(`${file}: expected an object {}`);
}
