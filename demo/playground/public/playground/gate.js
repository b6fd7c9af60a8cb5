/* The gate itself: full.wasm, asked in this page. */

import { loadFull } from './full.mjs';
import { base64 } from './full-wasm.js';

const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
let module = null;
let full = null;

/** The answer to one request, or `{error}` in words. Every ask is in
 * sdk/sluice/inspect/asks.hpp. */
export async function ask(request) {
  try {
    module ??= await WebAssembly.compile(bytes);
    full ??= await loadFull(module);
    return full.ask(request);
  } catch (error) {
    // Whatever it was, the next ask begins with a fresh instance.
    full = null;
    return { error: `the gate cannot answer: ${error.message}` };
  }
}
