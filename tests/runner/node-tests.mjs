import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lastLines, runQuietly } from './command.mjs';
import { inParallel } from './parallel.mjs';

const REPORTER = fileURLToPath(new URL('node-reporter.mjs', import.meta.url));
const FILE_TIMEOUT_MS = 10 * 60_000;

/** Runs the *.test.mjs files of a folder, `concurrency` files at a time;
 * resolves to {passed, skipped, failures}. */
export async function runNodeTests(folder, concurrency) {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = names
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => `${folder}/${name}`);
  const runs = await inParallel(files, concurrency, (file) => runFile(file));
  return sumOf(runs);
}

/** The same of several such runs together. */
export function sumOf(runs) {
  const sum = (key) => runs.reduce((total, run) => total + run[key], 0);
  return {
    passed: sum('passed'),
    skipped: sum('skipped'),
    failures: runs.flatMap((run) => run.failures),
  };
}

/** Runs once more, and alone, what failed of such a run; resolves to the same,
 * where what passes then has passed and is one of `unsteady` too. If more than
 * `most` failed, that is no chance, and nothing is run. */
export async function runAgain(results, most) {
  const { failures } = results;
  const again = { ...results, failures: [], unsteady: [] };
  if (failures.length > most) return { ...again, failures };
  for (const failure of failures) {
    if (await passesAlone(failure)) {
      again.passed += 1;
      again.unsteady.push(failure);
    } else {
      again.failures.push(failure);
    }
  }
  return again;
}

async function passesAlone({ file, test }) {
  if (!test) return false; // the file failed as a whole
  const { passed, failures } = await runFile(file, test);
  return passed > 0 && failures.length === 0;
}

/** All of its tests, or that of a name and those whose names end like it. */
async function runFile(file, test = '') {
  const name = test.replace(/[^\w\s]/g, '\\$&');
  const run = await runQuietly(process.execPath, [
    '--test',
    `--test-timeout=${FILE_TIMEOUT_MS}`,
    `--test-reporter=${REPORTER}`,
    '--test-reporter-destination=stdout',
    ...(test ? [`--test-name-pattern=/${name}$/`] : []),
    file,
  ]);
  const results = readReport(run.stdout, file);
  if (!run.ok && results.failures.length === 0) {
    const detail = lastLines(run.stderr, 40);
    results.failures.push({ name: `node --test ${run.ending}`, detail });
  }
  return results;
}

function readReport(text, file) {
  const ends = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const ended = (wanted) => ends.filter(({ outcome }) => outcome === wanted);
  return {
    passed: ended('passed').length,
    skipped: ended('skipped').length,
    failures: ended('failed').map((failure) => ({ ...failure, file })),
  };
}
