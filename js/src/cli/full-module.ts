import { readFileSync } from 'node:fs';
import { Full, type FullExports } from '../full/full.js';

/** The module beside the command line's own file. */
export function startFull(): Full {
  const bytes = readFileSync(new URL('./full.wasm', import.meta.url));
  const module = new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(module);
  return new Full(exports as unknown as FullExports);
}
