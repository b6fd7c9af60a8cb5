import { wallNow } from './clock.js';

/** Seconds, or a date (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3).
 * A page sees the header only where the collector exposes it. */
export function retryAfterMs(text: string | null): number | undefined {
  if (text === null) return undefined;
  const seconds = Number(text);
  const ms = isNaN(seconds) ? Date.parse(text) - wallNow() : seconds * 1000;
  return isNaN(ms) ? undefined : Math.max(ms, 0);
}
