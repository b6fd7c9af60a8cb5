/** PostHog's /batch/ (v0): any content type, gzip by its first bytes; all or
 * nothing. rust/capture/src/{router,v0_request}.rs */
import { jsonOf } from './serve.mjs';

const kUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function flawOf({ event, uuid, distinct_id, timestamp, properties }) {
  if (typeof event !== 'string' || !event) return 'event';
  if (typeof distinct_id !== 'string' || !distinct_id) return 'distinct_id';
  if (!kUuid.test(uuid)) return 'uuid';
  if (isNaN(Date.parse(timestamp))) return 'timestamp';
  return typeof properties === 'object' ? undefined : 'properties';
}

export function posthog({ key }) {
  const taken = [];
  const refused = [];
  const seen = new Set();
  return {
    taken,
    refused,
    unzips: 'always',
    take({ method, path, text }) {
      if (method !== 'POST' || path !== '/batch/') return { status: 404 };
      const body = jsonOf(text);
      if (!body?.batch?.length) return { status: 400 };
      if (body.api_key !== key) return { status: 401 };
      const flaw = body.batch.map(flawOf).find(Boolean);
      if (flaw) {
        refused.push({ flaw, body });
        return { status: 400, body: flaw };
      }
      for (const event of body.batch) {
        if (!seen.has(event.uuid)) taken.push(event);
        seen.add(event.uuid);
      }
      return { status: 200, body: { status: 1 } };
    },
  };
}
