-- One row for each batch id. A retry of a batch counts as a delivery and keeps
-- the first request, so that dropped and cut are counted once.
CREATE TABLE IF NOT EXISTS batches (
  rowid INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id TEXT NOT NULL UNIQUE,
  sent_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  deliveries INTEGER NOT NULL DEFAULT 1,
  duplicates INTEGER NOT NULL,
  dropped TEXT NOT NULL,
  cut INTEGER NOT NULL,
  request_line TEXT NOT NULL,
  headers TEXT NOT NULL,
  body TEXT NOT NULL, -- unzipped
  gzip_bytes INTEGER -- what it took as it came, gzipped; null: it was not
);

-- AUTOINCREMENT: a reader's position stays valid after the table is cleared.
CREATE TABLE IF NOT EXISTS events (
  rowid INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL UNIQUE,
  batch_id TEXT NOT NULL REFERENCES batches (batch_id),
  session_id TEXT,
  received_at INTEGER NOT NULL,
  event TEXT NOT NULL,
  daily_visitor TEXT -- by the salt of that day; null unless it is asked for
);

CREATE INDEX IF NOT EXISTS events_by_session ON events (session_id);

-- Events that break the schema. `event` is null where not even JSON can hold
-- it; the batch's body still does.
CREATE TABLE IF NOT EXISTS rejected (
  rowid INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id TEXT NOT NULL REFERENCES batches (batch_id),
  position INTEGER NOT NULL,
  reason TEXT NOT NULL,
  event TEXT,
  UNIQUE (batch_id, position)
);
