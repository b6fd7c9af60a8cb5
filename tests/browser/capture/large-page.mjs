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

/** In the page: how long the browser takes to tell of a click, in
 * milliseconds, for each of some links. */
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
    return performance.now() - begin;
  });
}

describe('a click on a page of 50,000 elements', () => {
  it('costs it less than 2 ms, though it is to be laid out anew', async (t) => {
    const visit = await stage.visit(t, { body });
    await visit.open();
    const count = () => document.querySelectorAll('*').length;
    assert.ok((await visit.run(count)) >= 50_000);
    const times = (await visit.run(clickMany)).sort((a, b) => a - b);
    // The best third: this machine may have other things to do. One that lays
    // out the page takes some hundred, all of them.
    assert.ok(times[2] < 2, times.join(' '));
    const events = await visit.finish();
    assert.equal(events.length, 1 + times.length);
    assert.match(events[1].click.selector, /> a:nth-of-type\(1\)$/);
  });
});
