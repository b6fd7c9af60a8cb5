import { spawnSync } from 'node:child_process';
import { lastLines, runQuietly } from './command.mjs';

export const simulator = 'build/native/tests/sluice_simulation';

/** The visitors of every run of the tests; resolves to {passed, failures}. */
export async function runSimulation() {
  const run = await runQuietly(simulator, []);
  if (run.ok) return { passed: 1, failures: [] };
  // All of the tape, which may be long, comes from the command it names.
  const detail = lastLines(run.stdout + run.stderr, 5);
  return { passed: 0, failures: [{ name: 'simulation', detail }] };
}

/** Lets as many visitors live as `options` say, and shows what comes of it.
 * Returns whether all is well. */
export function simulate(options) {
  const { status } = spawnSync(simulator, options, { stdio: 'inherit' });
  return status === 0;
}
