import { createServer } from 'node:http';

import { loadReader } from '../common/built.mjs';
import { listen, stop } from '../common/listen.mjs';
import { createChecks } from './check.mjs';
import { createFault } from './fault.mjs';
import { createHandler } from './handler.mjs';
import { createRoutes } from './routes.mjs';
import { openStore } from './store.mjs';
import { Stream } from './stream.mjs';

/** Starts a collector on 127.0.0.1 that keeps what it receives in the SQLite
 * file `database`. Port 0 lets the system choose one. With `dailyVisitors` it
 * counts visitors whose policy stores nothing, as README.md says. Resolves to
 * its address and the function that ends it; throws a StartError if the port or
 * the file cannot be used. */
export async function startCollector({ port, database, dailyVisitors }) {
  const store = openStore(database);
  try {
    const reader = await loadReader();
    const visitorOf = dailyVisitors && reader.createDailyVisitors();
    const parts = { ...createParts(store, reader), visitorOf };
    const server = createServer(createHandler(createRoutes(parts)));
    const url = await listen(server, port);
    return { url, close: () => stop(server).then(() => closeParts(parts)) };
  } catch (error) {
    store.close();
    throw error;
  }
}

function createParts(store, reader) {
  const fault = createFault(() => stream.push());
  const summarize = () => ({ ...store.counts(), fault: fault.current() });
  const stream = new Stream(store, summarize);
  return { store, fault, stream, summarize, checks: createChecks(), reader };
}

function closeParts({ stream, store }) {
  stream.close();
  store.close();
}
