import { readFileSync } from 'node:fs';
import { URL } from 'node:url';

const dist = new URL('../../js/dist/', import.meta.url);

export const distBytes = (file) => readFileSync(new URL(file, dist));

/** How to start a new instance of a module in each host; resolves to its
 * exports. What is compiled is compiled once for all instances. */
export function hostsOf(module, fallback) {
  let compiled;
  let instantiate;
  return {
    async wasm() {
      compiled ??= await WebAssembly.compile(distBytes(module));
      return (await WebAssembly.instantiate(compiled, {})).exports;
    },
    async fallback() {
      instantiate ??= asFunction(distBytes(fallback).toString());
      return instantiate();
    },
  };
}

/** An ES module as a function that returns its exports: imported, it would be
 * one instance for ever. */
function asFunction(module) {
  const list = /export\{([^}]*)\};?\s*$/;
  const [, names] = module.match(list);
  const members = names.replaceAll(/([\w$]+) as (\w+)/g, '$2: $1');
  return new Function(`${module.replace(list, '')} return { ${members} };`);
}

/** A fallback as a page loads it. */
export const importFallback = (file) => import(new URL(file, dist).href);
