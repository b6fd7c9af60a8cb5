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

/** What adds a listener of window or document again. */
const adders = new Set<() => void>();

/** Adds all listeners again that document.open() has removed: what is still
 * there the browser does not add twice. Those of nodes went with their nodes.
 * https://html.spec.whatwg.org/#document-open-steps */
export function listenAgain(): void {
  for (const add of adders) add();
}

/** Listens until the returned function is called: passively, and in the
 * capture phase, so that a page that stops an event does not hide it. */
export function listen<E extends Event>(
  target: EventTarget,
  type: string,
  heard: (event: E) => void,
): Stop {
  const options = { capture: true, passive: true };
  const listener = (event: Event) => quietly(() => heard(event as E));
  const add = () => target.addEventListener(type, listener, options);
  add();
  if (target === window || target === document) adders.add(add);
  return () => {
    adders.delete(add);
    target.removeEventListener(type, listener, options);
  };
}

/** Replaces a method by one that calls it and then calls `done` with the
 * arguments and the object. */
export function wrap(
  owner: object,
  name: string,
  done: (args: unknown[], self: unknown) => void,
): Stop {
  const methods = owner as Record<string, (...args: unknown[]) => unknown>;
  const original = methods[name];
  if (typeof original !== 'function') return () => {};
  const wrapped = function (this: unknown, ...args: unknown[]) {
    const result = original.apply(this, args);
    quietly(() => done(args, this));
    return result;
  };
  quietly(() => (methods[name] = wrapped));
  return () => {
    // Whoever wrapped it after us still calls ours: then leave it.
    if (methods[name] === wrapped) methods[name] = original;
  };
}
