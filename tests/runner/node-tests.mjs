import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lastLines, runQuietly } from './command.mjs';

const REPORTER = fileURLToPath(new URL('node-reporter.mjs', import.meta.url));
const FILE_TIMEOUT_MS = 10 * 60_000;

/** Runs the *.test.mjs files of a folder, `concurrency` files at a time;
 * resolves to {passed, skipped, failures}. */
export async function runNodeTests(folder, concurrency) {
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.test.mjs'))
    : [];
  if (files.length === 0) return { passed: 0, skipped: 0, failures: [] };
  const run = await runQuietly(process.execPath, [
    '--test',
    `--test-concurrency=${concurrency}`,
    `--test-timeout=${FILE_TIMEOUT_MS}`,
    `--test-reporter=${REPORTER}`,
    '--test-reporter-destination=stdout',
    ...files.map((name) => `${folder}/${name}`),
  ]);
  const results = readReport(run.stdout);
  if (!run.ok && results.failures.length === 0) {
    const detail = lastLines(run.stderr, 40);
    results.failures.push({ name: `node --test ${run.ending}`, detail });
  }
  return results;
}

function readReport(text) {
  const ends = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const count = (outcome) => ends.filter((end) => end.outcome === outcome);
  return {
    passed: count('passed').length,
    skipped: count('skipped').length,
    failures: count('failed'),
  };
}
