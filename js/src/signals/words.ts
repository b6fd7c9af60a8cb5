import { listen, type Stop } from '../quiet.js';

/** Window events of platforms whose choice cannot be read later: cookieconsent,
 * if the page uses it as a module. */
export const kSaidOnce = {
  cookieconsent: ['cc:onFirstConsent', 'cc:onConsent', 'cc:onChange'],
};

/** The last word of each, by platform, from now on until `stops`: a policy
 * that asks for it may still be on its way. */
export function keepWords(stops: Stop[]): Record<string, unknown> {
  const words: Record<string, unknown> = {};
  for (const [name, events] of Object.entries(kSaidOnce)) {
    const keep = (event: CustomEvent) => void (words[name] = event.detail);
    for (const type of events) stops.push(listen(window, type, keep));
  }
  return words;
}
