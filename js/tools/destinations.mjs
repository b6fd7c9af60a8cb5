/** dist/destinations/: each description as it is, and as a module without what
 * is for people. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const kSource = 'destinations';

export function writeDestinations(dist) {
  const out = `${dist}/${kSource}`;
  mkdirSync(out);
  const files = readdirSync(kSource).filter((name) => name.endsWith('.json'));
  for (const file of files) {
    const text = readFileSync(`${kSource}/${file}`, 'utf8');
    writeFileSync(`${out}/${file}`, text);
    const module = `export default ${JSON.stringify(forPages(text))};\n`;
    writeFileSync(`${out}/${file.replace(/\.json$/, '.mjs')}`, module);
  }
  writeFileSync(
    `${out}/description.d.mts`,
    "import type { Description } from '../index.js';\n" +
      'declare const description: Description;\nexport default description;\n',
  );
}

function forPages(text) {
  const { $schema, note, links, config = {}, ...rest } = JSON.parse(text);
  for (const setting of Object.values(config)) delete setting.note;
  return { ...rest, config };
}
