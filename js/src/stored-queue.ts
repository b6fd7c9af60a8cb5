/** Batches that the device keeps until they can be sent, shared by the tabs
 * of a site: each a value of localStorage, under a prefix and its id. Whose
 * turn it is, the core decides by the lease in front of each. */
import type { ClaimAction, LeaseAction, StashAction } from './actions.js';
import { wallNow } from './clock.js';
import { OwnPromise } from './own-promise.js';
import { listen, quietly } from './quiet.js';

const kLeaseDigits = 13;
/** Longer than it takes two tabs to have read what each other wrote: where they
 * are processes, a lock may be there before it, as in Chromium
 * (https://html.spec.whatwg.org/multipage/webstorage.html#dom-localstorage). */
const kTurnMs = 50;

/** The prefixes that may be read: claimed, and not discarded since. A look that
 * was put off is not taken once consent was withdrawn. */
const readable = new Set<string>();

/** Returns whether the device keeps it now. */
export function stash({ prefix, id, text, max_bytes }: StashAction): boolean {
  const kept = quietly(() => {
    const others = keysOf(prefix).filter((key) => key !== prefix + id);
    let size = text.length;
    for (const key of others) size += read(key).length;
    if (size > max_bytes) return false;
    localStorage.setItem(prefix + id, text);
    return true;
  });
  return kept ?? false;
}

/** Shows each batch to the core, which takes it by lease, while no other tab
 * does. Whoever finds that one does, or did just now, looks once more after
 * that: it may have left some. It waits in no queue: in Chromium's back/forward
 * cache a page keeps its place there, and never takes its turn. */
export function claim(
  { prefix }: ClaimAction,
  show: (id: string, text: string) => void,
): void {
  readable.add(prefix);
  look(prefix, show, false);
}

function look(
  prefix: string,
  show: (id: string, text: string) => void,
  isLast: boolean,
): void {
  if (!readable.has(prefix)) return;
  const showAll = () =>
    quietly(() => {
      for (const key of keysOf(prefix)) {
        show(key.slice(prefix.length), read(key));
      }
    });
  // Without stored batches there is no need for the lock.
  if (!quietly(() => keysOf(prefix)[0])) return;
  const lookAgain = () => {
    if (isLast) return;
    setTimeout(() => look(prefix, show, true), 2 * kTurnMs);
  };
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return takeTurn(prefix, showAll, lookAgain);
  const run = (lock: Lock | null) => {
    if (!lock) return lookAgain();
    if (readable.has(prefix)) showAll();
    return turn();
  };
  quietly(() => {
    locks.request(prefix, { ifAvailable: true }, run).catch(() => {});
  });
}

export function lease({ key, until }: LeaseAction): void {
  quietly(() => {
    const text = read(key);
    const digits = String(until).padStart(kLeaseDigits, '0');
    if (text) localStorage.setItem(key, digits + text.slice(kLeaseDigits));
  });
}

export function discard(prefix: string): void {
  readable.delete(prefix);
  quietly(() => {
    for (const key of keysOf(prefix)) localStorage.removeItem(key);
  });
}

/** Resolves when others can read what was written, or when the page is left: in
 * the back/forward cache it would keep the lock, and no timer runs there. */
function turn(): Promise<void> {
  return new OwnPromise((resolve) => {
    const end = () => {
      stop();
      resolve();
    };
    const stop = listen(window, 'pagehide', end);
    setTimeout(end, kTurnMs);
  });
}

/** Pages without https have no Web Locks
 * (https://w3c.github.io/web-locks/#idl-index). Whoever wrote last has the
 * turn; others have `missed` it. */
function takeTurn(prefix: string, run: () => void, missed: () => void): void {
  // Not under the prefix: it is no batch.
  const key = prefix.slice(0, -1);
  const mine = `${wallNow()} ${Math.random()}`;
  quietly(() => {
    const [since = 0] = read(key).split(' ').map(Number);
    if (Math.abs(wallNow() - since) < 2 * kTurnMs) return missed();
    localStorage.setItem(key, mine);
    setTimeout(() => {
      quietly(() => {
        const mayRun = readable.has(prefix);
        if (mayRun && read(key) !== mine) return missed();
        if (mayRun) run();
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
