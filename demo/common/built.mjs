import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { StartError } from './listen.mjs';

const dist = new URL('../../js/dist/', import.meta.url);

/** js/dist/, which the build of the package makes. */
export const builtFolder = fileURLToPath(dist);

/** Throws a StartError unless these files were built. */
export function requireBuilt(names) {
  for (const name of names) {
    if (existsSync(new URL(name, dist))) continue;
    throw new StartError(
      `js/dist/${name} is missing; build it first: ` +
        'npm --prefix js run build',
    );
  }
}

/** The bytes of a file as it is built now. */
export const readBuilt = (name) => readFileSync(new URL(name, dist));

/** sluice/node, as it is built now. */
export async function loadReader() {
  requireBuilt(['node.mjs']);
  return import(new URL('node.mjs', dist));
}
