// The policies that tests read: those of tests/policies, and the presets.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../policies/', import.meta.url);
const presets = new URL('../../sdk/sluice/consent/presets/', import.meta.url);

export const policiesFolder = fileURLToPath(folder);

/** Names and texts of the five. */
export const examples = readAll(folder, /^\d.*\.json$/);

/** Names and texts of what comes with Sluice. */
export const presetPolicies = readAll(presets, /\.json$/);

function readAll(at, pattern) {
  return readdirSync(at)
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => [name, readFileSync(new URL(name, at), 'utf8')]);
}

/** The same numbers from 0 to below 1 for the same seed: mulberry32. */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
