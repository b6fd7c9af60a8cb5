/** Matomo's bulk requests: unknown sites are counted as invalid; any other
 * exception is a 500, and the whole bulk is rolled back.
 * plugins/BulkTracking/Tracker/{Requests,Handler,Response}.php */
import { jsonOf } from './serve.mjs';

/** What throws there: a conversion that says it is a custom action, too. */
function throws({ idgoal, ca, e_c, e_a, poison }) {
  if (poison) return 'poison';
  if (idgoal !== undefined && ca !== undefined) return 'idgoal with ca';
  if (e_c !== undefined && !e_a) return 'an event without an action';
  return undefined;
}

export function matomo({ site, isPoison = () => false }) {
  const taken = [];
  const refused = [];
  const read = (one) => Object.fromEntries(new URLSearchParams(one.slice(1)));
  return {
    taken,
    refused,
    take({ method, path, text }) {
      if (method !== 'POST' || path !== '/matomo.php') return { status: 404 };
      const bulk = jsonOf(text)?.requests;
      if (!Array.isArray(bulk)) return { status: 400 };
      const rows = bulk.map(read);
      const flaw = rows.map((row) => throws(row)).find(Boolean);
      if (flaw || rows.some(isPoison)) {
        refused.push({ flaw, rows });
        return { status: 500, body: { status: 'error', tracked: rows.length } };
      }
      const known = rows.filter(
        ({ idsite, rec }) => idsite === site && rec === '1',
      );
      taken.push(...known);
      const invalid = rows.length - known.length;
      const tracked = known.length;
      return { status: 200, body: { status: 'success', tracked, invalid } };
    },
  };
}
