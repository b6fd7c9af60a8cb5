/** Builds the site into build/docs/site/docs/: collects the pages of js/docs/ and
 * those of the reference in build/docs/pages/, and has VitePress build them.
 * A dead link fails the build. Needs js/dist/. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'vitepress';
import { kPagesFolder, kSource, listSources } from './pages.mjs';
import { pathOf } from './project.mjs';
import { writeReference } from './reference.mjs';
import { kSchemas } from './schema-pages.mjs';

rmSync(kPagesFolder, { recursive: true, force: true });
for (const path of listSources()) copy(`${kSource}/${path}`, path);
for (const [path, text] of writeReference()) write(path, text);
for (const [name, path] of Object.entries(kSchemas)) {
  copy(pathOf(path), `public/schemas/${name}.schema.json`);
}
linkPackages(`${kPagesFolder}/../node_modules`);
await build(kSource, { logLevel: 'warn' });

function copy(from, path) {
  cpSync(from, `${kPagesFolder}/${path}`, { recursive: true });
}

function write(path, text) {
  const file = `${kPagesFolder}/${path}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** VitePress makes a module of each page, which imports Vue from where it is. */
function linkPackages(path) {
  if (!existsSync(path)) symlinkSync(`${kSource}/node_modules`, path);
}
