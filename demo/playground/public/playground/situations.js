/* The situations to begin with, and signals to add to them. */

import {
  hearChoice,
  hearDialog,
  purposesWithoutSale,
  signalsOf,
} from './hearing.js';

const gpc = { signal: 'gpc', value: true };

/** Each has `hear(policyText)`, the facts that such a policy would hear. */
const situations = [
  {
    name: 'eu-dialog',
    title: 'EU visitor, dialog open',
    region: 'FR',
    hear: (policy) => hearDialog(signalsOf(policy)),
  },
  {
    name: 'eu-all',
    title: 'EU visitor accepted all',
    region: 'FR',
    hear: (policy) => hearChoice(signalsOf(policy), () => true),
  },
  {
    name: 'eu-some',
    title: 'EU visitor accepted some',
    region: 'FR',
    hear(policy) {
      const granted = purposesWithoutSale(policy);
      return hearChoice(signalsOf(policy), (name) => granted.includes(name));
    },
  },
  {
    name: 'eu-none',
    title: 'EU visitor refused all',
    region: 'FR',
    hear: (policy) => hearChoice(signalsOf(policy), () => false),
  },
  {
    name: 'california-gpc',
    title: 'California with GPC',
    region: 'US-CA',
    hear: () => [gpc],
  },
  {
    name: 'gpc-then-yes',
    title: 'Explicit yes after GPC',
    region: 'US-CA',
    hear: (policy) => [gpc, ...hearChoice(signalsOf(policy), () => true)],
  },
  {
    name: 'child',
    title: 'Child',
    region: 'US-CA',
    audience: 'child',
    hear: (policy) => hearChoice(signalsOf(policy), () => true),
  },
  {
    name: 'nothing',
    title: 'Nothing known',
    region: '',
    hear: () => [],
  },
];

/** What can be chosen: `[{name, title}]`. */
export const situationNames = situations.map(({ name, title }) => {
  return { name, title };
});

/** That situation for a policy: `{region, audience, signals}`, the signals as
 * text; undefined if there is none of that name. */
export function makeSituation(name, policy) {
  const found = situations.find((one) => one.name === name);
  if (!found) return undefined;
  const { region, audience = 'general', hear } = found;
  return { region, audience, signals: writeFacts(hear(policy)) };
}

/** Facts as text, one a line. */
export function writeFacts(facts) {
  if (facts.length === 0) return '[]\n';
  const lines = facts.map((fact) => `  ${writeSpaced(fact)}`);
  return `[\n${lines.join(',\n')}\n]\n`;
}

function writeSpaced(value) {
  return JSON.stringify(value, null, 1)
    .replace(/\n */g, ' ')
    .replace(/([[{]) | ([\]}])/g, '$1$2');
}

/** Signals that can be added to any situation. */
export const signals = [
  { name: 'gpc', title: 'Global Privacy Control', fact: gpc },
  {
    name: 'no-gpc',
    title: 'Global Privacy Control off',
    fact: { signal: 'gpc', value: false },
  },
  { name: 'dnt', title: 'Do Not Track', fact: { signal: 'dnt', value: true } },
  {
    name: 'usp',
    title: 'US Privacy: sale opted out',
    fact: { signal: 'usp', string: '1YYN' },
  },
  {
    name: 'site-yes',
    title: 'Site: explicit yes',
    fact: {
      signal: 'api',
      choices: { analytics: true, ads: true },
      explicit: true,
    },
  },
  {
    name: 'site-no',
    title: 'Site: explicit no',
    fact: {
      signal: 'api',
      choices: { analytics: false, ads: false },
      explicit: true,
    },
  },
];
