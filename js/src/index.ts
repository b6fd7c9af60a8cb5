/**
 * Sluice, the gate between a page and its collectors.
 *
 *     import { createTracker } from 'sluice';
 *     const tracker = createTracker({ endpoint: 'https://example.com/c' });
 *     tracker.track('signup', { plan: 'pro' });
 *
 * Importing this module does nothing, and on a server, where there is no
 * `window`, a tracker is inert: the same code runs in both places.
 */
import type { Tracker, TrackerOptions } from './api.js';
import {
  besideThisModule,
  debugBesideThisModule,
} from './core/fallback-url.js';
import { startTracker } from './start.js';

export type * from './api.js';

/** Starts a tracker on this page, or returns the one that the page has for the
 * same endpoint and policy already. Never throws. */
export function createTracker(options: TrackerOptions): Tracker {
  return startTracker({
    config: options,
    fallbackUrl: besideThisModule,
    debugUrl: debugBesideThisModule,
  });
}
