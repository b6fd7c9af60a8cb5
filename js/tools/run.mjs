import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a command, and ends the build if it fails: the command has said why,
 * and a stack trace of ours says nothing about it. */
export async function run(command, args, { cwd = '.', stdout } = {}) {
  const stdio = ['inherit', stdout ?? 'inherit', 'inherit'];
  let reason;
  try {
    const [code, signal] = await once(
      spawn(command, args, { cwd, stdio }),
      'exit',
    );
    if (code === 0) return;
    reason = `exited ${code ?? signal}`;
  } catch (error) {
    reason = error.message;
  }
  console.error(`build: ${command} ${reason}`);
  process.exit(1);
}

/** Runs a command of the development dependencies. */
export function runTool(tool, args, options) {
  return run(`node_modules/.bin/${tool}`, args, options);
}
