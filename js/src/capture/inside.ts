import { listen, type Stop } from '../quiet.js';

/** Listens on window and, for events that never leave a shadow tree (submit
 * and all of media: https://dom.spec.whatwg.org/#dom-event-composed), in each
 * open one that the visitor touches. A listener there lives as long as its
 * root, which nothing here holds. */
export function listenInside(
  types: readonly string[],
  heard: (event: Event) => void,
): Stop[] {
  const open = new WeakSet<EventTarget>();
  let isStopped = false;
  let last: Event | undefined;
  const listenIn = (root: EventTarget) => {
    open.add(root);
    return types.map((type) =>
      listen(root, type, (event) => {
        // What is slotted passes by both.
        if (isStopped || event === last) return;
        last = event;
        heard(event);
      }),
    );
  };
  const touch = (event: Event) => {
    for (const target of event.composedPath()) {
      if (target instanceof ShadowRoot && !open.has(target)) listenIn(target);
    }
  };
  return [
    ...listenIn(window),
    listen(window, 'pointerdown', touch),
    listen(window, 'focusin', touch),
    () => (isStopped = true),
  ];
}
