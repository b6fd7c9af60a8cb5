import type { Core } from './core/abi.js';
import { loadCore } from './core/load.js';
import { whenShown } from './lifecycle.js';
import type { Moment } from './moment.js';
import { optionOf, type Setup } from './setup.js';

export interface LoadingEvents {
  /** The text of the policy whose address the site gave; empty where it can't
   * be had, which no policy is: then nothing may leave. */
  onPolicy(text: string): void;
  /** What happened before `notBefore` happens then. */
  onCore(core: Core, notBefore: Moment | undefined): void;
  onFailure(message: string): void;
}

/** Loads what a tracker needs to begin, in the order of the events; at once
 * where it can be. To the visitor, what happened before a page was shown
 * happens when it is. */
export function loadWhenShown(
  setup: Setup,
  now: () => Moment,
  { onPolicy, onCore, onFailure }: LoadingEvents,
): void {
  whenShown((wasHidden) => {
    const notBefore = wasHidden ? now() : undefined;
    const load = () =>
      loadCore({
        fallbackUrl: setup.fallbackUrl,
        onCore: (core) => onCore(core, notBefore),
        onFailure: (error) =>
          onFailure(`the core could not be loaded: ${String(error)}`),
      });
    const address = policyAddress(setup);
    if (!address) return load();
    void fetchText(address).then((text) => {
      onPolicy(text);
      load();
    });
  });
}

/** Asks the site where the visitor is, if it gave a function for that; then
 * true. Without an answer, the region is not known. */
export function locate(
  region: unknown,
  found: (region?: unknown) => void,
): true | undefined {
  if (typeof region !== 'function') return undefined;
  const asked = new Promise((resolve) => resolve((region as () => unknown)()));
  asked.then(found, () => found());
  return true;
}

/** The address of a policy file, if the site gave one: presets have no dot or
 * slash in their names, and the text of a policy begins with a brace. */
function policyAddress(setup: Setup): string | undefined {
  const policy = optionOf('policy', setup);
  const isAddress = typeof policy === 'string' && /^[^{]*[./]/.test(policy);
  return isAddress ? policy : undefined;
}

async function fetchText(address: string): Promise<string> {
  try {
    const response = await fetch(address);
    return response.ok ? await response.text() : '';
  } catch {
    return '';
  }
}
