import { Core, type CoreExports } from './abi.js';
import { embeddedCore } from './embedded.js';

export interface Loading {
  /** The address of `fallback.js`; may throw where there is none. */
  fallbackUrl: () => string;
  /** May not throw. */
  onCore: (core: Core) => void;
  onFailure: (error: unknown) => void;
}

/** Makes a core by the first way that works, and hands it over before this
 * returns if it can: with the embedded bytes at once, with the same bytes
 * asynchronously, or from `fallback.js`. */
export function loadCore({ fallbackUrl, onCore, onFailure }: Loading): void {
  // Without these no core is of use, and jsdom has none.
  const missing = ['TextDecoder', 'TextEncoder'].find(
    (name) => !(name in globalThis),
  );
  if (missing) return onFailure(`there is no ${missing} here`);
  let core: Core;
  try {
    const module = new WebAssembly.Module(embeddedCore());
    core = coreOf(new WebAssembly.Instance(module));
  } catch (error) {
    void loadLater(error, fallbackUrl).then(onCore, onFailure);
    return;
  }
  onCore(core);
}

/** Old Chromium compiles only small modules at once on the main thread, and
 * says so by a RangeError (https://github.com/nodejs/undici/issues/1073).
 * Anything else means that there is no WebAssembly, or that the page's CSP
 * forbids it (Chromium and Firefox at Module, WebKit at Instance). */
async function loadLater(
  error: unknown,
  fallbackUrl: () => string,
): Promise<Core> {
  if (error instanceof RangeError) {
    try {
      const { instance } = await WebAssembly.instantiate(embeddedCore());
      return coreOf(instance);
    } catch {
      // Go on to the fallback.
    }
  }
  let url = 'fallback.js';
  try {
    url = fallbackUrl();
    return await importCore(url);
  } catch (second) {
    throw `WebAssembly: ${String(error)}; ${url}: ${String(second)}`;
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
