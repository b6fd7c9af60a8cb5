/** Collectors of ../../collectors, and what a site says to use them. */
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { collectors } from '../../collectors/all.mjs';
import { serve } from '../../collectors/serve.mjs';

const folder = new URL('../../../js/destinations/', import.meta.url);

const busy = { status: 503, headers: { 'retry-after': '600' } };

/** A collector by the name of its description, ended with the test: what it
 * took and refused, its address and requests, and the options to reach it. It
 * takes nothing while it `isBusy`. */
export async function startDescribed(t, name) {
  const { make, config } = collectors[name];
  const collector = make(config);
  const described = { ...collector, isBusy: false };
  described.served = await serve({
    unzips: collector.unzips,
    take: (request) => (described.isBusy ? busy : collector.take(request)),
  });
  t.after(() => described.served.close());
  const text = readFileSync(new URL(`${name}.json`, folder), 'utf8');
  const description = JSON.parse(text);
  described.use = { endpoint: described.served.url, description, config };
  return described;
}
