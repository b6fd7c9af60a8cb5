/** The core: built by CMake, made smaller, and turned into JavaScript. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { run, runTool } from './run.mjs';

const kBuilt = '../build/wasm/core.wasm';
const kGraph = '../build/wasm/exports.json';
const kExports = '../wasm/exports.txt';

// What the compiler may use (sdk/CMakeLists.txt) beside Binaryen's default.
const kBulkMemory = ['--enable-bulk-memory', '--enable-bulk-memory-opt'];
const kFeatures = [...kBulkMemory, '--enable-nontrapping-float-to-int'];

export function buildCore() {
  run('cmake', ['--workflow', '--preset', 'wasm'], { cwd: '..' });
}

/** Writes `core.wasm` into `dist`, smaller than it was built and with the
 * exports of abi.h alone. Returns its bytes. */
export function writeModule(dist) {
  const module = `${dist}/core.wasm`;
  runConstructors(kBuilt, module);
  dropOtherExports(module);
  binaryen('wasm-opt', module, module, [
    ...kFeatures,
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
  binaryen('wasm-ctor-eval', built, module, ctors);
}

/** Emscripten exports functions for the JavaScript of its own, too. */
function dropOtherExports(module) {
  const names = readFileSync(kExports, 'utf8').trim().split('\n');
  const host = { name: 'host', root: true, reaches: names };
  const exports = names.map((name) => ({ name, export: name }));
  writeFileSync(kGraph, JSON.stringify([host, ...exports]));
  const graph = [...kFeatures, `--graph-file=${kGraph}`];
  binaryen('wasm-metadce', module, module, graph);
}

/** Writes the module in `dist` as JavaScript: `fallback.js`, an ES module
 * with the same exports. */
export function writeFallback(dist) {
  const script = `${dist}/fallback.js`;
  const lowered = `${dist}/lowered.wasm`;
  // wasm2js knows all that the core uses but this.
  const lowering = [...kFeatures, '--llvm-nontrapping-fptoint-lowering'];
  binaryen('wasm-opt', `${dist}/core.wasm`, lowered, lowering);
  binaryen('wasm2js', lowered, script, [...kBulkMemory, '-O3']);
  rmSync(lowered);
  const options = { minify: true, format: 'esm', target: 'es2020' };
  const { code } = transformSync(readFileSync(script, 'utf8'), options);
  writeFileSync(script, code);
}

/** What these tools have to say for themselves is long, and on stdout. */
function binaryen(tool, from, to, options) {
  runTool(tool, [...options, from, '-o', to], { stdout: 'ignore' });
}
