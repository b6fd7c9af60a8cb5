import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startCollector } from '../../demo/collector/collector.mjs';

/** A UUIDv7 as the core makes them. */
export function makeId() {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = randomBytes(9).toString('hex');
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${random.slice(0, 3)}`,
    `a${random.slice(3, 6)}`,
    random.slice(6),
  ].join('-');
}

/** An event that follows the schema, with these members beside its own. */
export function makeEvent(members) {
  const event = { id: makeId(), name: 'page_view', time: Date.now() };
  return { event, ...members };
}

export function makeBatch(events, members) {
  return {
    sluice: 1,
    batch: makeId(),
    sent_at: Date.now(),
    events,
    ...members,
  };
}

/** A folder that is removed when the test ends. */
export function makeFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-collector-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A collector of the test's own, ended with it. */
export async function openCollector(t, options) {
  const database = join(makeFolder(t), 'events.sqlite');
  const collector = await startCollector({ port: 0, database, ...options });
  t.after(() => collector.close());
  return createClient(collector.url);
}

/** What tests ask of the collector at `url`. */
export function createClient(url) {
  const ask = (path, options) => fetch(url + path, options);
  const send = (body, type = 'text/plain;charset=UTF-8') => {
    const headers = { 'Content-Type': type };
    return ask('/collect', { method: 'POST', headers, body });
  };
  return {
    url,
    ask,
    send,
    read: async (path) => (await ask(path)).json(),
    post: async (batch) => (await send(JSON.stringify(batch))).json(),
    fail: (order) => {
      return ask('/fault', { method: 'PUT', body: JSON.stringify(order) });
    },
  };
}
