/** The script tag: starts a tracker as the tag says, as `window.sluice`. */
import { quietly } from './quiet.js';
import { allRunning } from './running.js';
import type { Setup } from './setup.js';
import { startTracker } from './start.js';
import { stubIn } from './stub.js';

/** What `sluice bundle` puts around this script: all that a site decided, so
 * that what was signed off is what runs. Nothing on the page changes it; the
 * tag may add where its visitor is. */
declare const sluiceBundle: Bundle | undefined;

type Bundle = Pick<Setup, 'config' | 'descriptions'>;

declare global {
  interface Window {
    sluice?: unknown;
  }
}

quietly(main);

function main(): void {
  const there = window.sluice;
  const all = [...allRunning().values()];
  const tracker = startTracker(setupOf(ownTag()), stubIn(there));
  // One that runs keeps the name.
  if (all.every((one) => one.tracker !== there)) window.sluice = tracker;
}

/** `document.currentScript` is null in modules, and may be an image of that
 * name, whose `src` must not become the fallback's address
 * (https://html.spec.whatwg.org/#dom-document-nameditem). */
function ownTag(): HTMLScriptElement | null {
  const { currentScript } = document;
  return currentScript instanceof HTMLScriptElement
    ? currentScript
    : document.querySelector<HTMLScriptElement>('script[data-endpoint]');
}

function setupOf(tag: HTMLScriptElement | null): Setup {
  const { config, ...attributes } = { ...tag?.dataset };
  const said =
    typeof sluiceBundle === 'undefined'
      ? { config, attributes }
      : withRegion(sluiceBundle, attributes.region);
  const base = tag?.src || document.baseURI;
  const urlOf = (name: string) => () => new URL(name, base).href;
  return {
    ...said,
    fallbackUrl: urlOf('fallback.js'),
    debugUrl: urlOf('debug.js'),
  };
}

/** Which region a visitor is in no bundle can know, unless it is for one. */
function withRegion(bundle: Bundle, region: string | undefined): Bundle {
  const config = { region, ...(bundle.config as object) };
  return { ...bundle, config };
}
