/** For the tests, which are not in this package. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { corePlaceholder, noCore } from './embed.mjs';

/** Imports a module of src/ alone; `path` is that from there. */
export async function loadSource(path) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${path}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [corePlaceholder],
    define: noCore,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** The bundler that the package is built with, as one of its users. */
export { build as bundle };
