// Writes the table of sdk/sluice/inspect/iso_regions.hpp to standard output,
// and to standard error how it differs from the one there:
//   npm pack iso-3166 && tar xzf iso-3166-*.tgz
//   node tests/tools/iso-regions.mjs ./package/index.js
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const kMaxColumns = 79;
const header = new URL(
  '../../sdk/sluice/inspect/iso_regions.hpp',
  import.meta.url,
);
const [path] = process.argv.slice(2);
if (!path) throw new Error('which index.js of the package iso-3166?');
const { iso31661, iso31662 } = await import(pathToFileURL(resolve(path)).href);

const table = iso31661
  .toSorted((a, b) => (a.alpha2 < b.alpha2 ? -1 : 1))
  .map(({ alpha2, alpha3 }) => [
    `:${alpha2}`,
    alpha3,
    ...iso31662
      .filter(({ code }) => code.startsWith(`${alpha2}-`))
      .map(({ code }) => code.slice(alpha2.length + 1))
      .sort(),
  ]);
process.stdout.write(table.map(wrap).join(''));

const [, ours = ''] = /R"\(([^]*)\)"/.exec(readFileSync(header, 'utf8')) ?? [];
const before = new Set(codesOf(ours.split(/\s+/).filter(Boolean)));
const after = new Set(codesOf(table.flat()));
for (const code of after) {
  if (!before.has(code)) process.stderr.write(`new: ${code}\n`);
}
for (const code of before) {
  if (!after.has(code)) process.stderr.write(`gone: ${code}\n`);
}

function codesOf(words) {
  let country = '';
  return words.map((word) => {
    if (word.startsWith(':')) country = word.slice(1);
    return word.startsWith(':') ? country : `${country}-${word}`;
  });
}

function wrap(words) {
  let lines = '';
  let line = '';
  for (const word of words) {
    if (line && line.length + 1 + word.length > kMaxColumns) {
      lines += `${line}\n`;
      line = '';
    }
    line += line ? ` ${word}` : word;
  }
  return `${lines}${line}\n`;
}
