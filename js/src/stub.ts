import type { Moment } from './moment.js';
import { quietly } from './quiet.js';
import type { Calls } from './tracker.js';

/** One call that the snippet kept: what `resolve` is given, the promise that
 * the stub's method returned resolves with. */
export interface Call extends Moment {
  name: keyof Calls;
  args: ArrayLike<unknown>;
  resolve?: (value: unknown) => void;
}

/** When and where the page was before anything could change its address. */
export interface Landing extends Moment {
  url: string;
  /** Calls that there was no room for. */
  lost: number;
}

/** What the snippet leaves in `window.sluice` until the script arrives. */
export interface Stub {
  landing: Landing;
  calls: Call[];
}

/** Makes the calls in their order and with their own times. Whoever still
 * holds a method of the stub then calls the tracker. */
export function replay(stub: Stub, calls: Calls): void {
  const kept = stub.calls.splice(0);
  // What a page put on Object.prototype is no part of it.
  const push = { __proto__: null, value: (call: Call) => make(call, calls) };
  Object.defineProperty(stub.calls, 'push', push as PropertyDescriptor);
  for (const call of kept) make(call, calls);
}

function make({ name, args, wall, mono, resolve }: Call, calls: Calls): void {
  const call = calls[name] as (at: Moment, ...args: unknown[]) => unknown;
  const at = { wall, mono: +mono || 0 };
  const result = quietly(() => call(at, ...Array.from(args)));
  resolve?.(result);
}

/** The stub in `window.sluice`, which may be anything: an element with that
 * id, the site's own object, or a tracker already. */
export function stubIn(value: unknown): Stub | undefined {
  const stub = value as Partial<Stub> | undefined;
  return stub?.landing && Array.isArray(stub.calls)
    ? (stub as Stub)
    : undefined;
}
