import { lastLines, runQuietly } from './command.mjs';
import { runCatch2 } from './catch2.mjs';
import { runAgain, runNodeTests, sumOf } from './node-tests.mjs';
import { runMutants } from '../simulation/mutants.mjs';
import { runSimulation } from './simulation.mjs';

/** Tests in real browsers share two cores with the browsers of others, and a
 * machine with who knows whom: one in some thousands fails for want of time. So
 * many get a second try. */
const mostUnsteady = 5;

/** The suites of each part of tests/run, in the order they run: `build` makes
 * what is tested and `test` resolves to {passed, failures}, and may tell what
 * was `skipped` and what is `unsteady`. */
export const suitesOfPart = {
  native: [
    nativeSuite('native'),
    nativeSuite('native-asan'),
    {
      name: 'simulation',
      build: () => buildNative('native', 'sluice_simulation'),
      test: runSimulation,
    },
    {
      name: 'mutants of the core, in the simulator',
      build: () => buildNative('native', 'sluice_simulation'),
      test: runMutants,
    },
  ],
  wasm: [
    {
      name: 'wasm',
      build: buildDist,
      test: () => runNodeTests('tests/wasm', 2),
    },
  ],
  js: [
    {
      name: 'js',
      build: buildDist,
      test: () => runNodeTests('tests/js', 2),
    },
  ],
  browser: [
    {
      name: 'browser',
      async build() {
        await buildDist();
        await must('demo/build-docs', []);
        await buildNative('native', 'sluice_replay'); // of recorded tapes
      },
      // Trials wait more than they do, the others less. With four files at a
      // time, WebKitGTK's driver once did not come back from a command.
      test: async () => {
        const runs = await Promise.all([
          runNodeTests('tests/browser', 2),
          runNodeTests('tests/browser/trials', 1),
        ]);
        return runAgain(sumOf(runs), mostUnsteady);
      },
    },
  ],
};

let dist;

/** Built once however many suites need it; a failure is not tried again. */
export function buildDist() {
  dist ??= must('demo/build', []);
  return dist;
}

export async function buildNative(preset, target = 'all') {
  await must('cmake', ['--preset', preset]);
  await must('cmake', ['--build', '--preset', preset, '--target', target]);
}

function nativeSuite(preset) {
  return {
    name: preset,
    build: () => buildNative(preset, 'sluice_core_tests'),
    test: () => runCatch2(`build/${preset}/tests/sluice_core_tests`),
  };
}

async function must(program, args) {
  const run = await runQuietly(program, args);
  if (run.ok) return;
  const command = [program, ...args].join(' ');
  const output = lastLines(`${run.stdout}\n${run.stderr}`, 60);
  throw new Error(`${command}: ${run.ending}\n${output}`);
}
