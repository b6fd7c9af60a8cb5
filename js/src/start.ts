import type { Tracker } from './api.js';
import { reporter } from './console.js';
import { allRunning, idOf, share } from './running.js';
import { Runtime } from './runtime.js';
import type { Setup } from './setup.js';
import { replay, type Stub } from './stub.js';
import { callsOf, trackerOf } from './tracker.js';
import { kVersion } from './version.js';

/** Starts a tracker, or gives the one that this page has for that endpoint and
 * policy, or one that does nothing: on a server, and where it can't be started.
 * Takes over from the snippet's stub if there is one. */
export function startTracker(setup: Setup, stub?: Stub): Tracker {
  if (typeof window === 'undefined' || typeof document === 'undefined') {
    return trackerOf();
  }
  try {
    return shareOrStart(setup, stub);
  } catch (error) {
    const message = `could not start: ${String(error)}`;
    reporter()('error', 'not_started', message);
    return trackerOf();
  }
}

function shareOrStart(setup: Setup, stub?: Stub): Tracker {
  const id = idOf(setup);
  const all = allRunning();
  const known = all.get(id);
  if (known) {
    if (stub) replay(stub, known.calls);
    return share(known);
  }
  const runtime = new Runtime(setup);
  const stop = () => {
    if (all.get(id) === running) all.delete(id);
    runtime.stop();
  };
  const calls = { ...callsOf(runtime), stop };
  const tracker = trackerOf(calls);
  const { report } = runtime;
  const running = { tracker, calls, report, version: kVersion };
  runtime.start(stub?.landing);
  all.set(id, running);
  if (stub) replay(stub, calls);
  return tracker;
}
