// Can the simulator fail? Breaks the core in one way after the other
// (mutants.json), and lets visitors live with each.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { runQuietly } from '../runner/command.mjs';

const build = resolve('build/native');
const folder = resolve('build/mutants');

/** A mutant lives if no visitor of the tests' own run notices it. */
const options = '--seeds 20000';

const mutants = JSON.parse(
  readFileSync(new URL('mutants.json', import.meta.url), 'utf8'),
);

/** Resolves to {passed, failures}: each mutant has to be found. */
export async function runMutants() {
  mkdirSync(folder, { recursive: true });
  const link = await linkCommand();
  const rest = [...mutants.entries()];
  const failures = [];
  const work = async () => {
    while (rest.length > 0) {
      const [number, mutant] = rest.shift();
      const detail = await whyItLives(mutant, `${folder}/${number}`, link);
      if (detail) failures.push({ name: `mutant: ${mutant.name}`, detail });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { passed: mutants.length - failures.length, failures };
}

/** Undefined if it does not. */
async function whyItLives({ file, text, mutant }, at, link) {
  const parts = readFileSync(file, 'utf8').split(text);
  if (parts.length !== 2) return `${file} has not this once: ${text}`;
  writeFileSync(`${at}.cpp`, parts.join(mutant));
  const built = await run(`${compileCommand(file, at)} && ${link(at)}`);
  if (!built.ok) return `it cannot be built:\n${built.stderr}`;
  const { ending } = await run(`${at} ${options}`);
  // Ended otherwise it was not judged.
  return ending === 'exit code 1' ? undefined : `nobody notices it: ${ending}`;
}

const run = (command) => runQuietly('sh', ['-c', `cd ${build} && ${command}`]);

/** As `file` is compiled, with the mutant in its place. */
function compileCommand(file, at) {
  const commands = readFileSync(`${build}/compile_commands.json`, 'utf8');
  const source = resolve(file);
  const one = JSON.parse(commands).find((command) => command.file === source);
  return one.command.replace(/ -o .*/, ` -o ${at}.o -c ${at}.cpp`);
}

/** As the simulator is linked, with the mutant's object in front of the core:
 * what a program has, it does not take out of a library. */
async function linkCommand() {
  const ninja = await run('ninja -t commands sluice_simulation');
  const last = ninja.stdout.trimEnd().split('\n').at(-1);
  return (at) =>
    last.replace(/ -o tests\/sluice_simulation /, ` -o ${at} ${at}.o `);
}
