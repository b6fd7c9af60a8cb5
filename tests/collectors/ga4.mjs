/** Google Analytics 4, Measurement Protocol: 204 to everything; the limits are
 * those that its validation server checks.
 * developers.google.com/analytics/devguides/collection/protocol/ga4 */
import { jsonOf } from './serve.mjs';

const kLong = { page_title: 300, page_referrer: 420, page_location: 1000 };

function flawOf({ name, params = {}, timestamp_micros }) {
  if (!/^[A-Za-z]\w{0,39}$/.test(name ?? '')) return `name ${name}`;
  if (!Number.isInteger(timestamp_micros)) return 'timestamp_micros';
  if (Object.keys(params).length > 25) return 'more than 25 params';
  for (const [param, value] of Object.entries(params)) {
    if (!/^[A-Za-z]\w{0,39}$/.test(param)) return `param ${param}`;
    if (param === 'items') continue;
    if (typeof value === 'object') return `${param} is an object`;
    if (String(value).length > (kLong[param] ?? 100)) return `${param} is long`;
  }
  return name === 'purchase' && !params.currency && params.value !== undefined
    ? 'value without currency'
    : undefined;
}

export function ga4({ measurement_id, api_secret }) {
  const taken = [];
  const refused = [];
  return {
    taken,
    refused,
    take({ method, path, query, text }) {
      if (method !== 'POST' || path !== '/mp/collect') return { status: 404 };
      const body = jsonOf(text);
      const isOurs =
        query.measurement_id === measurement_id &&
        query.api_secret === api_secret;
      const isWhole = isOurs && body?.client_id && body.events?.length <= 25;
      for (const event of body?.events ?? []) {
        const flaw = isWhole ? flawOf(event) : 'request';
        if (flaw) refused.push({ flaw, event });
        else taken.push({ ...event, of: body });
      }
      return { status: 204 };
    },
  };
}
