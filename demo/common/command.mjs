import { parseArgs } from 'node:util';

import { StartError } from './listen.mjs';

/** The command's `--name VALUE` flags, and its `--name` switches. Throws a
 * StartError that ends with `usage` for one that is not among these names. */
export function readFlags(names, usage, switches = []) {
  const options = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' }]),
    ...switches.map((name) => [name, { type: 'boolean' }]),
  ]);
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new StartError(`${error.message}\nusage: ${usage}`);
  }
}

/** The TCP port that `flag` asks for, or `otherwise` where it is absent. */
export function readPort(flags, flag, otherwise) {
  const text = flags[flag] ?? String(otherwise);
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) {
    throw new StartError(`--${flag} ${text} is not a port from 0 to 65535`);
  }
  return Number(text);
}

/** Runs a command until it is interrupted or told to end. `start` resolves to
 * a function that ends what it started. */
export async function runUntilStopped(name, start) {
  try {
    const close = await start();
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, close);
  } catch (error) {
    const known = error instanceof StartError;
    console.error(`${name}: ${known ? error.message : error.stack}`);
    process.exitCode = 1;
  }
}
