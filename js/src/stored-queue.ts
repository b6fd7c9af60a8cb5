/** Batches that the device keeps until they can be sent, shared by the tabs
 * of a site: each a value of localStorage, under a prefix and its id. Whose
 * turn it is, the core decides by the lease in front of each. */
import type { ClaimAction, LeaseAction, StashAction } from './actions.js';
import { quietly } from './quiet.js';

const kLeaseDigits = 13;
/** Longer than it takes two tabs to have read what each other wrote. */
const kTurnMs = 50;

/** Returns whether the device keeps it now. */
export function stash({ prefix, id, text, max_bytes }: StashAction): boolean {
  const kept = quietly(() => {
    const sizes = keysOf(prefix).map((key) => read(key).length);
    const size = sizes.reduce((sum, one) => sum + one, text.length);
    if (size > max_bytes) return false;
    localStorage.setItem(prefix + id, text);
    return true;
  });
  return kept ?? false;
}

/** Shows each batch to the core while no other tab does: it takes a batch by
 * lease before this returns. */
export function claim(
  { prefix }: ClaimAction,
  show: (id: string, text: string) => void,
): void {
  const showAll = () =>
    quietly(() => {
      for (const key of keysOf(prefix)) {
        show(key.slice(prefix.length), read(key));
      }
    });
  // Where there is nothing nobody has to wait for a turn.
  if (!quietly(() => keysOf(prefix)[0])) return;
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return takeTurn(prefix, showAll);
  quietly(() => void locks.request(prefix, showAll).catch(() => {}));
}

export function lease({ key, until }: LeaseAction): void {
  quietly(() => {
    const text = read(key);
    const digits = String(until).padStart(kLeaseDigits, '0');
    if (text) localStorage.setItem(key, digits + text.slice(kLeaseDigits));
  });
}

export function discard(prefix: string): void {
  quietly(() => {
    for (const key of keysOf(prefix)) localStorage.removeItem(key);
  });
}

/** Pages without https have no Web Locks
 * (https://w3c.github.io/web-locks/#idl-index). Whoever wrote last has the
 * turn; who missed it tries on the next page. */
function takeTurn(prefix: string, run: () => void): void {
  // Not under the prefix: it is no batch.
  const key = prefix.slice(0, -1);
  const mine = `${Date.now()} ${Math.random()}`;
  quietly(() => {
    const [since = 0] = read(key).split(' ').map(Number);
    if (Math.abs(Date.now() - since) < 2 * kTurnMs) return;
    localStorage.setItem(key, mine);
    setTimeout(() => {
      quietly(() => {
        if (read(key) !== mine) return;
        run();
        localStorage.removeItem(key);
      });
    }, kTurnMs);
  });
}

function keysOf(prefix: string): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}

function read(key: string): string {
  return localStorage.getItem(key) ?? '';
}
