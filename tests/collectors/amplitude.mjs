/** Amplitude's HTTP API V2: a 400 names, by field, the indices of the events
 * that are wrong, and takes none. amplitude.com/docs/apis/analytics/http-v2 */
import { jsonOf } from './serve.mjs';

function flawOf({
  event_type,
  user_id,
  device_id,
  time,
  session_id,
  insert_id,
}) {
  if (!event_type) return 'event_type';
  if (!user_id && !device_id) return 'device_id';
  if (!Number.isInteger(time)) return 'time';
  if (!Number.isInteger(session_id)) return 'session_id';
  return typeof insert_id === 'string' ? undefined : 'insert_id';
}

export function amplitude({ key, refuses = () => false }) {
  const taken = [];
  const refused = [];
  return {
    taken,
    refused,
    unzips: 'header',
    take({ method, path, text }) {
      if (method !== 'POST' || path !== '/2/httpapi') return { status: 404 };
      const body = jsonOf(text);
      if (body?.api_key !== key)
        return { status: 400, body: { error: 'Invalid API key' } };
      const wrong = {};
      body.events.forEach((event, index) => {
        const flaw = refuses(event) ? 'time' : flawOf(event);
        if (!flaw) return;
        (wrong[flaw] ??= []).push(index);
        refused.push({ flaw, event });
      });
      if (Object.keys(wrong).length > 0) {
        return {
          status: 400,
          body: { code: 400, events_with_invalid_fields: wrong },
        };
      }
      taken.push(...body.events);
      return {
        status: 200,
        body: { code: 200, events_ingested: body.events.length },
      };
    },
  };
}
