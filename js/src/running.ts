/** The trackers that run on this page, whichever script or bundle started them:
 * one for each way to a collector. */
import type { Tracker } from './api.js';
import type { Report } from './console.js';
import { stringifyJson } from './json.js';
import { quietly } from './quiet.js';
import { optionOf, type Setup } from './setup.js';
import { trackerOf, type Calls } from './tracker.js';

export interface Running {
  tracker: Tracker;
  calls: Calls;
  report: Report;
  version: string;
}

/** Where all copies of this package find them, by their ids. */
const kPlace = Symbol.for('sluice');

/** What tells one way to a collector from another. */
const kWay = 'endpoint policy destination destinationConfig destinations'.split(
  ' ',
);

/** Two setups of one id want one tracker. */
export function idOf(setup: Setup): string {
  return stringifyJson(kWay.map((name) => optionOf(name, setup)));
}

/** The trackers of this page. One that lets nothing be added to its window has
 * none that others find. */
export function allRunning(): Map<string, Running> {
  const { [kPlace]: there } = window as unknown as Record<symbol, unknown>;
  const value: Map<string, Running> = there instanceof Map ? there : new Map();
  // What a page put on Object.prototype is no part of the property.
  const property: object = { __proto__: null, value };
  quietly(() => Object.defineProperty(window, kPlace, property));
  return value;
}

/** Gives a tracker to one more script, and says so once. Of another version it
 * may lack methods that this one has: those do nothing. */
export function share({ tracker, report, version }: Running): Tracker {
  const message =
    'this page has a tracker for that endpoint and policy already, which is ' +
    `used (version ${version})`;
  report('warn', 'second_tracker', message);
  return Object.assign(tracker, { ...trackerOf(), ...tracker });
}
