/** The files of the package, and what they weigh. */
import { measure } from '../../tools/sizes.mjs';
import { code, table } from './markdown.mjs';
import { pathOf } from './project.mjs';

/** The files that a page may download. */
const kFiles = {
  'sluice.js': 'the script tag: everything that a page needs',
  'fallback.js': 'only where WebAssembly is missing or blocked',
  'debug.js': 'only with the option `debug`',
  'snippet.js':
    'optional: inline in the page, for calls before `sluice.js` has arrived',
  'vitals.js': "optional: Google's library web-vitals, for the script tag",
};

export function writeFiles() {
  const sizes = measure(pathOf('js/dist'));
  const rows = Object.entries(kFiles).map(([name, use]) => {
    const { raw, gzip, brotli } = sizes.get(name);
    const number = (bytes) => bytes.toLocaleString('en');
    return [code(name), use, ...[raw, gzip, brotli].map(number)];
  });
  return `# Files and their sizes

The build puts these files into \`js/dist/\`; from npm they are in \`node_modules/sluice/dist/\`. Serve \`fallback.js\` and
\`debug.js\` from the folder of \`sluice.js\`. Sizes are in bytes, of the build that this page was made from.

${table(['file', 'for', 'raw', 'gzip', 'brotli'], rows)}

The npm package has no dependencies. Its entry points are in the [API](./api.md).
`;
}
