/** What the tabs of a site tell each other: that their visitor is to be
 * forgotten, of whom each has something in memory. */
import type { Fact } from './facts.js';
import type { Moment } from './moment.js';
import { listen, quietly, type Stop } from './quiet.js';

const kForget = 'sluice.forget';

/** By a value that is removed at once: the others hear what it was. A channel
 * would have to be open all the time. */
export function tellTabs(policy: string): void {
  quietly(() => {
    localStorage.setItem(kForget, policy);
    localStorage.removeItem(kForget);
  });
}

/** https://html.spec.whatwg.org/multipage/webstorage.html#the-storageevent-interface
 * A tracker without a core has no use for it: it knows nobody yet. */
export function hearTabs(now: () => Moment, take: (fact: Fact) => void): Stop {
  return listen<StorageEvent>(
    window,
    'storage',
    ({ key, newValue: policy }) => {
      if (key === kForget && policy) take({ fact: 'forget', ...now(), policy });
    },
  );
}
