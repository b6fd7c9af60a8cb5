/** The modules: built by CMake, made smaller, and turned into JavaScript. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { run, runTool } from './run.mjs';

const kBuild = '../build/wasm';

/** What pages load, what those load that debug, and what tools load
 * (wasm/CMakeLists.txt). */
export const kCore = {
  name: 'core',
  exports: '../wasm/exports.txt',
  fallback: 'fallback.js',
};
export const kDebug = {
  name: 'debug',
  exports: '../wasm/debug-exports.txt',
  fallback: 'debug.js',
};
export const kFull = {
  name: 'full',
  exports: '../wasm/full-exports.txt',
  fallback: 'full-fallback.js',
};

// What the compiler may use (sdk/CMakeLists.txt) beside Binaryen's default.
const kBulkMemory = ['--enable-bulk-memory', '--enable-bulk-memory-opt'];
const kFeatures = [...kBulkMemory, '--enable-nontrapping-float-to-int'];

export function buildModules() {
  return run('cmake', ['--workflow', '--preset', 'wasm'], { cwd: '..' });
}

/** Writes a module into `dist`, smaller than it was built and with the
 * exports of its header alone. Returns its bytes. */
export async function writeModule(dist, { name, exports }) {
  const module = `${dist}/${name}.wasm`;
  await runConstructors(`${kBuild}/${name}.wasm`, module);
  await dropOtherExports(name, module, exports);
  await binaryen('wasm-opt', module, module, [
    ...kFeatures,
    // What has one caller is put into it only while it is small: else 38 KB end
    // up in one function, and the browser compiles all of it, 25 ms, for the
    // first fact.
    '--one-caller-inline-max-function-size',
    '100',
    '-O3', // a fact costs a tenth less than with -Os, for 0.1 % more bytes
    '--low-memory-unused', // Emscripten puts nothing below 1024
    '--converge', // repeat the passes until they find nothing more
  ]);
  return readFileSync(module);
}

/** Emscripten has hosts call `_initialize` for the constructors of static
 * objects. Here they run now, and what they did to memory is in the module. */
function runConstructors(built, module) {
  const ctors = [...kFeatures, '--ctors=_initialize'];
  return binaryen('wasm-ctor-eval', built, module, ctors);
}

/** Emscripten exports functions for the JavaScript of its own, too. */
function dropOtherExports(name, module, list) {
  const names = readFileSync(list, 'utf8').trim().split('\n');
  const file = `${kBuild}/${name}-exports.json`;
  const host = { name: 'host', root: true, reaches: names };
  const exports = names.map((name) => ({ name, export: name }));
  writeFileSync(file, JSON.stringify([host, ...exports]));
  const graph = [...kFeatures, `--graph-file=${file}`];
  return binaryen('wasm-metadce', module, module, graph);
}

/** Writes a module in `dist` as JavaScript: an ES module with the same
 * exports. */
export async function writeFallback(dist, { name, fallback }) {
  const script = `${dist}/${fallback}`;
  const lowered = `${dist}/${name}-lowered.wasm`;
  // wasm2js knows all that the modules use but this.
  const lowering = [...kFeatures, '--llvm-nontrapping-fptoint-lowering'];
  await binaryen('wasm-opt', `${dist}/${name}.wasm`, lowered, lowering);
  await binaryen('wasm2js', lowered, script, [...kBulkMemory, '-O3']);
  rmSync(lowered);
  const options = { minify: true, format: 'esm', target: 'es2020' };
  const { code } = transformSync(readFileSync(script, 'utf8'), options);
  writeFileSync(script, code);
}

/** What these tools have to say for themselves is long, and on stdout. */
function binaryen(tool, from, to, options) {
  return runTool(tool, [...options, from, '-o', to], { stdout: 'ignore' });
}
