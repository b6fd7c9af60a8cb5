import { makeCells } from './cells.js';
import { makeDetails } from './details.js';
import { make } from './dom.js';

const maxLines = 500;

/** The list of events, newest first, at most 500 of them. `matches` says which
 * are shown; `onChange` is called when what is shown may have changed. */
export function createList(box, matches, onChange) {
  const lines = [];
  box.addEventListener('keydown', (event) => moveFocus(event, box));
  return {
    lines,
    /** Puts events where they belong in time. */
    add(items) {
      const isFirst = lines.length === 0;
      for (const line of items.map(makeLine)) {
        line.box.hidden = !matches(line);
        line.box.classList.toggle('new', !isFirst);
        insert(line, lines, box);
      }
      for (const line of lines.splice(maxLines)) line.box.remove();
      onChange();
    },
    clear() {
      lines.length = 0;
      box.replaceChildren();
      onChange();
    },
    filter() {
      for (const line of lines) line.box.hidden = !matches(line);
      onChange();
    },
  };
}

function insert(line, lines, box) {
  const found = lines.findIndex((other) => other.happened <= line.happened);
  const at = found < 0 ? lines.length : found;
  box.insertBefore(line.box, lines[at]?.box ?? null);
  lines.splice(at, 0, line);
}

/** When it happened by the collector's clock: the visitor's may be wrong, but
 * it went on evenly from the event to the sending of its batch. */
function readHappened({ event, sent_at, received_at }) {
  return received_at - Math.max(0, sent_at - event.event.time);
}

function makeLine(item) {
  const button = make('button', 'line-button', ...makeCells(item.event));
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  const box = make('li', '', button);
  button.addEventListener('click', () => toggle(box, button, item));
  return {
    box,
    happened: readHappened(item),
    name: item.event.event.name,
    text: JSON.stringify(item.event).toLowerCase(),
  };
}

function toggle(box, button, item) {
  const open = button.getAttribute('aria-expanded') === 'false';
  button.setAttribute('aria-expanded', String(open));
  if (open) box.append(makeDetails(item));
  else box.lastElementChild.remove();
}

/** Arrow keys go from line to line; Escape closes the line it is pressed in. */
function moveFocus(event, box) {
  const line = event.target.closest('li');
  const button = line.firstElementChild;
  if (event.key === 'Escape') {
    if (line.children.length > 1) button.click();
    button.focus();
    return;
  }
  if (event.target !== button) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const shown = [...box.children].filter((one) => !one.hidden);
  shown[shown.indexOf(line) + step]?.firstElementChild.focus();
}
