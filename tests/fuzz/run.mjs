/** Builds the fuzz targets, seeds them and lets each run:
 *
 *     node tests/fuzz/run.mjs [SECONDS [TARGET...]]
 *
 * What a target has found to be worth keeping stays in build/fuzz/corpus/, and
 * the next run starts from it. An input that breaks something is written to
 * build/fuzz/, and the exit code is 1. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { seeds } from './seeds.mjs';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const [seconds = '60', ...named] = process.argv.slice(2);
const targets = named.length > 0 ? named : Object.keys(seeds);

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  return status === 0;
}

function writeSeeds(target) {
  const folder = `build/fuzz/corpus/${target}`;
  mkdirSync(folder, { recursive: true });
  for (const text of seeds[target]()) {
    const name = createHash('sha1').update(text).digest('hex');
    writeFileSync(`${folder}/${name}`, text);
  }
  return folder;
}

function fuzz(target) {
  const corpus = writeSeeds(target);
  return run(`build/fuzz/tests/fuzz/${target}_fuzz`, [
    corpus,
    `-max_total_time=${seconds}`,
    // Real strings end there; a description has more to it.
    `-max_len=${target === 'destination' ? 16384 : 4096}`,
    '-timeout=10', // seconds for one input; it takes milliseconds
    '-rss_limit_mb=1024',
    '-print_final_stats=1',
    `-artifact_prefix=build/fuzz/${target}-`,
    '-verbosity=1',
  ]);
}

const built = run('cmake', ['--workflow', '--preset', 'fuzz']);
const failed = built ? targets.filter((target) => !fuzz(target)) : ['build'];
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
