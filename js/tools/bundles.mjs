/** The scripts, each bundled for its use. */
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { minify } from 'terser';
import { corePlaceholder } from './embed.mjs';

const kShared = {
  bundle: true,
  write: false,
  charset: 'utf8', // the bytes of the core stay one character each
  target: 'es2020',
  plugins: [corePlaceholder],
  // Private members end with an underscore; nothing public does.
  mangleProps: /[a-z]_$/,
};

/** The script tag's file; `embed` puts the core into it. It opens with a byte
 * order mark, by which browsers read it as UTF-8 even on a page of another
 * encoding, which would else turn the bytes of the core into something
 * different (https://encoding.spec.whatwg.org/#decode). */
export async function writeScript(dist, embed) {
  const format = { format: 'iife', minify: true };
  const script = await bundle({ ...format, entryPoints: ['src/script.ts'] });
  // What esbuild has made small, Terser makes smaller: by 0.5 KB.
  const options = { compress: { passes: 3 }, ecma: 2020 };
  const { code } = await minify(script, options);
  writeFileSync(`${dist}/sluice.js`, `\uFEFF${embed(code)}`);
}

/** The package. Names and spaces are left to the bundlers of its users, and
 * with them the comments that tell those what to leave alone. */
export async function writePackage(dist, embed) {
  const entry = { entryPoints: ['src/index.ts'], minifySyntax: true };
  const module = await bundle({ ...entry, format: 'esm' });
  writeFileSync(`${dist}/index.mjs`, embed(module));

  const common = await bundle({ ...entry, ...kCommonJs });
  writeFileSync(`${dist}/index.cjs`, embed(common));
}

/** A CommonJS module does not know its own address, but while it is run it can
 * see that of the script it was bundled into: `fallback.js` is to be beside
 * that. In a module script, or one that runs later, the page's address has to
 * do. An image may be called `currentScript`, too. */
const kCommonJs = {
  format: 'cjs',
  define: { 'import.meta.url': 'sluiceScript' },
  banner: {
    js: `var sluiceScript = typeof document === 'undefined' ? undefined
  : document.currentScript instanceof HTMLScriptElement
    && document.currentScript.src || document.baseURI;`,
  },
};

/** What tools and their pages ask full.wasm by. */
export async function writeFull(dist) {
  const options = { format: 'esm', minifySyntax: true };
  const full = await bundle({
    ...options,
    entryPoints: ['src/full/full.ts'],
  });
  writeFileSync(`${dist}/full.mjs`, full);
}

/** The snippet, in words that browsers knew long before ours did. */
export async function writeSnippet(dist) {
  const options = { format: 'esm', minify: true, target: 'es2015' };
  const snippet = await bundle({
    ...options,
    entryPoints: ['src/snippet.ts'],
  });
  writeFileSync(`${dist}/snippet.js`, snippet);
}

/** Web vitals: for the package without Google's library, which its users have,
 * and for a script tag with it and its licence. */
export async function writeVitals(dist) {
  const external = ['web-vitals'];
  const entry = { entryPoints: ['src/vitals/vitals.ts'], minifySyntax: true };
  const module = await bundle({ ...entry, format: 'esm', external });
  writeFileSync(`${dist}/web-vitals.mjs`, module);

  const library = 'node_modules/web-vitals';
  const { version } = JSON.parse(readFileSync(`${library}/package.json`));
  const licence = 'web-vitals.LICENSE.txt';
  const notice = `/*! web-vitals ${version}, Google LLC, Apache-2.0: ${licence} */`;
  const script = await bundle({
    entryPoints: ['src/vitals/script.ts'],
    format: 'iife',
    minify: true,
    banner: { js: notice },
  });
  writeFileSync(`${dist}/vitals.js`, script);
  copyFileSync(`${library}/LICENSE`, `${dist}/${licence}`);
}

/** What servers import, which reads full.wasm beside it. */
export async function writeNode(dist) {
  const options = { format: 'esm', platform: 'node', target: 'node20' };
  const entry = { entryPoints: ['src/node/index.ts'], minifySyntax: true };
  writeFileSync(`${dist}/node.mjs`, await bundle({ ...options, ...entry }));
}

/** The command line, which reads core.wasm beside it. */
export async function writeCli(dist) {
  const file = `${dist}/cli.mjs`;
  const options = { format: 'esm', platform: 'node', target: 'node20' };
  const cli = await bundle({ ...options, entryPoints: ['src/cli/main.ts'] });
  writeFileSync(file, cli);
  chmodSync(file, 0o755);
}

async function bundle(options) {
  const { outputFiles } = await build({ ...kShared, ...options });
  return outputFiles[0].text;
}
