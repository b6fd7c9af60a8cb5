import { kMeasures } from './measures.mjs';
import { median } from './statistics.mjs';

/** Measures everything once a round, one subject right after the other and
 * each round in another order, so that what else happens on this machine
 * meets all alike. Resolves to medians by subject and name. */
export async function runRounds(lab, rounds, progress) {
  const samples = {};
  for (let round = 0; round < rounds; round++) {
    progress(`round ${round + 1} of ${rounds}`);
    for (const { measure, subjects } of kMeasures) {
      for (const name of inTurn(subjects, round)) {
        record(samples, name, await measure(lab, name));
      }
    }
  }
  return mediansOf(samples);
}

function inTurn(names, round) {
  const first = round % names.length;
  return [...names.slice(first), ...names.slice(0, first)];
}

export function record(samples, name, values) {
  const lists = (samples[name] ??= {});
  for (const [key, value] of Object.entries(values)) {
    (lists[key] ??= []).push(value);
  }
}

export function mediansOf(samples) {
  const entries = (object, map) =>
    Object.fromEntries(Object.entries(object).map(map));
  return entries(samples, ([name, lists]) => [
    name,
    entries(lists, ([key, values]) => [key, median(values)]),
  ]);
}
