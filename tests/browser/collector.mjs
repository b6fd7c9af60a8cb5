import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '../js/collector-client.mjs';

const program = fileURLToPath(
  new URL('../../demo/collector/main.mjs', import.meta.url),
);

/** Starts the reference collector as a process of its own. Resolves to a
 * client for it with, beside the client's own, `endpoint` and `close`. */
export async function startCollector() {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-collector-'));
  const database = join(folder, 'events.sqlite');
  const flags = ['--port', '0', '--database', database];
  const child = spawn(process.execPath, [program, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [, url] = await readLine(child.stdout, /^collector (http:\S+)\n/);
  return {
    ...createClient(url),
    endpoint: `${url}/collect`,
    async close() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a started process says, once it matches; throws if it ends first. */
export async function readLine(output, pattern) {
  let text = '';
  for await (const chunk of output.setEncoding('utf8').iterator({
    destroyOnReturn: false,
  })) {
    text += chunk;
    const match = text.match(pattern);
    if (match) return match;
  }
  throw new Error(`the process ended, having said: ${text}`);
}
