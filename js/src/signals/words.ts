import { listen, type Stop } from '../quiet.js';

/** Events of window by which platforms say what nobody can ask them for
 * later: cookieconsent, where a page has it as a module. */
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
