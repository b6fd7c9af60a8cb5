/** Mixpanel's /track/ as its library uses it: a form, and 200 for all; a
 * status of 0 in the body is a refusal. */
import { jsonOf } from './serve.mjs';

function flawOf({ event, properties = {} }, token) {
  if (!event) return 'event';
  if (properties.token !== token) return 'token';
  if (typeof properties.time !== 'number') return 'time';
  if (!properties.distinct_id) return 'distinct_id';
  const id = properties.$insert_id;
  if (!/^[\w-]{1,36}$/.test(id)) return '$insert_id';
  return Object.keys(properties).length > 255 ? 'more than 255' : undefined;
}

export function mixpanel({ token }) {
  const taken = [];
  const refused = [];
  return {
    taken,
    refused,
    take({ method, path, type, text }) {
      if (method !== 'POST' || path !== '/track/') return { status: 404 };
      const isForm = type === 'application/x-www-form-urlencoded';
      const rows =
        isForm && jsonOf(new URLSearchParams(text).get('data') ?? '');
      if (!Array.isArray(rows))
        return { status: 200, body: { status: 0, error: 'data' } };
      const flaw = rows.map((row) => flawOf(row, token)).find(Boolean);
      if (flaw) {
        refused.push({ flaw, rows });
        return { status: 200, body: { status: 0, error: flaw } };
      }
      taken.push(...rows);
      return { status: 200, body: { status: 1, error: null } };
    },
  };
}
