// The pages that people read, for the tests that hold them against the code.
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { writeReference } from '../../js/docs/tools/reference.mjs';
import { pathOf, read } from './project.mjs';

/** Pages that people write: `{path, text}`, `path` from the project's root. */
export const writtenPages = listWritten().map((path) => ({
  path,
  text: read(path),
}));

/** Pages that are written from the code, as if they stood in js/docs/. */
export const generatedPages = [...writeReference()].map(([path, text]) => ({
  path: `js/docs/${path}`,
  text,
}));

export const allPages = [...writtenPages, ...generatedPages];

function listWritten() {
  const inDocs = readdirSync(pathOf('js/docs'), { recursive: true })
    .filter((path) => /^(?!node_modules).*\.md$/.test(path))
    .map((path) => `js/docs/${path}`);
  return ['README.md', 'js/README.md', ...inDocs.sort()];
}

/** The blocks of code in a page: `{language, code, place, file}`, where `place`
 * is "path:line" and `file` the name under which a reader saves it, as far as
 * the page says so: in a comment above a script, in the line before JSON. Blocks
 * in lists may be indented. */
export function blocksOf({ path, text }) {
  const fence = /^( *)(```+)([\w-]*)[^\n]*\n([^]*?)^\1\2 *$/gm;
  return [...text.matchAll(fence)].map((match) => {
    const [, indent, , language, code] = match;
    const before = text.slice(0, match.index);
    const said = before.trimEnd().split('\n').at(-1);
    return {
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      place: `${path}:${before.split('\n').length}`,
      file:
        code.match(/^ *\/\/ ([\w/-]+\.\w+)\n/)?.[1] ??
        said.match(/`([\w-]+\.json)`/)?.[1],
    };
  });
}

/** The page without its blocks of code. */
export function proseOf({ text }) {
  return text.replace(/^( *)(```+)[^]*?^\1\2 *$/gm, '');
}

/** Each table of a page as rows of cells, without its head. */
export function tablesOf(page) {
  const table = /^\|.*\|\n\|[-:| ]+\|\n((?:\|.*\|(?:\n|$))*)/gm;
  return [...proseOf(page).matchAll(table)].map(([, rows]) =>
    rows
      .trim()
      .split('\n')
      .map((row) => row.slice(1, -1).split(/(?<!\\)\|/)),
  );
}

/** The links of a page that lead to other pages and files of the project. */
export function linksOf(page) {
  const links = proseOf(page).matchAll(/\]\(([^)\s]+)[^)]*\)/g);
  return [...links]
    .map(([, link]) => link)
    .filter((link) => !/^(https?|mailto|pathname):/.test(link));
}

/** What a link of a page leads to: `{path, anchor}`. In js/docs/, a link from
 * the root is one of the site's. */
export function targetOf({ path }, link) {
  const [to, anchor = ''] = link.split('#');
  if (to === '') return { path, anchor };
  const isOfSite = to.startsWith('/') && path.startsWith('js/docs/');
  const target = isOfSite
    ? posix.join('js/docs', to)
    : posix.join(posix.dirname(path), to);
  return { path: fileOf(target), anchor };
}

function fileOf(target) {
  const names = [target, `${target}.md`, posix.join(target, 'index.md')];
  if (target.startsWith('js/docs/')) {
    names.push(target.replace('js/docs/', 'js/docs/public/'));
  }
  const pages = new Set(generatedPages.map(({ path }) => path));
  return names.find(
    (name) =>
      pages.has(name) || (/\.\w+$/.test(name) && existsSync(pathOf(name))),
  );
}

/** The anchors of a page's headings, as VitePress makes them. */
export function anchorsOf(page) {
  return [...proseOf(page).matchAll(/^#+ +(.+)$/gm)].map(
    ([, title]) => title.match(/\{#([\w-]+)\}/)?.[1] ?? slugOf(title),
  );
}

function slugOf(title) {
  return title
    .replace(/\]\([^)]*\)|[`[\]]/g, '')
    .normalize('NFKD')
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"',.<>?/]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^(\d)/, '_$1')
    .toLowerCase();
}
