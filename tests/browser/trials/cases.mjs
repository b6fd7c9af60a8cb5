// Moments in which events get lost. Each has
//
//   title     what the table says
//   needs     what the engine must be able to do: a name in its `lacks`
//   risk      what an engine may lose of it: a name in its `loses`
//   measure   makes it so many times: see measure.mjs
import { killed } from './killed.mjs';
import { moments, storedMoments } from './moments.mjs';
import { outages } from './outages.mjs';

/** They mostly wait: each list is gone through beside the others. */
export const lists = [moments, [...storedMoments, ...killed], outages];

/** How many of those that are `possible` have to arrive in that engine. Of one
 * that loses a share of events, fewer arrive once in ten thousand times. */
export function fewestOf(possible, { risk }, { loses }) {
  const share = loses?.[risk];
  if (!share) return possible;
  let lost = 0;
  let chance = (1 - share) ** possible; // that so many are lost
  let chanceOfMore = 1 - chance;
  while (chanceOfMore > 1e-4) {
    lost += 1;
    chance *= ((possible - lost + 1) / lost) * (share / (1 - share));
    chanceOfMore -= chance;
  }
  return possible - lost;
}
