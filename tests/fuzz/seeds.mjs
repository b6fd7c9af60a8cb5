/** What each target starts from. */
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';

const kVectors = new URL('../vectors/consent/', import.meta.url);

/** The texts of those files of tests/vectors/consent. */
function texts(member, ...files) {
  return files.flatMap((file) => {
    const { vectors } = JSON.parse(readFileSync(new URL(file, kVectors)));
    return vectors.map((vector) => vector[member]);
  });
}

export const seeds = {
  tcf: () => texts('tc', 'tcf.json', 'tcf-bad.json', 'tcf-decisions.json'),
  gpp: () => texts('gpp', 'gpp.json', 'gpp-bad.json'),
  usp: () => texts('usp', 'usp.json'),
};
