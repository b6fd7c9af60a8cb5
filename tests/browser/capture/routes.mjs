// Addresses that a single-page application changes without loading a page.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
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
  it('complaint 10: by pushState is a page view of the new address (Umami tells the old)', async (t) => {
    const views = await viewsAfter(t, async () => {
      history.pushState(null, '', '/a');
      await new Promise((resolve) => setTimeout(resolve));
      history.pushState(null, '', '/b?page=2');
      await new Promise((resolve) => setTimeout(resolve));
      history.pushState(null, '', '/b?page=3');
    });
    assert.deepEqual(views, ['load /', 'push /a', 'push /b', 'push /b']);
  });

  it('complaint 10: by replaceState is a page view', async (t) => {
    const views = await viewsAfter(t, () => {
      history.replaceState(null, '', '/a');
    });
    assert.deepEqual(views, ['load /', 'replace /a']);
  });

  it('by a step back is a page view (Umami misses it)', async (t) => {
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

  it('complaint 9: by a router that replaces, then pushes, is one page view', async (t) => {
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

  it('complaint 10: by navigation.navigate() is a page view', async (t) => {
    const views = await viewsAfter(t, () => {
      navigation.addEventListener('navigate', (event) => {
        event.intercept({ handler: async () => {} });
      });
      return navigation.navigate('/a').finished.then(() => {});
    });
    assert.deepEqual(views, ['load /', 'push /a']);
  });

  it('counts where there is no Navigation API', async (t) => {
    const init = [() => delete window.Navigation];
    const act = async () => {
      history.pushState(null, '', '/a');
      await new Promise((resolve) => setTimeout(resolve));
      history.replaceState(null, '', '/b');
      await new Promise((resolve) => setTimeout(resolve));
      history.replaceState(null, '', '/b?from=here');
      history.pushState(null, '', '/c');
    };
    const views = await viewsAfter(t, act, { init });
    assert.deepEqual(views, ['load /', 'push /a', 'replace /b', 'push /c']);
  });

  it('leaves history alone where there is a Navigation API', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    const own = await visit.run(() => Object.keys(history));
    assert.deepEqual(own, []);
    await visit.finish();
  });

  it('keeps the referrer of the landing', async (t) => {
    const visit = await stage.visit(t);
    await visit.open('/', { referer: 'https://news.example/today' });
    await visit.run(() => history.pushState(null, '', '/a'));
    const events = await visit.finish();
    assert.deepEqual(
      events.map(({ page }) => page.referrer),
      ['https://news.example/today', 'https://news.example/today'],
    );
  });

  it('complaint 9: is reported in the console if it is not a page view', async (t) => {
    const visit = await stage.visit(t, { data: { debug: '', routes: 'path' } });
    await visit.open();
    await visit.run(() => history.pushState(null, '', '/?q=1'));
    const views = viewsOf(await visit.finish());
    assert.deepEqual(views, ['load /']);
    const isTold = () =>
      visit.said.some((text) => text.includes('page_view: none'));
    await until(isTold, () => visit.said.join('\n'));
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
