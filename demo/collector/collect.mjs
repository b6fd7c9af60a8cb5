import { answerJson, Refusal } from './answer.mjs';
import { readJson } from './body.mjs';

const types = ['text/plain', 'application/json'];

/** The handler of POST /collect: stores a batch and answers how many of its
 * events were stored, known already, or set aside. The answer leaves once the
 * events are on the disk. */
export function createCollect({ store, fault, stream, checks }) {
  return async (request, response) => {
    const received_at = Date.now();
    checkType(request);
    const { text, value } = await readJson(request);
    if (fault.strike(response)) return;
    const envelope = checkEnvelope(value, checks);
    const batch = describeBatch(envelope, request, text, received_at);
    const result = store.add({ batch, ...sortEvents(envelope.events, checks) });
    answerJson(response, result);
    stream.push();
  };
}

function checkType(request) {
  const type = (request.headers['content-type'] ?? 'none').split(';')[0];
  if (types.includes(type.trim().toLowerCase())) return;
  throw new Refusal(415, `the content type is ${type}`, { expected: types });
}

function checkEnvelope(value, checks) {
  const wrong = checks.envelope(value);
  if (wrong) throw new Refusal(400, 'the body is not a Sluice batch', wrong);
  return value;
}

function describeBatch(envelope, request, body, received_at) {
  return {
    batch_id: envelope.batch,
    sent_at: envelope.sent_at,
    received_at,
    dropped: JSON.stringify(envelope.dropped ?? {}),
    cut: envelope.cut ?? 0,
    request_line: `POST ${request.url} HTTP/${request.httpVersion}`,
    headers: JSON.stringify(pairs(request.rawHeaders)),
    body,
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
