/**
 * Sluice on a server: takes the batches that pages post, puts a policy before
 * them once more, and sends on what may go, in the format of any collector.
 *
 *     import { createRelay } from 'sluice/node';
 *     import ga4 from 'sluice/destinations/ga4';
 *     const config = { measurement_id, api_secret };
 *     const destinations = { collector: { description: ga4, config } };
 *     const relay = await createRelay({ policy, destinations });
 *     const { status } = await relay.take(bodyOfThePost);
 */
import { readFile } from 'node:fs/promises';
import { loadFull } from '../full/full.js';
import type {
  CreateDailyVisitors,
  CreateRelay,
  ReadBatch,
  ReadBody,
} from '../node-api.js';
import { createDailyVisitors as createDaily } from './daily-visitors.js';
import { checkOptions } from './relay-options.js';
import { readBatch as read } from './read-batch.js';
import { readBody as readText } from './read-body.js';
import { RelayOf } from './relay.js';

export const createRelay: CreateRelay = async (options) => {
  const file = new URL('./full.wasm', import.meta.url);
  const full = await loadFull(new Uint8Array(await readFile(file)));
  checkOptions(full, options);
  return new RelayOf(full, options);
};

export const readBatch: ReadBatch = read;
export const readBody: ReadBody = readText;
export const createDailyVisitors: CreateDailyVisitors = createDaily;
