/** Meta's Conversions API: all or nothing. Personal data has to be hashed.
 * developers.facebook.com/docs/marketing-api/conversions-api/parameters */
import { jsonOf } from './serve.mjs';

const kHash = /^[0-9a-f]{64}$/;

function flawOf({
  event_name,
  event_time,
  event_id,
  action_source,
  user_data,
  custom_data,
}) {
  if (!event_name || !event_id || action_source !== 'website') return 'event';
  if (!Number.isInteger(event_time)) return 'event_time';
  if (typeof user_data !== 'object') return 'user_data';
  const hashed = [...(user_data.em ?? []), ...(user_data.external_id ?? [])];
  if (!hashed.every((value) => kHash.test(value))) return 'not hashed';
  const { value } = custom_data ?? {};
  return value !== undefined && typeof value !== 'number' ? 'value' : undefined;
}

export function metaCapi({ pixel, token }) {
  const taken = [];
  const refused = [];
  return {
    taken,
    refused,
    take({ method, path, query, text }) {
      const isEvents = path === `/v23.0/${pixel}/events`;
      if (method !== 'POST' || !isEvents) return { status: 404 };
      if (query.access_token !== token) return { status: 401 };
      const rows = jsonOf(text)?.data;
      const flaw = Array.isArray(rows)
        ? rows.map(flawOf).find(Boolean)
        : 'data';
      if (flaw) {
        refused.push({ flaw, rows });
        return { status: 400, body: { error: { message: flaw } } };
      }
      taken.push(...rows);
      return { status: 200, body: { events_received: rows.length } };
    },
  };
}
