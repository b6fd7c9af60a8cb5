import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { StartError } from '../common/listen.mjs';
import { createReport } from './report.mjs';

const tables = readFileSync(new URL('tables.sql', import.meta.url), 'utf8');

/** The SQLite database in `file`, made where there is none. What a method has
 * written is on the disk when it returns. Throws a StartError if `file` cannot
 * be used. */
export function openStore(file) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const database = new Database(file);
    // FULL: in WAL mode, NORMAL may lose the last commits with the power.
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec(tables);
    addColumn(database, 'batches', 'gzip_bytes INTEGER');
    addColumn(database, 'events', 'daily_visitor TEXT');
    return createStore(database);
  } catch (error) {
    throw new StartError(`database ${file} cannot be used: ${error.message}`);
  }
}

/** To a table of an older file. */
function addColumn(database, table, column) {
  const [name] = column.split(' ');
  const columns = database.pragma(`table_info(${table})`);
  if (columns.some((one) => one.name === name)) return;
  database.exec(`ALTER TABLE ${table} ADD COLUMN ${column}`);
}

function createStore(database) {
  return {
    add: createAdd(database),
    clear: createClear(database),
    ...createLists(database),
    counts: createCounts(database),
    report: createReport(database),
    close: () => database.close(),
  };
}

/** add(batch): writes one delivery of a batch, all or nothing, and returns
 * `{stored, duplicate, rejected}`. */
function createAdd(database) {
  const { addBatch, addEvent, addRejected, addDuplicates } =
    prepareInserts(database);
  return database.transaction(({ batch, daily_visitor, events, rejected }) => {
    const { batch_id, received_at } = batch;
    const shared = { batch_id, received_at, daily_visitor };
    addBatch.run(batch);
    let stored = 0;
    for (const event of events) {
      stored += addEvent.run({ ...event, ...shared }).changes;
    }
    for (const one of rejected) addRejected.run({ ...one, batch_id });
    const duplicate = events.length - stored;
    addDuplicates.run(duplicate, batch_id);
    return { stored, duplicate, rejected: rejected.length };
  });
}

function prepareInserts(database) {
  return {
    addBatch: database.prepare(`
      INSERT INTO batches
        (batch_id, sent_at, received_at, duplicates, dropped, cut,
         request_line, headers, body, gzip_bytes)
      VALUES (@batch_id, @sent_at, @received_at, 0, @dropped, @cut,
        @request_line, @headers, @body, @gzip_bytes)
      ON CONFLICT (batch_id) DO UPDATE SET deliveries = deliveries + 1`),
    addEvent: database.prepare(`
      INSERT OR IGNORE INTO events
        (event_id, batch_id, session_id, received_at, daily_visitor, event)
      VALUES (@event_id, @batch_id, @session_id, @received_at,
        @daily_visitor, @event)`),
    addRejected: database.prepare(`
      INSERT OR IGNORE INTO rejected (batch_id, position, reason, event)
      VALUES (@batch_id, @position, @reason, @event)`),
    addDuplicates: database.prepare(`
      UPDATE batches SET duplicates = duplicates + ? WHERE batch_id = ?`),
  };
}

/** clear(): removes everything and returns how many events that were. */
function createClear(database) {
  return database.transaction(() => {
    database.exec('DELETE FROM rejected');
    const { changes } = database.prepare('DELETE FROM events').run();
    database.exec('DELETE FROM batches');
    return changes;
  });
}

/** Lists in the order of arrival: the rows after a position, at most `limit`,
 * each with its `rowid`, which is the next position. */
function createLists(database) {
  const events = database.prepare(`
    SELECT events.rowid, events.received_at, sent_at, batch_id AS batch, event
    FROM events JOIN batches USING (batch_id)
    WHERE events.rowid > ? ORDER BY events.rowid LIMIT ?`);
  const rejected = database.prepare(`
    SELECT rowid, batch_id AS batch, position, reason, event FROM rejected
    WHERE rowid > ? ORDER BY rowid LIMIT ?`);
  const batches = database.prepare(`
    SELECT * FROM batches WHERE rowid > ? ORDER BY rowid LIMIT ?`);
  const batch = database.prepare('SELECT * FROM batches WHERE batch_id = ?');
  return {
    events: (after, limit) => events.all(after, limit).map(readEvent),
    rejected: (after, limit) => rejected.all(after, limit).map(readEvent),
    batches: (after, limit) => batches.all(after, limit).map(readBatch),
    batch: (id) => batch.all(id).map(readBatch),
    ...createPositions(database),
  };
}

/** lastPosition(): the newest event's. positionBefore(n): the one to read the
 * newest `n` events from. */
function createPositions(database) {
  const last = database.prepare('SELECT max(rowid) FROM events').pluck();
  const before = database
    .prepare(
      `
    SELECT rowid FROM events ORDER BY rowid DESC LIMIT 1 OFFSET ?`,
    )
    .pluck();
  return {
    lastPosition: () => last.get() ?? 0,
    positionBefore: (count) => before.get(count) ?? 0,
  };
}

function readEvent(row) {
  return { ...row, event: JSON.parse(row.event) };
}

function readBatch({ request_line, headers, body, gzip_bytes, ...row }) {
  const { batch_id, dropped, ...rest } = row;
  return {
    batch: batch_id,
    ...rest,
    dropped: JSON.parse(dropped),
    request: {
      line: request_line,
      headers: JSON.parse(headers),
      body,
      gzip_bytes,
    },
  };
}

/** counts(): of everything stored. A batch's drops count once, however often
 * it was delivered. */
function createCounts(database) {
  const totals = database.prepare(`
    SELECT (SELECT count(*) FROM events) AS events,
      (SELECT count(DISTINCT session_id) FROM events) AS sessions,
      count(*) AS batches,
      coalesce(sum(duplicates), 0) AS duplicates,
      (SELECT count(*) FROM rejected) AS rejected,
      coalesce(sum(cut), 0) AS cut
    FROM batches`);
  const dropped = database.prepare(`
    SELECT key, sum(value) FROM batches, json_each(dropped) GROUP BY key`);
  return () => {
    const reasons = Object.fromEntries(dropped.raw().all());
    return { ...totals.get(), dropped: reasons };
  };
}
