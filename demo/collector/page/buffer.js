const gatherMs = 50;
const maxItems = 500;

/** Gathers events for a moment, so that a burst is laid out once, and holds
 * them while paused, the newest 500. `onHeld` is told how many it holds. */
export function createBuffer(deliver, onHeld) {
  let items = [];
  let paused = false;
  let timer = null;

  function release() {
    timer = null;
    if (paused || items.length === 0) return;
    deliver(items.splice(0));
  }

  return {
    add(item) {
      items.push(item);
      if (items.length > maxItems) items.shift();
      if (paused) onHeld(items.length);
      else timer ??= setTimeout(release, gatherMs);
    },
    clear() {
      items = [];
    },
    pause(value) {
      paused = value;
      onHeld(items.length);
      release();
    },
  };
}
