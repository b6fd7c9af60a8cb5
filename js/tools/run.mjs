import { spawnSync } from 'node:child_process';

/** Runs a command, and ends the build if it fails: the command has said why,
 * and a stack trace of ours says nothing about it. */
export function run(command, args, { cwd = '.', stdout = 'inherit' } = {}) {
  const stdio = ['inherit', stdout, 'inherit'];
  const { status, error } = spawnSync(command, args, { cwd, stdio });
  if (status === 0) return;
  console.error(`build: ${command} ${error?.message ?? `exited ${status}`}`);
  process.exit(1);
}

/** Runs a command of the development dependencies. */
export function runTool(tool, args, options) {
  run(`node_modules/.bin/${tool}`, args, options);
}
