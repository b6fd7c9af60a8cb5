/** Umami's /api/batch: details name the items that were refused; gzip and
 * other shapes are a 400. src/app/api/{send,batch}/route.ts */
import { jsonOf } from './serve.mjs';

const kAny = Infinity;
const kText = {
  ...{ hostname: 100, name: 50, id: 50 },
  ...{ url: kAny, referrer: kAny, title: kAny },
};

function flawOf({ type, payload } = {}, website) {
  if (type !== 'event' && type !== 'identify') return 'type';
  if (payload?.website !== website) return 'website';
  for (const [name, most] of Object.entries(kText)) {
    const value = payload[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value.length > most) return name;
  }
  if (payload.timestamp !== undefined && !Number.isInteger(payload.timestamp)) {
    return 'timestamp';
  }
  const { data } = payload;
  const isObject = typeof data === 'object' && !Array.isArray(data);
  return data === undefined || isObject ? undefined : 'data';
}

export function umami({ website, refuses = () => false }) {
  const taken = [];
  const refused = [];
  return {
    taken,
    refused,
    take({ method, path, headers, text }) {
      if (method !== 'POST' || path !== '/api/batch') return { status: 404 };
      const items = headers['content-encoding'] ? undefined : jsonOf(text);
      if (!Array.isArray(items)) return { status: 400 };
      const details = [];
      items.forEach((item, index) => {
        const flaw = refuses(item) ? 'refused' : flawOf(item, website);
        if (!flaw) return void taken.push(item);
        refused.push({ flaw, item });
        details.push({ index, response: { error: flaw } });
      });
      const counts = { size: items.length, errors: details.length };
      const processed = items.length - details.length;
      return { status: 200, body: { ...counts, processed, details } };
    },
  };
}
