// Addresses that a single-page application changes without loading a page.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { viewsOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** The page views of a visit on which `act` runs in the page. */
async function viewsAfter(t, act, { path = '/', ...options } = {}) {
  const visit = await stage.visit(t, options);
  await visit.open(path);
  await visit.run(act);
  return viewsOf(await visit.finish());
}

/** In the page: resolves once the step back has been heard by everybody. */
const back = `
  window.goBack = () =>
    new Promise((resolve) => {
      addEventListener('popstate', () => setTimeout(resolve), { once: true });
      history.back();
    });`;

describe('a change of the address', () => {
  it('by pushState is a page view, each time', async (t) => {
    const views = await viewsAfter(t, async () => {
      history.pushState(null, '', '/a');
      await new Promise((resolve) => setTimeout(resolve));
      history.pushState(null, '', '/b?page=2');
      await new Promise((resolve) => setTimeout(resolve));
      history.pushState(null, '', '/b?page=3');
    });
    assert.deepEqual(views, ['load /', 'push /a', 'push /b', 'push /b']);
  });

  it('by replaceState is a page view', async (t) => {
    const views = await viewsAfter(t, () => {
      history.replaceState(null, '', '/a');
    });
    assert.deepEqual(views, ['load /', 'replace /a']);
  });

  it('by a step back is a page view', async (t) => {
    const views = await viewsAfter(
      t,
      async () => {
        history.pushState(null, '', '/a');
        await new Promise((resolve) => setTimeout(resolve));
        await goBack();
      },
      { head: `<script>${back}</script>` },
    );
    assert.deepEqual(views, ['load /', 'push /a', 'pop /']);
  });

  it('from route to route in the fragment is a page view', async (t) => {
    const views = await viewsAfter(
      t,
      async () => {
        const heard = () =>
          new Promise((resolve) => {
            addEventListener('hashchange', () => setTimeout(resolve), {
              once: true,
            });
          });
        for (const route of ['#/cart', '#/pay']) {
          location.hash = route;
          await heard();
        }
        history.back();
        await heard();
      },
      { path: '/app' },
    );
    assert.deepEqual(views, [
      'load /app',
      'hash /app#/cart',
      'hash /app#/pay',
      'hash /app#/cart',
    ]);
  });

  it('by a router that replaces, then pushes, is one page view', async (t) => {
    const views = await viewsAfter(t, () => {
      history.replaceState({ scroll: 0 }, '', '/?from=here');
      history.pushState(null, '', '/a');
    });
    assert.deepEqual(views, ['load /', 'push /a']);
  });

  it('that leaves it the same is no page view', async (t) => {
    const views = await viewsAfter(t, () => {
      history.pushState({ step: 1 }, '', location.href);
      history.replaceState({ step: 2 }, '');
      history.pushState(null, '', '/a');
      history.replaceState(null, '', '/');
    });
    assert.deepEqual(views, ['load /']);
  });

  it('is left to page() where the site wants that', async (t) => {
    const views = await viewsAfter(
      t,
      () => {
        history.pushState(null, '', '/a');
        sluice.page();
      },
      { data: { 'page-views': 'false' } },
    );
    assert.deepEqual(views, ['call /a']);
  });
});
