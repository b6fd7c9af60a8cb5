/* Text areas whose lines can be pointed at. */

import { byId, make } from './dom.js';

/** `select(line, column?)` of a text area: moves there and selects that line,
 * or from that column (in bytes of UTF-8, as the gate counts) what stands
 * there. Escape goes back to what was focused before. */
export function createPointer(area) {
  let from = null;
  area.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !from?.isConnected) return;
    from.focus();
    from = null;
  });
  return (line, column) => {
    const [start, end] = findRange(area.value, line, column);
    if (document.activeElement !== area) from = document.activeElement;
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    scrollTo(area, line, column ? end : start);
  };
}

function findRange(text, line, column) {
  const lines = text.split('\n');
  const row = lines[line - 1] ?? '';
  const start = lines
    .slice(0, line - 1)
    .reduce((length, { length: more }) => length + more + 1, 0);
  if (!column) {
    return [start + row.search(/\S|$/), start + row.trimEnd().length];
  }
  const at = countUnits(row, column - 1);
  const [word] = row.slice(at).match(/^(?:"(?:[^"\\]|\\.)*"|[\w.+-]+|.)?/);
  return [start + at, start + at + word.length];
}

/** How many UTF-16 units of the text are in so many bytes of its UTF-8. */
function countUnits(text, bytes) {
  const all = new TextEncoder().encode(text);
  return new TextDecoder().decode(all.subarray(0, bytes)).length;
}

/** Puts a third of the area above the line, and the selection into sight. */
function scrollTo(area, line, end) {
  const style = getComputedStyle(area);
  const height = parseFloat(style.lineHeight);
  area.scrollTop = (line - 1) * height - area.clientHeight / 3;
  const row = area.value.slice(0, end).split('\n').pop();
  const x = row.length * measureSign(style);
  area.scrollLeft = Math.max(0, x - area.clientWidth * 0.85);
  area.scrollIntoView({ block: 'nearest' });
}

function measureSign({ font }) {
  const context = document.createElement('canvas').getContext('2d');
  context.font = font;
  return context.measureText('0').width;
}

/** The numbers beside the policy's lines. Returns the function that shows
 * them for a text and its remarks, by line the severest. */
export function createGutter(area) {
  const gutter = byId('gutter');
  const follow = () => {
    gutter.scrollTop = area.scrollTop;
  };
  area.addEventListener('scroll', follow);
  return (text, remarks) => {
    const marks = new Map();
    for (const { line, severity } of remarks) {
      if (marks.get(line) !== 'error') marks.set(line, severity);
    }
    const numbers = text.split('\n').map((_, i) => {
      return make('span', marks.get(i + 1) ?? '', String(i + 1));
    });
    gutter.replaceChildren(...numbers);
    follow();
  };
}
