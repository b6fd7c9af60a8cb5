/**
 * Web vitals, as Google's library measures them, in the tracker's events:
 *
 *     import { reportWebVitals } from 'sluice/web-vitals';
 *     reportWebVitals(tracker);
 *
 * `web-vitals` is installed beside sluice by those who want this, and only they
 * download it. https://github.com/GoogleChrome/web-vitals
 */
import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { Tracker } from '../api.js';

/** Reports each metric once it is final: most of them when the page is left.
 * Does nothing on a server. */
export function reportWebVitals(tracker: Pick<Tracker, 'vital'>): void {
  if (typeof document === 'undefined') return;
  for (const on of [onCLS, onFCP, onINP, onLCP, onTTFB]) {
    on((metric) => tracker.vital(metric));
  }
}
