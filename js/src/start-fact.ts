import { canDefer } from './deferred.js';
import type { StartFact } from './facts.js';
import type { Moment } from './moment.js';
import { makeSeed } from './seed.js';
import type { Setup } from './setup.js';

/** What tools that drive a browser leave in its window. */
const kTraces = ['_phantom', '__nightmare', 'Cypress'];

export function makeStartFact(
  { config, attributes, descriptions }: Setup,
  at: Moment,
  url: string,
  awaits_region: true | undefined,
): StartFact {
  const about = { seed: makeSeed(), url, config, attributes, awaits_region };
  const own = descriptions && { descriptions };
  const browser = { agent: navigator.userAgent, driven: isDriven() };
  const defers = canDefer() || undefined;
  return { fact: 'start', ...at, ...about, ...own, ...browser, defers };
}

/** Whether a program drives this browser, as far as it says so
 * (https://w3c.github.io/webdriver/#interface). */
function isDriven(): boolean {
  const driven: unknown = navigator.webdriver;
  return driven === true || kTraces.some((name) => name in window);
}
