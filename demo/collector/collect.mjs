import { answerJson, Refusal } from './answer.mjs';
import { readJson } from './body.mjs';

const types = ['text/plain', 'application/json'];
const encodings = ['identity', 'gzip'];

/** The handler of POST /collect: stores a batch and answers how many of its
 * events were stored, known already, or set aside. The answer leaves once the
 * events are on the disk. */
export function createCollect(parts) {
  const { store, fault, stream, checks, reader, visitorOf } = parts;
  return async (request, response) => {
    const received_at = Date.now();
    checkType(request);
    checkEncoding(request);
    const { bytes, text, value } = await readJson(request, reader.readBody);
    if (fault.strike(response)) return;
    checkEnvelope(value, checks);
    const read = reader.readBatch(text);
    if (!read) throw new Refusal(400, 'the body is not a Sluice batch');
    const about = describeRequest(request, bytes, text);
    const batch = { ...describeBatch(read), ...about, received_at };
    const daily_visitor = visitorOf ? visitorOf(senderOf(request)) : null;
    const sorted = sortEvents(read.events, checks);
    const result = store.add({ batch, daily_visitor, ...sorted });
    answerJson(response, result);
    stream.push();
  };
}

/** None of it is stored: only what a salt of the day makes of it. */
function senderOf({ headers, socket }) {
  const { origin: site = '', 'user-agent': agent = '' } = headers;
  return { site, agent, address: socket.remoteAddress ?? '' };
}

function checkType(request) {
  const type = (request.headers['content-type'] ?? 'none').split(';')[0];
  if (types.includes(type.trim().toLowerCase())) return;
  throw new Refusal(415, `the content type is ${type}`, { expected: types });
}

/** What is gzipped says so by its first bytes: a header is welcome, and may be
 * left by a proxy that has unzipped the body. */
function checkEncoding({ headers }) {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encodings.includes(encoding.toLowerCase())) return;
  const reason = `the content encoding is ${encoding}`;
  throw new Refusal(415, reason, { expected: encodings });
}

function checkEnvelope(value, checks) {
  const wrong = checks.envelope(value);
  if (wrong) throw new Refusal(400, 'the body is not a Sluice batch', wrong);
}

function describeBatch({ batch, sent_at, dropped, cut }) {
  return { batch_id: batch, sent_at, dropped: JSON.stringify(dropped), cut };
}

function describeRequest(request, bytes, body) {
  return {
    request_line: `POST ${request.url} HTTP/${request.httpVersion}`,
    headers: JSON.stringify(pairs(request.rawHeaders)),
    body,
    // As reader.readBody tells it: no JSON begins with that byte.
    gzip_bytes: bytes[0] === 0x1f ? bytes.length : null,
  };
}

/** Name and value in turn, as Node lists headers, to [name, value] each. */
function pairs(list) {
  return list.flatMap((name, at) => (at % 2 ? [] : [[name, list[at + 1]]]));
}

function sortEvents(values, checks) {
  const events = [];
  const rejected = [];
  values.forEach((value, position) => {
    const event = writeJson(value);
    const reason = findFault(value, event, checks);
    if (reason) rejected.push({ position, reason, event });
    else events.push({ ...readIds(value), event });
  });
  return { events, rejected };
}

/** The event as JSON text; null if it is nested deeper than the stack. */
function writeJson(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

function findFault(value, text, checks) {
  if (text === null) return 'nested too deeply';
  const wrong = checks.event(value);
  return wrong && `${wrong.at} ${wrong.expected}`.trim();
}

function readIds({ event, session }) {
  return { event_id: event.id, session_id: session?.id ?? null };
}
