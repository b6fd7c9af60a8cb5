import type { AttributionCalls, ConsentCall, Tracker } from './api.js';
import { formFieldsOf } from './attribution.js';
import type { Moment } from './moment.js';
import { OwnPromise } from './own-promise.js';
import { quietly } from './quiet.js';
import type { Runtime } from './runtime.js';
import { nothingForgotten } from './core-state.js';

/** The public methods, and when they were called: now, where that is not
 * given, or before this script was there. */
export type Calls = {
  [Name in keyof Methods]: (
    at: Moment | undefined,
    ...args: Parameters<Methods[Name]>
  ) => ReturnType<Methods[Name]>;
};

interface Methods extends Omit<Tracker, 'attribution'>, AttributionCalls {
  status: ConsentCall['status'];
}

export function callsOf(runtime: Runtime): Omit<Calls, 'stop'> {
  return {
    track(at = runtime.now(), name, properties, options) {
      const { conversion } = options ?? {};
      const fact = { fact: 'track', ...at, name, properties } as const;
      // A conversion leaves at once.
      if (conversion) runtime.look({ ...fact, conversion });
      else runtime.takeLater({ ...fact, conversion });
    },
    page: (at = runtime.now()) => runtime.takePage(at),
    identify(at = runtime.now(), user, properties) {
      runtime.take({ fact: 'identify', ...at, user, properties });
    },
    vital(at = runtime.now(), metric) {
      const { name, value, rating } = metric ?? {};
      // As many digits as are worth sending: CLS is 0.0123, LCP 1234.6.
      const rounded = Math.round(value * 1e4) / 1e4;
      runtime.take({ fact: 'vital', ...at, name, value: rounded, rating });
    },
    consent(at = runtime.now(), choices, options) {
      const { explicit, when } = options ?? {};
      const fact = { fact: 'signal', signal: 'api' } as const;
      const time = when === undefined ? when : +when;
      runtime.take({ ...fact, ...at, choices, explicit, when: time });
    },
    status: () => runtime.asked().status,
    current: () => runtime.asked().attribution.current,
    toFormFields: () => formFieldsOf(runtime.asked().attribution.current),
    fill: (_, form) => runtime.coreState.attribution.fill(form),
    flush: (at = runtime.now()) => runtime.flush(at),
    forget: (at = runtime.now()) => runtime.forget(at),
    tape: () => runtime.tape(),
  };
}

/** What the page gets; without calls, as on a server, it does nothing. */
export function trackerOf(calls?: Calls): Tracker {
  return {
    track: (...args) => quietly(() => calls?.track(undefined, ...args)),
    page: () => quietly(() => calls?.page(undefined)),
    identify: (...args) => quietly(() => calls?.identify(undefined, ...args)),
    vital: (metric) => quietly(() => calls?.vital(undefined, metric)),
    consent: Object.assign(
      (...args: Parameters<ConsentCall>) =>
        quietly(() => calls?.consent(undefined, ...args)),
      { status: () => quietly(() => calls?.status(undefined)) },
    ),
    attribution: {
      current: () => quietly(() => calls?.current(undefined)),
      toFormFields: () => quietly(() => calls?.toFormFields(undefined)) ?? {},
      fill: (form) => quietly(() => calls?.fill(undefined, form)),
    },
    flush: () => quietly(() => calls?.flush(undefined)) ?? OwnPromise.resolve(),
    forget: () => quietly(() => calls?.forget(undefined)) ?? nothingForgotten(),
    tape: () => quietly(() => calls?.tape(undefined)) ?? '',
    stop: () => quietly(() => calls?.stop(undefined)),
  };
}
