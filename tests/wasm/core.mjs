/** The core through its border, as js/src/core/abi.ts uses it: WebAssembly, and
 * the JavaScript made of it. */
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { distBytes, hostsOf } from './instances.mjs';

export const wasmBytes = () => distBytes('core.wasm');

export const exportList = () =>
  readFileSync(new URL('../../wasm/exports.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');

export const hosts = hostsOf('core.wasm', 'fallback.js');

/** Gives `text` to the core; returns its status and its actions. */
export function take(core, text) {
  const bytes = new TextEncoder().encode(text);
  const at = core.sluice_reserve_fact(bytes.length);
  if (at === 0) return { status: undefined, actions: '' };
  new Uint8Array(core.memory.buffer).set(bytes, at);
  const status = core.sluice_take_fact(bytes.length);
  const from = core.sluice_get_actions();
  const size = core.sluice_get_actions_size();
  const actions = new Uint8Array(core.memory.buffer, from, size);
  return { status, actions: new TextDecoder().decode(actions) };
}
