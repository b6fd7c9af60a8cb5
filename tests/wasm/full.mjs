/** The module `full` through its border, as js/src/full/full.ts uses it:
 * WebAssembly, and the JavaScript made of it. */
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { loadSource } from '../../js/tools/load-source.mjs';
import { distBytes, hostsOf } from './instances.mjs';

const { Full } = await loadSource('full/full.ts');

export const fullBytes = () => distBytes('full.wasm');

export const fullExportList = () =>
  readFileSync(new URL('../../wasm/full-exports.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');

export const fullHosts = hostsOf('full.wasm', 'full-fallback.js');

export const fullOf = (exports) => new Full(exports);

/** A function that decodes through a new instance. */
export async function decoder(start) {
  const full = fullOf(await start());
  return (kind, text) => full.ask({ ask: 'decode', kind, text });
}

/** A file of tests/vectors/consent. */
export const consentFile = (name) =>
  JSON.parse(
    readFileSync(new URL(`../vectors/consent/${name}`, import.meta.url)),
  );
