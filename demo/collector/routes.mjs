import { answerJson, Refusal } from './answer.mjs';
import { readJson } from './body.mjs';
import { createCollect } from './collect.mjs';

const maxRows = 1000;

/** What the collector answers to: handlers by path and method, each called
 * with (request, response, query). */
export function createRoutes(parts) {
  return {
    '/collect': {
      POST: fromAnyOrigin(createCollect(parts)),
      OPTIONS: fromAnyOrigin(answerPreflight),
    },
    '/fault': faultRoutes(parts),
    '/events': eventRoutes(parts),
    '/batches': { GET: batchList(parts.store) },
    '/rejected': { GET: rowList(parts.store.rejected) },
    '/counts': {
      GET: (_, response) => answerJson(response, parts.summarize()),
    },
    '/report': {
      GET: (_, response) => answerJson(response, parts.store.report()),
    },
    '/stream': { GET: streamOf(parts.stream) },
  };
}

/** Lets pages of every origin ask, and read when to try again. Cookies stay
 * out: browsers refuse `*` for requests with credentials. */
function fromAnyOrigin(handle) {
  return (request, response, query) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    return handle(request, response, query);
  };
}

function answerPreflight(_, response) {
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'Content-Type, Content-Encoding',
    'Access-Control-Max-Age': '86400',
  });
  response.end();
}

function faultRoutes({ fault, checks }) {
  return {
    GET: (_, response) => answerJson(response, fault.current()),
    async PUT(request, response) {
      const { value } = await readJson(request);
      const wrong = checks.fault(value);
      if (wrong) throw new Refusal(400, 'the body is not a fault', wrong);
      fault.set(value);
      answerJson(response, fault.current());
    },
    DELETE(_, response) {
      fault.clear();
      answerJson(response, fault.current());
    },
  };
}

function eventRoutes({ store, stream }) {
  return {
    GET: rowList(store.events),
    DELETE(_, response) {
      const deleted = store.clear();
      stream.clear();
      answerJson(response, { deleted });
    },
  };
}

function batchList(store) {
  const list = rowList(store.batches);
  return (request, response, query) => {
    if (!query.has('id')) return list(request, response, query);
    answerJson(response, store.batch(query.get('id')));
  };
}

function rowList(read) {
  return (_, response, query) => {
    const after = readNumber(query, 'after', 0);
    const limit = readNumber(query, 'limit', 100);
    answerJson(response, read(after, Math.min(limit, maxRows)));
  };
}

function streamOf(stream) {
  return (request, response, query) => {
    stream.open(request, response, readNumber(query, 'last', 0));
  };
}

function readNumber(query, name, otherwise) {
  const text = query.get(name) ?? String(otherwise);
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Refusal(400, `${name} is not a whole number`, { given: text });
}
