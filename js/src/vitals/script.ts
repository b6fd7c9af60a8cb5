/** `vitals.js`, for script tags: reports to `window.sluice`, whichever of the
 * two is there first. */
import type { Tracker } from '../api.js';
import { quietly } from '../quiet.js';
import { reportWebVitals } from './vitals.js';

quietly(() =>
  reportWebVitals({
    vital: (metric) => (window.sluice as Tracker | undefined)?.vital?.(metric),
  }),
);
