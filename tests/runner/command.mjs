import { spawn } from 'node:child_process';

const TIMEOUT_MS = 20 * 60_000;

/** Runs a program in the current folder without showing what it prints.
 * Resolves when it has ended to what it wrote (`stdout`, `stderr`), `ok`, and
 * `ending` in words. One that takes over 20 minutes is ended. */
export function runQuietly(program, args) {
  return new Promise((resolve) => {
    const result = { stdout: '', stderr: '', ok: false, ending: '' };
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill(), TIMEOUT_MS);
    const finish = (outcome) => {
      clearTimeout(timer);
      resolve({ ...result, ...outcome });
    };
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => {
        result[name] += text;
      });
    }
    child.on('error', (error) => finish({ ending: error.message }));
    child.on('close', (code, signal) => {
      const ending = signal ? `ended by ${signal}` : `exit code ${code}`;
      finish({ ok: code === 0, ending });
    });
  });
}

export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
