/** What the tabs of a site tell each other: that their visitor is to be
 * forgotten, of whom each has something in memory. */
import { listen, quietly, type Stop } from './quiet.js';

const kForget = 'sluice.forget';

/** It stands in storage for no longer than it takes to be told: unlike a
 * channel, that needs nothing which is open all the time. */
export function tellTabs(policy: string): void {
  quietly(() => {
    localStorage.setItem(kForget, policy);
    localStorage.removeItem(kForget);
  });
}

/** https://html.spec.whatwg.org/multipage/webstorage.html#the-storageevent-interface */
export function hearTabs(forget: (policy: string) => void): Stop {
  return listen<StorageEvent>(window, 'storage', ({ key, newValue }) => {
    if (key === kForget && newValue) forget(newValue);
  });
}
