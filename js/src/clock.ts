import type { Moment } from './moment.js';
import { quietly } from './quiet.js';

/** Taken before the page can put something else in their place. */
const OwnDate = Date;
const { getTime } = Date.prototype;

/** September 2001. What is set to an earlier time is a false clock, of a test,
 * or one that counts seconds. */
const kLeastWallMs = 1e12;

/** Milliseconds since 1970. Does not ask Date.now, which pages replace: by what
 * gives a Date (https://github.com/DataDog/browser-sdk/pull/1600), a text, or
 * nothing. */
export function wallNow(): number {
  return getTime.call(new OwnDate());
}

/** The clocks of this page, as they are now. Where performance.now() gives no
 * number, the time that every new event carries is the same one
 * (https://dom.spec.whatwg.org/#dom-event-timestamp). */
export function takeClock({
  document,
  performance,
}: Window & typeof globalThis): () => Moment {
  const { now, timeOrigin } = Object(performance) as Performance;
  const given = () => +now.call(performance);
  const own = () => document.createEvent('Event').timeStamp;
  const monoNow = quietly(given)! >= 0 ? given : own;
  const isSet = quietly(wallNow)! > kLeastWallMs;
  return () => {
    const mono = rounded(monoNow());
    const wall = isSet ? wallNow() : Math.round(timeOrigin + mono) || 0;
    return { wall, mono };
  };
}

/** To the tenth of a millisecond that browsers give at best to a page that
 * is not isolated; the rest is noise, which would cross the border and fill
 * tapes. https://w3c.github.io/hr-time/#clock-resolution */
function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
