import { startCore } from './core-module.js';

type Options = Record<string, unknown>;

interface Report {
  action: string;
  code: string;
  at: string;
  message: string;
}

/** A file in place of which an option has an address, which only a page
 * fetches. */
const isAddress = (option: unknown) =>
  typeof option === 'string' && /^[^{[]*[./]/.test(option);

/** What a page that starts with these options would say in its console, as
 * "POINTER: message": the core itself is started with them. */
export function complaintsAbout(
  options: Options,
  descriptions: Options,
): string[] {
  const known = Object.entries(options).filter(
    ([name, option]) =>
      !(name === 'policy' || name === 'goals') || !isAddress(option),
  );
  const start = {
    ...{ fact: 'start', wall: 0, mono: 0, seed: '0'.repeat(32) },
    ...{ url: 'https://page.example/', agent: '', driven: false },
    config: Object.fromEntries(known),
    descriptions,
  };
  const { actions } = startCore().take(JSON.stringify(start));
  const reports = actions
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Report)
    .filter(({ action }) => action === 'report');
  // The addresses of destinations may stand in that policy.
  const isKnown = ({ code }: Report) =>
    code !== 'config_endpoint' || !isAddress(options.policy);
  return reports.filter(isKnown).map(({ at, message }) => `${at}: ${message}`);
}
