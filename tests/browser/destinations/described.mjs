/** Collectors of ../../collectors, and what a site says to use them. */
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { collectors } from '../../collectors/all.mjs';
import { serve } from '../../collectors/serve.mjs';

const folder = new URL('../../../js/destinations/', import.meta.url);

/** A collector by the name of its description, ended with the test: what it
 * took and refused, its address and requests, and the options to reach it. */
export async function startDescribed(t, name) {
  const { make, config } = collectors[name];
  const collector = make(config);
  const served = await serve(collector);
  t.after(() => served.close());
  const text = readFileSync(new URL(`${name}.json`, folder), 'utf8');
  const description = JSON.parse(text);
  const use = { endpoint: served.url, description, config };
  return { ...collector, served, use };
}
