import type { Browser } from '../browser.js';
import { OwnPromise } from '../own-promise.js';
import { quietly } from '../quiet.js';
import { Core, type CoreExports } from './abi.js';
import { EmbeddedCore } from './embedded.js';

export interface Loading {
  /** The address of `fallback.js`; may throw where there is none. */
  fallbackUrl: () => string;
  /** Is called once. May not throw. */
  onCore: (core: Core) => void;
  onFailure: (error: unknown) => void;
}

/** So many bytes are decoded in a task: 2 ms, or 10 on a slow phone. */
const kBytesPerTask = 32_768;

/** Loads the core while the page goes on: from the embedded bytes, decoded in
 * tasks of their own and compiled beside the main thread, or from
 * `fallback.js`. Returns what has it at once instead, before it returns, where
 * the browser can do that. */
export function loadCore(
  { after }: Browser,
  { fallbackUrl, onCore, onFailure }: Loading,
): () => void {
  // Without these no core is of use, and jsdom has none.
  const missing = ['TextDecoder', 'TextEncoder'].find(
    (name) => !(name in globalThis),
  );
  if (missing) {
    onFailure(`there is no ${missing} here`);
    return () => {};
  }
  const embedded = new EmbeddedCore();
  let isHere = false;
  const found = (core: Core) => {
    if (!isHere) {
      isHere = true;
      onCore(core);
    }
  };
  const decoded = new OwnPromise<void>((resolve) => {
    const decode = () => {
      if (isHere || embedded.decode(kBytesPerTask)) resolve();
      else after(0, decode);
    };
    after(0, decode);
  });
  void decoded
    .then(() => (isHere ? undefined : compile(embedded.all(), fallbackUrl)))
    .then(
      (core) => core && found(core),
      (error) => isHere || onFailure(error),
    );
  let isTried = false;
  return () => {
    if (isHere || isTried) return;
    // A CSP that forbids it reports each try.
    isTried = true;
    // Old Chromium compiles only small modules at once on the main thread
    // (https://github.com/nodejs/undici/issues/1073): then it has to wait.
    const core = quietly(() => {
      const module = new WebAssembly.Module(embedded.all());
      return coreOf(new WebAssembly.Instance(module));
    });
    if (core) found(core);
  };
}

/** Where that throws there is no WebAssembly, or the page's CSP forbids it
 * (Chromium and Firefox at compile(), WebKit at Instance). */
async function compile(
  bytes: Uint8Array<ArrayBuffer>,
  fallbackUrl: () => string,
): Promise<Core> {
  let url = 'fallback.js';
  try {
    const module = await WebAssembly.compile(bytes);
    return coreOf(new WebAssembly.Instance(module));
  } catch (error) {
    try {
      url = fallbackUrl();
      return await importCore(url);
    } catch (second) {
      throw `WebAssembly: ${String(error)}; ${url}: ${String(second)}`;
    }
  }
}

let imported = 0;

/** The core that the module at `url` is. A module has one instance and so one
 * core: each further tracker on the page asks by another address, for a core
 * of its own. `import()` needs no more of a CSP than this script did, and no
 * Trusted Types. */
export async function importCore(url: string): Promise<Core> {
  const own = imported++ ? `${url}?${imported}` : url;
  return new Core(
    (await import(
      /* webpackIgnore: true */ /* @vite-ignore */ own
    )) as CoreExports,
  );
}

function coreOf({ exports }: WebAssembly.Instance): Core {
  return new Core(exports as unknown as CoreExports);
}
