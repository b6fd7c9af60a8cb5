import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const start = fileURLToPath(new URL('../../demo/start', import.meta.url));

function runStart(...args) {
  return spawnSync(start, args, { encoding: 'utf8', timeout: 10_000 });
}

describe('demo/start', () => {
  const server = createServer();
  before(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  after(() => server.close());

  it('tells at once that a port is taken, and how to choose another', () => {
    const { port } = server.address();
    for (const flag of ['--port', '--collector-port']) {
      const { status, stdout, stderr } = runStart(flag, port);
      assert.equal(status, 1);
      assert.equal(stdout, '');
      assert.match(stderr, new RegExp(`port ${port} is taken.* ${flag}\n`));
    }
  });

  it('refuses what it does not know, with its usage', () => {
    for (const args of [['--prot', '80'], ['8080'], ['--port']]) {
      const { status, stderr } = runStart(...args);
      assert.equal(status, 2, args);
      assert.match(stderr, /^usage: demo\/start/m);
    }
  });

  it('refuses invalid ports, and one port for both', () => {
    for (const port of ['0', '65536', '080', '-1', 'http', '1.5', '8081']) {
      const { status, stderr } = runStart('--port', port);
      assert.equal(status, 2, port);
      assert.match(stderr, /^usage: demo\/start/m);
    }
  });
});
