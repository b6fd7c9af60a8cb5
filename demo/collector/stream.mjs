const pageSize = 100;
const summaryDelayMs = 100;

/** Server-sent events: every stored event to every reader, in order, without
 * gaps. A reader is served from the database at the pace it reads, so a slow
 * one costs no memory, and one that comes back says by Last-Event-ID where it
 * was. */
export class Stream {
  #store;
  #summarize;
  #readers = new Set();
  #timer = null;

  /** `summarize` returns what the message `summary` is to hold. */
  constructor(store, summarize) {
    this.#store = store;
    this.#summarize = summarize;
  }

  /** Sends the newest `last` events, then each new one. */
  open(request, response, last) {
    const store = this.#store;
    const reader = { response, position: store.positionBefore(last) };
    startStream(response);
    resume(reader, request.headers['last-event-id'], store);
    this.#readers.add(reader);
    response.on('close', () => this.#readers.delete(reader));
    response.on('drain', () => this.push());
    response.write(message('summary', this.#summarize()));
    serve(reader, store);
  }

  /** Sends what was stored since; call it after each commit. */
  push() {
    for (const reader of this.#readers) serve(reader, this.#store);
    this.#summarizeSoon();
  }

  /** Tells readers that all events are gone. */
  clear() {
    const text = message('cleared');
    for (const { response } of this.#readers) response.write(text);
    this.#summarizeSoon();
  }

  /** Forgets its readers; the store may be closed afterwards. */
  close() {
    clearTimeout(this.#timer);
    this.#readers.clear();
  }

  // Counting reads whole tables, so a burst of batches is counted once.
  #summarizeSoon() {
    if (this.#timer || this.#readers.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#writeSummary();
    }, summaryDelayMs).unref();
  }

  /** A reader that lags gets its summary when it has caught up. */
  #writeSummary() {
    const text = message('summary', this.#summarize());
    for (const { response } of this.#readers) {
      if (!response.writableNeedDrain) response.write(text);
    }
  }
}

function startStream(response) {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
  });
  response.write('retry: 1000\n\n');
}

/** Goes on where the reader was, unless the events were cleared meanwhile. */
function resume(reader, lastEventId, store) {
  if (!/^\d{1,15}$/.test(lastEventId ?? '')) return;
  const position = Number(lastEventId);
  if (position <= store.lastPosition()) reader.position = position;
  else reader.response.write(message('cleared'));
}

function serve(reader, store) {
  while (!reader.response.writableNeedDrain) {
    const rows = store.events(reader.position, pageSize);
    if (rows.length === 0) return;
    reader.response.write(rows.map(eventMessage).join(''));
    reader.position = rows.at(-1).rowid;
  }
}

function eventMessage(row) {
  return `id: ${row.rowid}\n${message('event', row)}`;
}

function message(name, data = {}) {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
