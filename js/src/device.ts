/** The actions about what the device keeps, and those that are answered at
 * once. */
import type { DeviceAction } from './actions.js';
import type { Fact } from './facts.js';
import type { Moment } from './moment.js';
import { erase, load, store } from './storage.js';
import { claim, discard, lease, stash } from './stored-queue.js';
import { tellTabs } from './tabs.js';

export function perform(
  action: DeviceAction,
  now: () => Moment,
  take: (fact: Fact) => void,
): void {
  switch (action.action) {
    case 'load': {
      const loaded = { fact: 'loaded', ...now() } as const;
      return take({ ...loaded, ...load(action.records) });
    }
    case 'store':
      return store(action);
    case 'erase':
      return erase(action.records);
    case 'stash': {
      const { destination, batch } = action;
      const answer = { destination, batch, kept: stash(action) };
      return take({ fact: 'stashed', ...now(), ...answer });
    }
    case 'more':
      return take({ fact: 'more', ...now() });
    case 'claim':
      return claim(action, (id, text) =>
        take({ fact: 'claimable', ...now(), id, text }),
      );
    case 'lease':
      return lease(action);
    case 'discard':
      return discard(action.prefix);
    case 'forget_tabs':
      return tellTabs(action);
  }
}
