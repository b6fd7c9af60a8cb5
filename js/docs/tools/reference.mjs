/** The pages of the reference: written from the code when the site is built,
 * so that nothing in them can differ from it. */
import { writeApi } from './api-page.mjs';
import { writeCli } from './cli-page.mjs';
import { writeFiles } from './files-page.mjs';
import { writeOptions } from './options-page.mjs';
import {
  writeDestinations,
  writeEvents,
  writeGoals,
  writePolicies,
} from './schema-pages.mjs';

const kPages = [
  ['options', writeOptions],
  ['api', writeApi],
  ['cli', writeCli],
  ['events', writeEvents],
  ['policies', writePolicies],
  ['goals', writeGoals],
  ['destinations', writeDestinations],
  ['files', writeFiles],
];

/** The text of each page of the reference, by its path in the site. Needs
 * js/dist/. */
export function writeReference() {
  return new Map(
    kPages.map(([name, write], index) => [
      `reference/${name}.md`,
      `---\norder: ${10 * (index + 1)}\neditLink: false\n---\n\n${write()}`,
    ]),
  );
}
