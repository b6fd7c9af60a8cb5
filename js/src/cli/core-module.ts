import { readFileSync } from 'node:fs';
import { Core, type CoreExports } from '../core/abi.js';

/** A core of its own, as a page starts one. */
export function startCore(): Core {
  const bytes = readFileSync(new URL('./core.wasm', import.meta.url));
  const module = new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(module);
  return new Core(exports as unknown as CoreExports);
}
