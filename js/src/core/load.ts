import type { Browser } from '../browser.js';
import { OwnPromise } from '../own-promise.js';
import { Core, type CoreExports } from './abi.js';
import { EmbeddedCore } from './embedded.js';

export interface Loading {
  /** The address of `fallback.js`; may throw where there is none. */
  fallbackUrl: () => string;
  /** Is called once. May not throw. */
  onCore: (core: Core) => void;
  onFailure: (error: unknown) => void;
}

export interface Load {
  /** Has the core before this returns, where the browser can do that. */
  loadNow: () => void;
  /** Gives up: no core is handed over any more. */
  stop: () => void;
}

/** So many bytes are decoded in a task: 2 ms, or 10 on a slow phone. */
const kBytesPerTask = 32_768;

/** Loads the core while the page goes on: from the embedded bytes, decoded in
 * tasks of their own and compiled beside the main thread, or from
 * `fallback.js`. */
export function loadCore(
  { after }: Browser,
  { fallbackUrl, onCore, onFailure }: Loading,
): Load {
  // Without these no core is of use, and jsdom has none.
  const missing = ['TextDecoder', 'TextEncoder'].find(
    (name) => !(name in globalThis),
  );
  if (missing) {
    onFailure(`there is no ${missing} here`);
    return { loadNow() {}, stop() {} };
  }
  // Gone once there is a core, or never will be.
  let embedded: EmbeddedCore | undefined = new EmbeddedCore();
  let isCompiling = false;
  /** What forbids WebAssembly here. */
  let refusal: unknown;
  const found = (core: Core | undefined) => {
    if (!embedded) return;
    embedded = undefined;
    if (core) onCore(core);
  };

  const compile = async (bytes: Uint8Array<ArrayBuffer>) => {
    let url = 'fallback.js';
    try {
      // It forbids this way, too, and a CSP reports each try.
      if (refusal && !(refusal instanceof RangeError)) throw refusal;
      return coreOf((await WebAssembly.instantiate(bytes)).instance);
    } catch (error) {
      refusal = error;
      if (!embedded) return undefined;
      try {
        url = fallbackUrl();
        return await importCore(url);
      } catch (second) {
        throw `WebAssembly: ${String(error)}; ${url}: ${String(second)}`;
      }
    }
  };
  const begin = () => {
    if (!embedded || isCompiling) return;
    isCompiling = true;
    void compile(embedded.all()).then(found, (error) => {
      if (!embedded) return;
      embedded = undefined;
      onFailure(error);
    });
  };
  const decode = () => {
    if (!embedded || isCompiling) return;
    if (embedded.decode(kBytesPerTask)) begin();
    else after(0, decode);
  };
  after(0, decode);

  const loadNow = () => {
    if (!embedded || refusal) return;
    let core: Core | undefined;
    try {
      const module = new WebAssembly.Module(embedded.all());
      core = coreOf(new WebAssembly.Instance(module));
    } catch (error) {
      // Chromium before 115 makes only small modules at once on the main
      // thread (https://github.com/nodejs/undici/issues/1073). Anything else
      // means that there is no WebAssembly, or that the page's CSP forbids it
      // (Chromium and Firefox at Module, WebKit at Instance).
      refusal = error;
      void OwnPromise.resolve().then(begin);
      return;
    }
    found(core);
  };
  return { loadNow, stop: () => found(undefined) };
}

/** Where all copies of this package on a page count what they import. */
const kImported = Symbol.for('sluice.imported');

/** The core that the module at `url` is. A module has one instance and so one
 * core: each further tracker on the page asks by another address, for a core
 * of its own. `import()` needs no more of a CSP than this script did, and no
 * Trusted Types. */
export async function importCore(url: string): Promise<Core> {
  const page = globalThis as { [kImported]?: number };
  const before = page[kImported] ?? 0;
  page[kImported] = before + 1;
  const own = before ? `${url}?${before + 1}` : url;
  return new Core(
    (await import(
      /* webpackIgnore: true */ /* @vite-ignore */ own
    )) as CoreExports,
  );
}

function coreOf({ exports }: WebAssembly.Instance): Core {
  return new Core(exports as unknown as CoreExports);
}
