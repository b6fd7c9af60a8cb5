import type { Tracker } from './api.js';
import { reporter } from './console.js';
import { Runtime } from './runtime.js';
import type { Setup } from './setup.js';
import { replay, type Stub } from './stub.js';
import { callsOf, trackerOf } from './tracker.js';

/** Starts a tracker, or gives one that does nothing: on a server, and where
 * it can't be started. Takes over from the snippet's stub if there is one. */
export function startTracker(setup: Setup, stub?: Stub): Tracker {
  if (typeof window === 'undefined' || typeof document === 'undefined') {
    return trackerOf();
  }
  try {
    const runtime = new Runtime(setup);
    const calls = callsOf(runtime);
    runtime.start(stub?.landing);
    if (stub) replay(stub, calls);
    return trackerOf(calls);
  } catch (error) {
    const message = `could not start: ${String(error)}`;
    reporter(false)('error', 'not_started', message);
    return trackerOf();
  }
}
