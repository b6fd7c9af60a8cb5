// Can the simulator fail? Breaks a copy of the core in one way after the
// other (mutants.json), and lets visitors live with each.
import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { runQuietly } from '../runner/command.mjs';

const folder = 'build/mutants';
const build = `${folder}/build`;
const simulator = `${build}/tests/sluice_simulation`;
const copied = ['CMakeLists.txt', 'sdk', 'tests/CMakeLists.txt', 'tests/core'];

/** A mutant lives if no visitor of the tests' own run notices it. */
const options = ['--seeds', '20000'];

const mutants = JSON.parse(
  readFileSync(new URL('mutants.json', import.meta.url), 'utf8'),
);

/** Copies what the simulator is built of. What is there already is left as it
 * is: its time says what has to be built anew since the last mutant. */
export async function prepareMutants() {
  for (const path of [...copied, 'tests/simulation', 'tests/tools']) {
    cpSync(path, `${folder}/source/${path}`, { recursive: true, filter: isNew });
  }
  const release = '-DCMAKE_BUILD_TYPE=Release';
  const source = ['-S', `${folder}/source`, '-B', build];
  const run = await runQuietly('cmake', ['-G', 'Ninja', release, ...source]);
  if (!run.ok) throw new Error(`the copy is not built: ${run.stderr}`);
}

function isNew(path, copy) {
  if (statSync(path).isDirectory() || !existsSync(copy)) return true;
  return !readFileSync(path).equals(readFileSync(copy));
}

/** Resolves to {passed, failures}: each mutant has to be found. */
export async function runMutants() {
  const failures = [];
  for (const mutant of mutants) {
    const detail = await whyItLives(mutant);
    if (detail) failures.push({ name: `mutant: ${mutant.name}`, detail });
  }
  return { passed: mutants.length - failures.length, failures };
}

/** Undefined if it does not. */
async function whyItLives({ file, text, mutant }) {
  const path = `${folder}/source/${file}`;
  const original = readFileSync(path, 'utf8');
  const parts = original.split(text);
  if (parts.length !== 2) return `${file} has not this once: ${text}`;
  writeFileSync(path, parts.join(mutant));
  try {
    return (await buildAndRun()) ?? undefined;
  } finally {
    writeFileSync(path, original);
  }
}

async function buildAndRun() {
  const target = ['--target', 'sluice_simulation'];
  const built = await runQuietly('cmake', ['--build', build, ...target]);
  if (!built.ok) return `it cannot be built:\n${built.stdout}`;
  const run = await runQuietly(simulator, options);
  // Ended otherwise it was not judged.
  const found = run.ending === 'exit code 1';
  return found ? undefined : `nobody notices it: ${run.ending}`;
}
