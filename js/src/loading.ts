import type { Browser } from './browser.js';
import type { Core } from './core/abi.js';
import { loadCore, type Load } from './core/load.js';
import { whenShown } from './lifecycle.js';
import type { Moment } from './moment.js';
import { OwnPromise } from './own-promise.js';
import { optionOf, type Setup } from './setup.js';

/** Options that take the address of a file in place of its content. */
const kFileOptions = ['policy', 'goals'] as const;

export type FileOption = (typeof kFileOptions)[number];

export interface LoadingEvents {
  /** The text of a file whose address the site gave in place of its content;
   * empty where it can't be had. An empty policy is none, so nothing leaves. */
  onFile(option: FileOption, text: string): void;
  /** What happened before `notBefore` happens then. */
  onCore(core: Core, notBefore: Moment | undefined): void;
  onFailure(message: string): void;
  /** Whether the page is put aside, and its tasks come late. */
  isHidden(): boolean;
}

/** Loads what a tracker needs to begin, in the order of the events, while the
 * page goes on. To the visitor, what happened before a page was shown happens
 * when it is. `loadNow` does nothing while anything but the core is awaited. */
export function loadWhenShown(
  setup: Setup,
  browser: Browser,
  { onFile, onCore, onFailure, isHidden }: LoadingEvents,
): Load {
  let core: Load | undefined;
  let isStopped = false;
  const stopWaiting = whenShown((wasHidden) => {
    const notBefore = wasHidden ? browser.now() : undefined;
    const load = () => {
      if (isStopped) return;
      core = loadCore(browser, {
        fallbackUrl: setup.fallbackUrl,
        onCore: (core) => onCore(core, notBefore),
        onFailure: (error) =>
          onFailure(`the core could not be loaded: ${String(error)}`),
      });
      if (isHidden()) core.loadNow();
    };
    const files = kFileOptions.flatMap((option) => {
      const address = addressIn(option, setup);
      const read = (text: string) => onFile(option, text);
      const timeout = option === 'goals' ? kGoalsTimeout : undefined;
      return address ? [fetchText(address, timeout).then(read)] : [];
    });
    if (files.length === 0) return load();
    void OwnPromise.all(files).then(load);
  });
  return {
    loadNow: () => core?.loadNow(),
    stop() {
      isStopped = true;
      stopWaiting();
      core?.stop();
    },
  };
}

/** Asks the site where the visitor is, if it gave a function for that; then
 * true. Without an answer, the region is not known. */
export function locate(
  region: unknown,
  found: (region?: unknown) => void,
): true | undefined {
  if (typeof region !== 'function') return undefined;
  const asked = new OwnPromise((resolve) =>
    resolve((region as () => unknown)()),
  );
  asked.then(found, () => found());
  return true;
}

/** The address of a file, if the site gave one: presets have no dot or slash
 * in their names, and JSON text begins with a brace or bracket. */
function addressIn(option: FileOption, setup: Setup): string | undefined {
  const given = optionOf(option, setup);
  const isAddress = typeof given === 'string' && /^[^{[]*[./]/.test(given);
  return isAddress ? given : undefined;
}

/** How long a page waits for its goals before it is measured without them, in
 * milliseconds. For its policy it waits as long as it takes. */
const kGoalsTimeout = 10_000;

async function fetchText(address: string, timeout?: number): Promise<string> {
  try {
    const signal = timeout ? (AbortSignal.timeout?.(timeout) ?? null) : null;
    const response = await fetch(address, { signal });
    return response.ok ? await response.text() : '';
  } catch {
    return '';
  }
}
