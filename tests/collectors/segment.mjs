/** Segment's HTTP API and the two that speak it too.
 * Segment: 200 to all that is JSON, and what is no event is dropped.
 * RudderStack: gateway/handle_*.go; the key in a header, or in the address of
 * the beacon's route; one event without an id refuses all.
 * Jitsu: ingest/router_batch_handler.go; always 200, the body says what. */
import { jsonOf } from './serve.mjs';

const kTypes = ['page', 'track', 'identify', 'screen', 'group', 'alias'];

function flawOf(event) {
  const { type, messageId, anonymousId, userId } = event;
  if (!kTypes.includes(type)) return 'type';
  if (!messageId || messageId.length > 100) return 'messageId';
  if (!anonymousId && !userId) return 'no id';
  const { event: name, properties, traits } = event;
  if (type === 'track' && (!name || typeof properties !== 'object'))
    return 'track';
  if (type === 'identify' && typeof traits !== 'object') return 'identify';
  const time = event.timestamp ?? event.originalTimestamp;
  if (isNaN(Date.parse(time))) return 'time';
  return JSON.stringify(event).length > 32000 ? 'larger than 32 KB' : undefined;
}

function collector(answer) {
  const taken = [];
  const refused = [];
  const keep = (batch) => {
    for (const event of batch) {
      const flaw = flawOf(event);
      if (flaw) refused.push({ flaw, event });
      else taken.push(event);
    }
  };
  return { taken, refused, take: (request) => answer(request, keep) };
}

export const segment = ({ key }) =>
  collector(({ method, path, text, type }, keep) => {
    if (method !== 'POST' || path !== '/v1/batch') return { status: 404 };
    const body = jsonOf(text);
    const isKnown = /^(text\/plain|application\/json)$/.test(type);
    if (!isKnown || !Array.isArray(body?.batch)) return { status: 400 };
    if (body.writeKey === key) keep(body.batch);
    return { status: 200, body: { success: true } };
  });

export const rudderstack = ({ key }) =>
  collector(({ method, path, headers, query, text }, keep) => {
    const basic = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    const isBatch = path === '/v1/batch' && headers.authorization === basic;
    const isBeacon = path === '/beacon/v1/batch' && query.writeKey === key;
    if (method !== 'POST') return { status: 405 };
    if (!isBatch && !isBeacon) return { status: 401 };
    const batch = jsonOf(text)?.batch;
    if (!batch?.length) return { status: 400 };
    if (batch.some((one) => !one.anonymousId && !one.userId))
      return { status: 400 };
    keep(batch);
    return { status: 200, body: 'OK' };
  });

export const jitsu = ({ key, ok = true }) =>
  collector(({ method, path, type, text }, keep) => {
    if (method !== 'POST' || path !== '/v1/batch') return { status: 404 };
    if (!/^(text\/plain|application\/json)$/.test(type)) return { status: 400 };
    const body = jsonOf(text);
    if (!Array.isArray(body?.batch)) return { status: 400 };
    if (body.writeKey !== key) return { status: 401 };
    if (ok) keep(body.batch);
    const receivedEvents = body.batch.length;
    const okEvents = ok ? receivedEvents : 0;
    return { status: 200, body: { ok, receivedEvents, okEvents } };
  });
