/** What each target starts from. */
import { readdirSync, readFileSync } from 'node:fs';
import { URL } from 'node:url';

const kVectors = new URL('../vectors/consent/', import.meta.url);

/** The texts of those files of tests/vectors/consent. */
function texts(member, ...files) {
  return files.flatMap((file) => {
    const { vectors } = JSON.parse(readFileSync(new URL(file, kVectors)));
    return vectors.map((vector) => vector[member]);
  });
}

const kPresets = new URL('../../sdk/sluice/consent/presets/', import.meta.url);

/** Each preset on one line, and a visit under it. */
function visits() {
  const at = { wall: 1, mono: 1 };
  const signal = { fact: 'signal', ...at };
  const choices = { analytics: true, ads: true };
  const facts = [
    { fact: 'page', ...at, url: 'https://a/?utm_id=1', cause: 'load' },
    { ...signal, signal: 'gpc', value: true },
    { ...signal, signal: 'api', choices, explicit: true },
    { fact: 'loaded', ...at, values: {}, failed: false },
    { fact: 'track', ...at, name: 'order', properties: { value: 1 } },
    { fact: 'flush', ...at },
    { fact: 'sent', ...at, destination: 0, batch: 1, status: 503 },
    { ...signal, signal: 'api', choices: { analytics: false } },
    { fact: 'forget', ...at },
  ];
  return readdirSync(kPresets).map((name) => {
    const policy = JSON.parse(readFileSync(new URL(name, kPresets)));
    return [policy, ...facts].map((line) => JSON.stringify(line)).join('\n');
  });
}

const kFacts = new URL('../vectors/', import.meta.url);

/** The pages of those files of tests/vectors, as `address\nreferrer`. */
function addresses(...files) {
  return files.flatMap((file) => {
    const { vectors } = JSON.parse(readFileSync(new URL(file, kFacts)));
    const facts = vectors.flatMap((vector) => vector.facts);
    const pages = facts.filter(({ fact }) => fact === 'page');
    return pages.map(({ url, referrer = '' }) => `${url}\n${referrer}`);
  });
}

/** The goals of each of those files' vectors on one line, and its facts. */
function goals(...files) {
  return files.flatMap((file) => {
    const { vectors } = JSON.parse(readFileSync(new URL(file, kFacts)));
    return vectors.map(({ config, facts = [] }) => {
      const timed = facts.map((fact) => ({ wall: 1, mono: 1, ...fact }));
      const lines = [config?.goals ?? [], ...timed, { fact: 'flush' }];
      return lines.map((line) => JSON.stringify(line)).join('\n');
    });
  });
}

export const seeds = {
  tcf: () => texts('tc', 'tcf.json', 'tcf-bad.json', 'tcf-decisions.json'),
  gpp: () => texts('gpp', 'gpp.json', 'gpp-bad.json'),
  usp: () => texts('usp', 'usp.json'),
  policy: visits,
  url: () => addresses('channels.json', 'referrers.json', 'arrivals.json'),
  goals: () => goals('goals.json', 'orders.json'),
  scrub: () => addresses('secrets.json'),
};
