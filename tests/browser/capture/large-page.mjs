// What a click costs where there is much.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stay } from './click.mjs';
import { stage } from '../fixture/stage.mjs';

const kRows = 10_000;

const body = `${stay}<table id="rows"></table><script>
  rows.innerHTML = '<tr><td><p><a href="/next"><b>Next</b></a></p></td></tr>'
    .repeat(${kRows});
  // As pages do that show what is pressed: all has to be laid out anew.
  addEventListener('pointerdown', () => {
    rows.style.fontSize = 10 + (performance.now() % 9) + 'px';
  });
</script>`;

/** In the page: how long the browser takes to tell of a click, and to lay out
 * the page anew, in milliseconds, for each of some links. */
function clickMany() {
  const links = [...document.querySelectorAll('b')].slice(-9);
  return links.map((target) => {
    const { x, y } = target.getBoundingClientRect();
    const place = { clientX: x, clientY: y, pointerType: 'mouse', detail: 1 };
    const manner = { bubbles: true, composed: true, cancelable: true };
    const event = (type) => new PointerEvent(type, { ...place, ...manner });
    target.dispatchEvent(event('pointerdown'));
    const click = event('click');
    const begin = performance.now();
    target.dispatchEvent(click);
    const told = performance.now();
    document.body.getBoundingClientRect();
    return { click: told - begin, layout: performance.now() - told };
  });
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

describe('a click on a page of 50,000 elements', () => {
  it('does not have it laid out anew within the click', async (t) => {
    const visit = await stage.visit(t, { body });
    await visit.open();
    const count = () => document.querySelectorAll('*').length;
    assert.ok((await visit.run(count)) >= 50_000);
    const times = await visit.run(clickMany);
    const click = median(times.map((one) => one.click));
    const layout = median(times.map((one) => one.layout));
    // A click that asks where something is pays for the layout itself; what
    // else it costs is measured by the bench, where nothing else runs.
    assert.ok(click < layout / 5, `${click} ms of a layout's ${layout}`);
    const events = await visit.finish();
    assert.equal(events.length, 1 + times.length);
    assert.match(events[1].click.selector, /> a:nth-of-type\(1\)$/);
  });
});
