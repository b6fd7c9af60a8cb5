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

const kDestinations = new URL('../vectors/destinations/', import.meta.url);
const kShipped = new URL('../../js/destinations/', import.meta.url);
const kVisit = new URL('../destinations/visit.json', import.meta.url);

/** Each description on a line, then a config, an answer, and events. */
function destinations() {
  const readJson = (file, folder) =>
    JSON.parse(readFileSync(new URL(file, folder)));
  const namesIn = (folder) =>
    readdirSync(folder).filter((name) => name.endsWith('.json'));
  const tell = (description, config, answer, events) => {
    const lines = [description, config, ...events].map((one) =>
      JSON.stringify(one),
    );
    lines.splice(2, 0, answer);
    return lines.join('\n');
  };
  const vectors = namesIn(kDestinations).flatMap((file) => {
    const { vectors, events } = readJson(file, kDestinations);
    return vectors.map(({ description, config = {}, answer, ...vector }) =>
      tell(description, config, answer?.body ?? '', vector.events ?? events),
    );
  });
  const { full } = readJson(kVisit);
  const shipped = namesIn(kShipped).map((file) =>
    tell(
      readJson(file, kShipped),
      { key: 'k', site: 1 },
      '{}',
      full.slice(0, 5),
    ),
  );
  return [...vectors, ...shipped];
}

export const seeds = {
  destination: destinations,
  tcf: () => texts('tc', 'tcf.json', 'tcf-bad.json', 'tcf-decisions.json'),
  gpp: () => texts('gpp', 'gpp.json', 'gpp-bad.json'),
  usp: () => texts('usp', 'usp.json'),
  policy: visits,
  url: () => addresses('channels.json', 'referrers.json', 'arrivals.json'),
  goals: () => goals('goals.json', 'orders.json'),
  scrub: () => addresses('secrets.json'),
};
