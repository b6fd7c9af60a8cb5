/** The language of descriptions and the reading of answers, on the hosts that
 * pages and tools have. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { URL } from 'node:url';
import { fullHosts, fullOf } from './full.mjs';

const folder = new URL('../vectors/destinations/', import.meta.url);
const kStartWallMs = 1700000000000;
const kOfRequest = [
  'method',
  'url',
  'type',
  'headers',
  'body',
  'events',
  'ids',
];
const kOfAnswer = ['left_out', 'secret', 'reply'];

function without(object, names, kept) {
  for (const name of names) if (!(name in kept)) delete object[name];
}

/** Of an answer what the vector speaks of; bodies as it has them. */
function spokenOf(expected, actual) {
  without(actual, [...kOfAnswer, 'requests'], expected);
  actual.requests?.forEach((request, i) => {
    const wanted = expected.requests[i] ?? {};
    without(request, kOfRequest, wanted);
    const isJson = typeof (wanted.body ?? '') !== 'string';
    if (isJson) request.body = JSON.parse(request.body);
  });
  return actual;
}

for (const [host, start] of Object.entries(fullHosts)) {
  describe(`destinations in ${host}`, async () => {
    const full = fullOf(await start());
    for (const file of readdirSync(folder).filter((name) =>
      /json$/.test(name),
    )) {
      const { vectors, events } = JSON.parse(
        readFileSync(new URL(file, folder)),
      );
      for (const { it: rule, expect, ...asked } of vectors) {
        it(rule, () => {
          const description = JSON.stringify(asked.description);
          const ask = 'preview_destination';
          const defaults = { ask, events, time: kStartWallMs };
          const answer = full.ask({ ...defaults, ...asked, description });
          assert.deepEqual(spokenOf(expect, answer), expect);
        });
      }
    }
  });
}
