import { readFileSync } from 'node:fs';

import { readBuilt } from '../common/built.mjs';

const presets = {
  'opt-in': 'Preset opt-in: nothing before a choice',
  cookieless: 'Preset cookieless: no storage, no ids that last',
};

const examples = {
  'eu-tcf': 'Europe by TCF: news site, warehouse and ad server',
  'us-opt-out': 'United States by opt-out: shop, GPC and GPP',
  'consent-mode': 'Worldwide by Consent Mode: software as a service',
  'france-exempt': 'France without consent: audience measurement',
  children: 'For children: nothing at all',
};

/** The policies to begin with: `[{name, title, text}]`. */
export function readPolicies() {
  const list = (titles, read) =>
    Object.entries(titles).map(([name, title]) => {
      return { name, title, text: read(name).toString() };
    });
  return [
    ...list(examples, (name) =>
      readFileSync(new URL(`policies/${name}.json`, import.meta.url)),
    ),
    ...list(presets, (name) => readBuilt(`policies/${name}.json`)),
  ];
}
