import { readFileSync } from 'node:fs';

/** The scripts that are measured, by the name in `window` of what each leaves
 * there, with `track` and `flush`. */
export function readSubjects() {
  return {
    sluice: read('../../js/dist/sluice.js').replace(/^\uFEFF/, ''),
    baseline: read('baseline.js'),
    // What the measuring itself costs is found by measuring nothing.
    nothing: 'window.nothing = { track() {}, flush() {} };',
  };
}

function read(path) {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
