import type { Batch, CanonicalEvent } from '../node-api.js';
import { readRows, type Rows } from './event-rows.js';
import { readBody } from './read-body.js';

type Envelope = Omit<Batch, 'events' | 'ages'> & Rows & { clock?: number[] };

/** A device sleeps no longer while an event waits (kMaxRetryAgeMs). */
const kMaxSleepMs = 24 * 60 * 60 * 1000;

/** {@link Batch} of a body that a page posted; undefined for any other. */
export function readBatch(body: string | Uint8Array): Batch | undefined {
  try {
    const text = typeof body === 'string' ? body : readBody(body);
    const envelope = JSON.parse(text) as Envelope;
    const { batch, sent_at, policy, dropped = {}, cut = 0 } = envelope;
    if (typeof batch !== 'string' || !Number.isFinite(sent_at)) return;
    const events = readEvents(envelope);
    if (![dropped, ...events].every(isObject)) return;
    if (!events.every(({ event }) => isObject(event))) return;
    const ages = agesOf(envelope, events);
    return { batch, sent_at, policy, events, ages, dropped, cut };
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readEvents(envelope: Envelope & { sluice?: unknown }) {
  if (envelope.sluice === 2) return readRows(envelope);
  // Of a script from before there were rows, which may be in a cache.
  const { sluice, events } = envelope;
  if (sluice !== 1 || !Array.isArray(events)) throw new TypeError('no batch');
  return events as unknown as CanonicalEvent[];
}

/** A clock that was set back is put right. One that went ahead may have been
 * set, or the device slept, when the monotonic clock stands still
 * (https://github.com/w3c/hr-time/issues/115): that is far more usual. */
function agesOf(envelope: Envelope, events: CanonicalEvent[]): number[] {
  const { sent_at, clock = [] } = envelope;
  return events.map(({ event }, i) => {
    const ahead = clock[i] ?? 0;
    const wasSet = ahead < 0 || ahead > kMaxSleepMs;
    const age = sent_at - Number(event?.time) - (wasSet ? ahead : 0);
    return Math.max(age, 0) || 0;
  });
}
