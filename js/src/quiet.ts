/** Runs what is ours inside the page's own calls and events: whatever goes
 * wrong here is not the page's business. */
export function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

export type Stop = () => void;

/** Listens until the returned function is called: passively, and in the
 * capture phase, so that a page that stops an event does not hide it. */
export function listen<E extends Event>(
  target: EventTarget,
  type: string,
  heard: (event: E) => void,
): Stop {
  const options = { capture: true, passive: true };
  const listener = (event: Event) => quietly(() => heard(event as E));
  target.addEventListener(type, listener, options);
  return () => target.removeEventListener(type, listener, options);
}
