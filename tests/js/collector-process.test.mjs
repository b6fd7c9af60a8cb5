import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import {
  createClient,
  makeBatch,
  makeEvent,
  makeFolder,
  openCollector,
} from './collector-client.mjs';

const ofDemo = createRequire(
  new URL('../../demo/package.json', import.meta.url),
);
const Database = ofDemo('better-sqlite3');

const program = fileURLToPath(
  new URL('../../demo/collector/main.mjs', import.meta.url),
);

function spawnCollector(t, ...flags) {
  const child = spawn(process.execPath, [program, ...flags]);
  t.after(() => child.kill('SIGKILL'));
  return child;
}

async function startProcess(t, database) {
  const child = spawnCollector(t, '--port', '0', '--database', database);
  const [line] = await once(child.stdout, 'data');
  const [, url] = String(line).match(/^collector (http:\S+)\n$/);
  return { child, collector: createClient(url) };
}

async function endProcess(child, signal) {
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return code;
}

/** Exit code and complaint of a start that must fail. */
async function failToStart(t, ...flags) {
  const child = spawnCollector(t, ...flags);
  const [complaint, [code]] = await Promise.all([
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, complaint };
}

/** Posts batch after batch until the collector is gone; `onAnswer` is told of
 * each one that was acknowledged. */
async function postUntilGone(collector, onAnswer) {
  for (;;) {
    const batch = makeBatch([makeEvent(), makeEvent(), makeEvent()]);
    try {
      await collector.post(batch);
    } catch {
      return;
    }
    onAnswer(batch);
  }
}

/** Kills a collector in the midst of eight clients posting; resolves to the
 * ids of the events it had acknowledged. */
async function killWhileBusy(t, database) {
  const { child, collector } = await startProcess(t, database);
  const ids = [];
  const exit = once(child, 'exit');
  const onAnswer = ({ events }) => {
    ids.push(...events.map(({ event }) => event.id));
    if (ids.length > 150) child.kill('SIGKILL');
  };
  const clients = Array.from({ length: 8 }, () => {
    return postUntilGone(collector, onAnswer);
  });
  await Promise.all([...clients, exit]);
  return ids;
}

async function readAllIds(collector) {
  const ids = [];
  let rows;
  let after = 0;
  do {
    rows = await collector.read(`/events?limit=1000&after=${after}`);
    ids.push(...rows.map((row) => row.event.event.id));
    after = rows.at(-1)?.rowid;
  } while (rows.length > 0);
  return ids;
}

describe('collector process', () => {
  test('killed, it has lost nothing it acknowledged', async (t) => {
    const database = join(makeFolder(t), 'events.sqlite');
    const acknowledged = [];
    for (let round = 0; round < 5; round++) {
      acknowledged.push(...(await killWhileBusy(t, database)));
      const { child, collector } = await startProcess(t, database);
      const stored = await readAllIds(collector);
      const known = new Set(stored);
      const lost = acknowledged.filter((id) => !known.has(id));
      assert.deepEqual(lost, []);
      assert.equal(known.size, stored.length);
      await endProcess(child, 'SIGKILL');
    }
  });

  test('told to end, it ends well, even with a stream open', async (t) => {
    const database = join(makeFolder(t), 'events.sqlite');
    for (const signal of ['SIGINT', 'SIGTERM']) {
      const { child, collector } = await startProcess(t, database);
      await collector.ask('/stream');
      assert.equal(await endProcess(child, signal), 0);
    }
  });

  test('a file from before there was gzip is still good', async (t) => {
    const file = join(makeFolder(t), 'events.sqlite');
    const before = await startProcess(t, file);
    await before.collector.post(makeBatch([makeEvent()]));
    await endProcess(before.child, 'SIGTERM');
    const database = new Database(file);
    database.exec('ALTER TABLE batches DROP COLUMN gzip_bytes');
    database.close();
    const { collector } = await startProcess(t, file);
    await collector.post(makeBatch([makeEvent()]));
    const batches = await collector.read('/batches');
    assert.equal(batches.length, 2);
    assert.equal(batches[0].request.gzip_bytes, null);
  });

  test('a taken port is said in one line', async (t) => {
    const { port } = new URL((await openCollector(t)).url);
    const database = join(makeFolder(t), 'events.sqlite');
    const flags = ['--port', port, '--database', database];
    const { code, complaint } = await failToStart(t, ...flags);
    assert.equal(code, 1);
    const line = `collector: port ${port} is taken by another program\n`;
    assert.equal(complaint, line);
  });

  test('a file that is no database is said in one line', async (t) => {
    const database = join(makeFolder(t), 'events.sqlite');
    writeFileSync(
      database,
      'a shopping list, long enough to be a header\n'.repeat(9),
    );
    const { code, complaint } = await failToStart(t, '--database', database);
    assert.equal(code, 1);
    assert.match(complaint, /^collector: database .* not a database\n$/);
  });

  test('a wrong flag is answered with the right ones', async (t) => {
    for (const flags of [['--prot', '1'], [], ['--port', 'http']]) {
      const { code, complaint } = await failToStart(t, ...flags);
      assert.equal(code, 1);
      assert.match(complaint, /^collector: [^\n]*(\nusage: [^\n]*)?\n$/);
    }
  });
});
