/** Plausible's /api/event: one event a request; what bots do is answered 202
 * and thrown away. lib/plausible/ingestion/request.ex */
import { jsonOf } from './serve.mjs';

const isScalar = (value) => /string|number|boolean/.test(typeof value);

function flawOf(event, { domain }) {
  if (!event || Array.isArray(event)) return 'no event';
  if (event.d !== domain) return 'domain does not exist';
  if (!event.n || event.n.length > 120) return 'event name';
  if (!URL.canParse(event.u ?? '')) return 'url is required';
  const { p = {}, $ } = event;
  if (Object.keys(p).length > 30) return 'more than 30 props';
  if (!Object.values(p).every(isScalar)) return 'props that are no scalars';
  const isMoney = /^[A-Z]{3}$/.test($?.currency) && !isNaN($?.amount);
  return $ && !isMoney ? 'revenue' : undefined;
}

export function plausible(config) {
  const taken = [];
  const refused = [];
  return {
    taken,
    refused,
    take({ method, path, type, text }) {
      if (method !== 'POST' || path !== '/api/event') return { status: 404 };
      if (!/^(text\/plain|application\/json)$/.test(type))
        return { status: 415 };
      const event = jsonOf(text);
      const flaw = flawOf(event, config);
      if (flaw) {
        refused.push({ flaw, event });
        return { status: 400, body: { errors: flaw } };
      }
      if (config.isBot) {
        return {
          status: 202,
          headers: { 'x-plausible-dropped': '1' },
          body: 'ok',
        };
      }
      taken.push(event);
      return { status: 202, body: 'ok' };
    },
  };
}
