// Runs the parts of the tests named as arguments. See tests/run.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { simulate } from './simulation.mjs';
import { buildDist, buildNative, suitesOfPart } from './suites.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

async function timed(action) {
  const begin = performance.now();
  const value = await action();
  return [value, `${((performance.now() - begin) / 1000).toFixed(1)} s`];
}

async function runSuite(suite) {
  console.log(`\n${suite.name}`);
  let times = '';
  try {
    const [, buildTime] = await timed(suite.build);
    const [results, testTime] = await timed(suite.test);
    times = ` (built in ${buildTime}, ran in ${testTime})`;
    if (results.passed + results.failures.length === 0) {
      throw new Error('there are no tests');
    }
    return { ...results, times };
  } catch (error) {
    const name = `${suite.name} could not run`;
    const failures = [{ name, detail: error.message }];
    return { passed: 0, skipped: 0, failures, times };
  }
}

function printResults(results) {
  const { passed, skipped, failures, unsteady = [], times } = results;
  printAll('FAILED', failures);
  printAll('FAILED, and passed when it ran again alone:', unsteady);
  const tries = unsteady.length ? `, ${unsteady.length} at a second try` : '';
  const skips = skipped ? `, ${skipped} skipped` : '';
  const sums = `${passed} passed${tries}, ${failures.length} failed${skips}`;
  console.log(`  ${sums}${times}`);
}

function printAll(word, list) {
  for (const { name, detail } of list) {
    console.log(`  ${word} ${name}`);
    if (detail) console.log(detail.trimEnd().replace(/^/gm, '    '));
  }
}

async function runParts(parts) {
  const total = { passed: 0, failed: 0 };
  for (const suite of parts.flatMap((part) => suitesOfPart[part])) {
    const results = await runSuite(suite);
    printResults(results);
    total.passed += results.passed;
    total.failed += results.failures.length;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0;
}

async function runBench() {
  await buildDist();
  const { status } = spawnSync(process.execPath, ['tests/bench/main.mjs'], {
    stdio: 'inherit',
  });
  return status === 0;
}

async function runDelivery(options) {
  await buildDist();
  const program = 'tests/browser/trials/main.mjs';
  const { status } = spawnSync(process.execPath, [program, ...options], {
    stdio: 'inherit',
  });
  return status === 0;
}

async function runSimulation(options) {
  await buildNative('native', 'sluice_simulation');
  return simulate(options);
}

const [first, ...rest] = process.argv.slice(2);
const alone = {
  bench: runBench,
  delivery: runDelivery,
  simulation: runSimulation,
}[first];
const run = alone ? alone(rest) : runParts([first, ...rest]);
const ok = await run.catch((error) => console.error(error.message));
process.exitCode = ok ? 0 : 1;
