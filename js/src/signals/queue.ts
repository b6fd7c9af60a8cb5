import { wrap } from '../quiet.js';
import type { Source } from './source.js';

const kCommands: unknown[] = ['default', 'update'];

/** The consent commands in the queue of another tag, those from before us
 * too. `callAt` finds the arguments of a call in what was pushed.
 *
 * Google's holds the `arguments` of each call of gtag():
 *     dataLayer.push(arguments)  // 'consent', 'default', {ad_storage: ...}
 *     (https://developers.google.com/tag-platform/security/guides/consent)
 * Microsoft's has them pushed one after the other
 *     uetq.push('consent', 'default', {ad_storage: ...})
 *     (https://help.ads.microsoft.com/apex/index/3/en/60119)
 * until its tag comes, which puts an object of its own in the queue's place.
 *
 * A queue that is not there yet is made, as the snippets of both do. What a
 * template of GTM sets does not pass here. */
export const queue =
  (
    name: 'dataLayer' | 'uetq',
    callAt: (item: unknown, i: number, items: unknown[]) => unknown,
  ): Source =>
  (tell, stops) => {
    const page = window as unknown as Record<typeof name, unknown[]>;
    let known: unknown;
    const read = (pushed: unknown[]) => {
      for (const call of pushed.map(callAt)) {
        const words = Array.from((call || []) as ArrayLike<unknown>);
        const [name, command, given] = words;
        // Where all words are in one row, an event may have that name.
        if (name !== 'consent' || !kCommands.includes(command)) continue;
        const { region, ...choices } = Object(given);
        tell({ command, choices, region });
      }
    };
    return () => {
      const items = (page[name] = page[name] || []);
      if (items === known) return;
      known = items;
      stops.push(wrap(items, 'push', read));
      read(Array.from(items));
    };
  };
