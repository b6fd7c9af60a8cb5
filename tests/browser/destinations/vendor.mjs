import { fileURLToPath } from 'node:url';
import { bundle } from '../../../js/tools/load-source.mjs';

/** The text of a script of `sdks/`, with the vendor's library that it uses. */
export async function readVendor(name) {
  const { outputFiles } = await bundle({
    entryPoints: [fileURLToPath(new URL(`sdks/${name}.js`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0].text;
}
