// What a page makes of clicks, and clicks of which it makes nothing.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawn } from '../fixture/drawn.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** What a visit sends beside its page view and clicks in which `act` clicks on
 * a page of this body, once the last of them has been waited for. */
async function verdictsAfter(t, body, act) {
  const visit = await stage.visit(t, { body, data: { tape: '' } });
  await visit.open();
  await drawn(visit.page);
  await act(visit.page);
  await visit.page.waitForFunction(() => {
    const tape = sluice.tape();
    return tape.lastIndexOf('"settled"') > tape.lastIndexOf('"await"');
  });
  const events = await visit.finish();
  return events.filter(({ event }) => /^(dead|rage)_/.test(event.name));
}

const silent = '<button id="x" type="button">Buy</button>';

/** Faster than page.click() on a busy machine, and than the page can draw. */
async function clickThrice(page, selector) {
  const { x, y } = await page.locator(selector).boundingBox();
  await page.mouse.click(x + 5, y + 5, { clickCount: 3 });
}

/** As a hand does, with a look at what the page has drawn. */
async function clickAndLook(page, selector) {
  const { x, y } = await page.locator(selector).boundingBox();
  for (let click = 0; click < 3; click++) {
    await page.mouse.click(x + 5, y + 5);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

const answered = [
  {
    name: 'a change of the document',
    body: `<button id="x" onclick="this.textContent = 'Bought'">Buy</button>`,
  },
  {
    name: 'a stepper that changes a number',
    body: `<p><button id="x" onclick="q.textContent++">+</button>
      <b id="q">1</b></p>`,
  },
  {
    name: 'a stepper that sets the value of a field',
    body: `<p><button id="x" type="button"
      onclick="q.value++">+</button><input id="q" value="1"></p>`,
  },
  {
    name: 'a change of the address',
    body: `<button id="x" onclick="location.hash += 'a'">A</button>`,
  },
  {
    name: 'a change inside a shadow root',
    body: `<my-card></my-card><script>
      const root = document.querySelector('my-card')
        .attachShadow({ mode: 'open' });
      root.innerHTML = '<button id="x">Open</button><b></b>';
      root.querySelector('button').onclick = () => {
        root.querySelector('b').append('!');
      };
    </script>`,
  },
  {
    name: 'a popover',
    body: `<button id="x" popovertarget="p">Open</button>
      <div id="p" popover="manual">Here</div>`,
  },
  {
    name: 'a scroll',
    body: `<button id="x" onclick="window.scrollBy(0, 4)">Down</button>
      <div style="height: 4000px"></div>`,
  },
];

describe('a click that gets no answer', () => {
  it('is a dead click, told with its place', async (t) => {
    const [{ event, click }, ...more] = await verdictsAfter(t, silent, (page) =>
      page.click('#x'),
    );
    assert.equal(event.name, 'dead_click');
    assert.equal(click.selector, '#x');
    assert.ok(click.element_x > 400 && click.element_x < 600);
    assert.deepEqual(more, []);
  });

  it('and is repeated on the spot is a rage click', async (t) => {
    const events = await verdictsAfter(t, silent, (page) =>
      clickThrice(page, '#x'),
    );
    assert.deepEqual(namesOf(events), ['rage_click']);
    assert.equal(events[0].click.repeats, 3);
  });
});

describe('complaint 29: a click is neither dead nor rage', () => {
  for (const { name, body } of answered) {
    it(`when it is answered by ${name}`, async (t) => {
      const events = await verdictsAfter(t, body, (page) =>
        clickAndLook(page, '#x'),
      );
      assert.deepEqual(events, []);
    });
  }

  it('when it selects a paragraph', async (t) => {
    const events = await verdictsAfter(t, '<p id="x">Some words</p>', (page) =>
      clickThrice(page, '#x'),
    );
    assert.deepEqual(events, []);
  });
});
