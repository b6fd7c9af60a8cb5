/** The files that the reference is made from. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);

/** Where a file of the project is on this machine. */
export function pathOf(path) {
  return fileURLToPath(new URL(path, root));
}

export function read(path) {
  return readFileSync(pathOf(path), 'utf8');
}

export function readJson(path) {
  return JSON.parse(read(path));
}

export function namesIn(folder) {
  return readdirSync(pathOf(folder)).sort();
}

/** What the built command line prints. */
export function runCli(...args) {
  const cli = pathOf('js/dist/cli.mjs');
  return execFileSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
}
