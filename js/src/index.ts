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

/** Starts a tracker on this page. If the page has a tracker for the same
 * endpoint, policy and destination, returns that one. On a server it returns a
 * tracker that does nothing. Never throws. */
export function createTracker(options: TrackerOptions): Tracker {
  return startTracker({
    config: options,
    fallbackUrl: besideThisModule,
    debugUrl: debugBesideThisModule,
  });
}
