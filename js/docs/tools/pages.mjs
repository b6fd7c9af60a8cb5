/** The pages of the site, and the order in which the sidebar lists them. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { pathOf } from './project.mjs';

/** Where pages that people write are. */
export const kSource = pathOf('js/docs');

/** Where the build puts them, with those of the reference. */
export const kPagesFolder = pathOf('build/docs/pages');

/** The parts of the sidebar by folder; '' has the pages beside index.md. */
const kParts = [
  ['start', 'Start here'],
  ['how-to', 'How to'],
  ['reference', 'Reference'],
  ['explanation', 'Explanation'],
  ['', 'More'],
];

/** What js/docs/ has for the site: pages, and the folder of their pictures. */
export function listSources() {
  const pages = kParts.flatMap(([folder]) => pagesIn(kSource, folder));
  return ['index.md', ...pages, 'public'].filter((path) =>
    existsSync(`${kSource}/${path}`),
  );
}

/** The sidebar, from the pages in `root`: a page's title is its first heading,
 * and its place in its part is `order` in its front matter. Pages without one
 * come last, by title. */
export function listSidebar(root = kPagesFolder) {
  return kParts
    .map(([folder, text]) => ({ text, items: itemsOf(root, folder) }))
    .filter(({ items }) => items.length > 0);
}

function itemsOf(root, folder) {
  return pagesIn(root, folder)
    .map((path) => {
      const text = readFileSync(`${root}/${path}`, 'utf8');
      return { ...titleOf(text, path), link: `/${path.replace(/\.md$/, '')}` };
    })
    .sort((a, b) => a.order - b.order || a.text.localeCompare(b.text))
    .map(({ text, link }) => ({ text, link }));
}

function titleOf(page, path) {
  const order = page.match(/^---\n[^]*?^order: *(\d+)$[^]*?^---$/m)?.[1];
  const title = page.match(/^# +(.+)$/m)?.[1];
  if (!title)
    throw new Error(`js/docs/${path} has no heading of the first level`);
  return { text: title.replaceAll('`', ''), order: Number(order ?? Infinity) };
}

function pagesIn(root, folder) {
  const path = folder ? `${root}/${folder}` : root;
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .sort()
    .map((name) => (folder ? `${folder}/${name}` : name));
}
