/** What the tabs of a site tell each other: that their visitor is to be
 * forgotten, or has withdrawn consent. Each of them knows the visitor, and what
 * was permitted, in its memory. */
import type { ForgetTabsAction } from './actions.js';
import type { Moment } from './moment.js';
import { listen, quietly, type Stop } from './quiet.js';

const kForget = 'sluice.forget';

/** By a value of localStorage that is removed at once: the others hear what it
 * was. A BroadcastChannel would have to be open all the time, also before any
 * consent. */
export function tellTabs({ policy, withdrawn }: ForgetTabsAction): void {
  quietly(() => {
    localStorage.setItem(kForget, [policy, ...withdrawn].join('\n'));
    localStorage.removeItem(kForget);
  });
}

/** What another tab told: that its visitor is to be forgotten, or has withdrawn
 * consent to these purposes. */
export interface ForgetFact extends Moment {
  fact: 'forget';
  policy: string | undefined;
  withdrawn: string[];
}

/** https://html.spec.whatwg.org/multipage/webstorage.html#the-storageevent-interface */
export function hearTabs(
  now: () => Moment,
  take: (fact: ForgetFact) => void,
): Stop {
  return listen<StorageEvent>(window, 'storage', ({ key, newValue }) => {
    if (key !== kForget || !newValue) return;
    const [policy, ...withdrawn] = newValue.split('\n');
    take({ fact: 'forget', ...now(), policy, withdrawn });
  });
}
