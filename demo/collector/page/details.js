import { readBatch } from './api.js';
import { make } from './dom.js';

/** What a line opens: the event as stored and the request it came in. */
export function makeDetails({ event, batch, received_at }) {
  const request = make('pre', 'request', 'Reading the request');
  fillRequest(request, batch, event.event.id);
  return make(
    'div',
    'details',
    panel('Event', make('pre', 'json', ...colourJson(event))),
    panel(`Request, received ${describeTime(received_at)}`, request),
  );
}

function panel(title, content) {
  content.tabIndex = 0; // a scrolled box must be reachable by keyboard
  return make('section', '', make('h3', '', title), content);
}

async function fillRequest(box, id, eventId) {
  try {
    const batch = await readBatch(id);
    if (!batch) throw new Error('this batch was cleared');
    box.replaceChildren(...describeRequest(batch, eventId));
  } catch (error) {
    box.replaceChildren(`The request cannot be shown: ${error.message}.`);
  }
}

function describeRequest({ request, deliveries }, eventId) {
  const lines = request.headers.map(([name, value]) => {
    return make('span', 'header', make('i', '', `${name}: `), `${value}\n`);
  });
  const again =
    deliveries > 1
      ? [
          make(
            'em',
            '',
            `Delivered ${deliveries} times; this is the first.\n\n`,
          ),
        ]
      : [];
  return [
    ...again,
    make('b', '', `${request.line}\n`),
    ...lines,
    ...describeGzip(request),
    '\n',
    ...markEvent(request.body, eventId),
  ];
}

function describeGzip({ gzip_bytes, body }) {
  if (gzip_bytes === null) return [];
  const whole = new TextEncoder().encode(body).length;
  return [
    make('em', '', `\nGzipped: ${gzip_bytes} bytes, ${whole} unzipped.\n`),
  ];
}

/** The body exactly as it came, but unzipped, the event's id in it marked. */
function markEvent(body, eventId) {
  const at = body.indexOf(eventId);
  if (at < 0) return [body];
  const end = at + eventId.length;
  return [body.slice(0, at), make('mark', '', eventId), body.slice(end)];
}

function describeTime(time) {
  return new Date(time).toLocaleTimeString('en-GB');
}

const tokens =
  /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g;

function colourJson(value) {
  const text = JSON.stringify(value, null, 2);
  const parts = [];
  let end = 0;
  for (const token of text.matchAll(tokens)) {
    const [whole, string, colon = ''] = token;
    const kind = colon ? 'key' : string ? 'string' : 'value';
    parts.push(text.slice(end, token.index));
    parts.push(make('span', kind, string ?? whole), colon);
    end = token.index + whole.length;
  }
  return [...parts, text.slice(end)];
}
