import { createHmac, randomBytes } from 'node:crypto';
import type { CreateDailyVisitors } from '../node-api.js';

const kDay = 24 * 60 * 60 * 1000;
const kSaltBytes = 32;
/** Of the hash: enough that two visitors of a site never share one. */
const kIdBytes = 16;

/** Nobody, this process included, can tell after midnight (UTC) who an id of
 * the day before was: the salt is in memory alone, and is replaced then. */
export const createDailyVisitors: CreateDailyVisitors = (now = Date.now) => {
  let day = NaN;
  let salt: Buffer;
  return ({ site, address, agent }) => {
    const today = Math.floor(now() / kDay);
    if (today !== day) {
      day = today;
      salt = randomBytes(kSaltBytes);
    }
    // As JSON, so that no two triples make one text.
    const hash = createHmac('sha256', salt)
      .update(JSON.stringify([site, address, agent]))
      .digest();
    return hash.subarray(0, kIdBytes).toString('base64url');
  };
};
