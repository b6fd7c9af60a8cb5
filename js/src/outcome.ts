import type { SendAction } from './actions.js';
import { retryAfterMs } from './retry-after.js';

/** What became of a request. */
export interface Outcome {
  /** That of HTTP; 0 for a network error, a timeout or a refusal by the
   * browser. */
  status: number;
  /** Milliseconds that the collector asked to wait. */
  retry_after: number | undefined;
  /** What the action asked to see of the answer. */
  body?: string | undefined;
  header?: string | undefined;
}

export const kFailed: Outcome = { status: 0, retry_after: undefined };

/** Throws on what is no response, as a page's own fetch may give. */
export function outcomeOf(
  { status, headers }: Response,
  { header }: SendAction,
): Outcome {
  if (typeof status !== 'number') throw new TypeError('no response');
  const retry_after = retryAfterMs(headers.get('Retry-After'));
  const outcome = { status, retry_after };
  const text = header ? headers.get(header) : null;
  return text === null ? outcome : { ...outcome, header: text };
}
