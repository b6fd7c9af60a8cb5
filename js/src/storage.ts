/** The page's localStorage, touched only when an action says so. Reading the
 * property itself throws where the browser blocks storage. */
import { parseJson, stringifyJson } from './json.js';
import { quietly } from './quiet.js';

export interface Loaded {
  /** What was stored; null where nothing is, or not JSON. */
  values: Record<string, unknown>;
  failed: boolean;
}

export function load(keys: readonly string[]): Loaded {
  const values: Record<string, unknown> = {};
  try {
    const storage = localStorage;
    for (const key of keys) {
      const text = storage.getItem(key) ?? 'null';
      values[key] = quietly(() => parseJson(text) as unknown) ?? null;
    }
    return { values, failed: false };
  } catch {
    return { values: {}, failed: true };
  }
}

/** Where storage is full or blocked, what was to be kept lives as long as
 * this page. */
export function store(key: string, value: unknown): void {
  quietly(() => localStorage.setItem(key, stringifyJson(value)));
}

export function erase(keys: readonly string[]): void {
  for (const key of keys) quietly(() => localStorage.removeItem(key));
}
