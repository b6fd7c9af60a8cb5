// Scrolling, by wheel and keyboard.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
import { drawn } from '../fixture/drawn.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const tall = '<div style="height: 300vh">Tall</div>';

const depthsOf = (events) =>
  events.filter(({ scroll }) => scroll).map(({ scroll }) => scroll.depth);

/** Resolves once the milestone has arrived. */
const untilDepth = (visit, depth) =>
  visit.inbox.until((events) => depthsOf(events).includes(depth));

describe('scrolling', () => {
  it('tells each milestone once, down to the end', async (t) => {
    const visit = await stage.visit(t, { body: tall });
    await visit.open();
    await drawn(visit.page);
    await visit.page.mouse.wheel(0, 300);
    await visit.page.keyboard.press('End');
    await untilDepth(visit, 100);
    await visit.page.keyboard.press('Home');
    await visit.page.keyboard.press('End');
    const events = await visit.finish();
    assert.deepEqual(depthsOf(events), [50, 75, 90, 100]);
  });

  it('of a page that fits the viewport is not captured', async (t) => {
    const visit = await stage.visit(t, { body: 'Short' });
    await visit.open();
    await drawn(visit.page);
    await visit.page.mouse.wheel(0, 400);
    await visit.page.keyboard.press('End');
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
  });

  it('is told of a box that is most of the page', async (t) => {
    const body = `<style>body { margin: 0 }</style>
      <div id="app" style="height: 100vh; overflow: auto">${tall}</div>
      <script>app.tabIndex = 0; app.focus();</script>`;
    const visit = await stage.visit(t, { body });
    await visit.open();
    await drawn(visit.page);
    await visit.page.keyboard.press('End');
    await untilDepth(visit, 100);
  });

  it('in a small box is not scrolling of the page', async (t) => {
    const body = `<div id="box" style="height: 99px; overflow: auto">${tall}
      </div><script>
        box.addEventListener('scroll', () => (window.scrolled = true));
      </script>`;
    const visit = await stage.visit(t, { body });
    await visit.open();
    await visit.run(() => box.scrollTo(0, 1e6));
    await until(
      () => visit.run(() => window.scrolled),
      () => 'scroll',
    );
    // Two looks of an observer of ours are later than one of the tracker.
    await visit.run(async () => {
      for (let i = 0; i < 2; i++) {
        await new Promise((resolve) =>
          new IntersectionObserver(resolve).observe(document.body),
        );
      }
    });
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
  });

  it('of the next route begins anew', async (t) => {
    const visit = await stage.visit(t, { body: tall });
    await visit.open();
    await drawn(visit.page);
    await visit.page.keyboard.press('End');
    await untilDepth(visit, 100);
    await visit.run(() => {
      scrollTo(0, 0);
      history.pushState(null, '', '/next');
    });
    await visit.page.mouse.wheel(0, 1500);
    await visit.inbox.until((events) =>
      events.some(({ scroll, page }) => scroll && page.path === '/next'),
    );
  });
});
