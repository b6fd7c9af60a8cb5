import { clearEvents, endOutage, startOutage } from './api.js';
import { byId } from './dom.js';

/** The button that holds new events back and lets them in again. Returns the
 * function that shows how many are held. */
export function createPause(onPause) {
  const button = byId('pause');
  const isPaused = () => button.getAttribute('aria-pressed') === 'true';
  const showHeld = (count) => {
    const more = count > 0 ? ` (${count} new)` : '';
    button.textContent = isPaused() ? `Go on${more}` : 'Pause';
  };
  button.addEventListener('click', () => {
    button.setAttribute('aria-pressed', String(!isPaused()));
    onPause(isPaused());
  });
  return showHeld;
}

/** The button that makes the collector fail, and the words that say so.
 * Returns the function that shows the fault it plays, or null. */
export function createOutage(onProblem) {
  const button = byId('outage');
  const box = byId('fault');
  button.addEventListener('click', () => {
    const playing = button.getAttribute('aria-pressed') === 'true';
    (playing ? endOutage() : startOutage()).catch(onProblem);
  });
  return (fault) => {
    button.setAttribute('aria-pressed', String(fault !== null));
    button.textContent = fault ? 'End the outage' : 'Play an outage';
    box.hidden = fault === null;
    box.textContent = fault ? describeFault(fault) : '';
  };
}

function describeFault({ status = 503, hang, count }) {
  const does = hang ? 'never answers' : `answers ${status}`;
  const times = count ? ` the next ${count} times` : '';
  return (
    `The collector ${does}${times} and stores nothing. ` +
    'Trackers keep their events and try again.'
  );
}

/** The button that removes everything, after a question. */
export function createClear(onProblem) {
  const dialog = byId('clear-dialog');
  byId('clear').addEventListener('click', () => {
    dialog.returnValue = '';
    dialog.showModal();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'clear') clearEvents().catch(onProblem);
  });
}
