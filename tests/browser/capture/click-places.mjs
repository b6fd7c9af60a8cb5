// Where clicks are, and how they are made.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventsAfter } from './click.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const tall = `<style>
  body { margin: 0; height: 4000px; }
  button { position: absolute; left: 100px; top: 2000px;
    width: 200px; height: 40px; border: 0; padding: 0; }
</style><button type="button">Buy</button>`;

/** What a visit in which `act` clicks on the tall page tells of its clicks. */
async function clicksAfter(t, act) {
  const events = await eventsAfter(t, tall, act);
  return events.flatMap(({ click }) => click ?? []);
}

describe('where a click is', () => {
  it('is told of viewport, document and element', async (t) => {
    const [click] = await clicksAfter(t, async (page) => {
      await page.evaluate(() => scrollTo(0, 1800));
      await page.click('button', { position: { x: 50, y: 30 } });
    });
    const { x, y, page_x, page_y, element_x, element_y, depth } = click;
    assert.deepEqual(
      { x, y, page_x, page_y, element_x, element_y, depth },
      {
        ...{ x: 150, y: 230, page_x: 150, page_y: 2030 },
        ...{ element_x: 250, element_y: 750, depth: 50 },
      },
    );
    assert.equal(click.viewport_width, 1280);
    assert.equal(click.viewport_height, 720);
  });

  it('is nowhere by keyboard and by a script', async (t) => {
    const clicks = await clicksAfter(t, async (page) => {
      await page.press('button', 'Enter');
      await page.evaluate(() => document.querySelector('button').click());
    });
    assert.deepEqual(
      clicks.map(({ by, x, depth, count }) => [by, x, depth, count]),
      [
        ['keyboard', undefined, undefined, 1],
        [undefined, undefined, undefined, 2],
      ],
    );
  });

  it('says by what, and which keys were held down', async (t) => {
    const body = '<a id="x" href="#a">A</a>';
    const [event] = await eventsAfter(t, body, (page) =>
      page.click('#x', { modifiers: ['Shift', 'Alt'] }),
    );
    assert.equal(event.click.by, 'mouse');
    assert.equal(event.click.modifier, 'shift+alt');
  });

  it('says when it was a finger', async (t) => {
    const visit = await stage.visit(t, { body: '<button>Buy</button>' });
    await visit.open();
    const cdp = await visit.context.newCDPSession(visit.page);
    const touchPoints = [{ x: 20, y: 15 }];
    const type = 'Input.dispatchTouchEvent';
    await cdp.send(type, { type: 'touchStart', touchPoints });
    await cdp.send(type, { type: 'touchEnd', touchPoints: [] });
    const [, event] = await visit.finish();
    assert.equal(event.click.by, 'touch');
  });
});

describe('a browser that a program drives', () => {
  it('complaint 32: is told apart', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    const [{ device }] = await visit.finish();
    assert.deepEqual(device, { automated: true });
  });
});

describe('a link', () => {
  it('complaints 7 and 33: is followed without delay (Umami prevents it and waits)', async (t) => {
    const visit = await stage.visit(t, {
      body: '<a id="none">None</a> <a id="next" href="/next">Next</a>',
    });
    await visit.open();
    await visit.page.evaluate(() => {
      window.isSame = true;
      addEventListener('click', ({ defaultPrevented }) => {
        window.wasPrevented = defaultPrevented;
      });
    });
    await visit.page.click('#none');
    const same = await visit.run(() => [window.isSame, window.wasPrevented]);
    assert.deepEqual(same, [true, false]);
    await visit.page.click('#next');
    await visit.page.waitForURL('**/next');
    const names = namesOf(await visit.finish());
    assert.deepEqual(names, ['page_view', 'click', 'page_view']);
  });
});
