/** Where the package's `fallback.js` is. Bundlers that know this form of
 * URL (Vite, webpack, Rspack) copy the file into the site and put its new
 * address here. It is not a plain `import('./fallback.js')`, because a
 * bundler that does not split code would then make every page carry it. */
export function besideThisModule(): string {
  return new URL('./fallback.js', import.meta.url).href;
}

/** The same of `debug.js`. */
export function debugBesideThisModule(): string {
  return new URL('./debug.js', import.meta.url).href;
}
