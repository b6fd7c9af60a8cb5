import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** A file of the built package. */
export function readBuilt(name) {
  return readFileSync(new URL(`js/dist/${name}`, root));
}

/** The path of a file, from the project's root. */
export function pathOf(name) {
  return fileURLToPath(new URL(name, root));
}
