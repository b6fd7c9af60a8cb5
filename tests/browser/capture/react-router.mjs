// Titles in React Router, whose routes set them when they have been drawn.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../js/tools/load-source.mjs';
import { stage } from '../fixture/stage.mjs';

const source = `
  import { createElement as h, Fragment, useEffect } from 'react';
  import { createRoot } from 'react-dom/client';
  import { createBrowserRouter, Link, Outlet } from 'react-router';
  import { RouterProvider } from 'react-router/dom';

  /** Its effects run before those of what is around it. */
  const Seen = () => void useEffect(() => sluice.track('seen'), []);

  const ByEffect = ({ title }) => {
    useEffect(() => void (document.title = title), [title]);
    return h('h1', {}, title, h(Seen));
  };
  const ByElement = ({ title }) =>
    h('div', {}, h('title', {}, title), h('h1', {}, title), h(Seen));
  const Page = location.search ? ByElement : ByEffect;

  const paths = ['/', '/two', '/loaded', '/four'];
  const Layout = () => h(Fragment, {}, h(Outlet),
    paths.map((to) => h(Link, { key: to, to }, to)));

  const wait = () => new Promise((resolve) => setTimeout(resolve, 80, null));
  const pages = paths.map((path) => ({
    path,
    element: h(Page, { key: path, title: 'Title of ' + path }),
    loader: path === '/loaded' ? wait : undefined,
  }));
  const router = createBrowserRouter([{ element: h(Layout), children: pages }]);
  createRoot(document.getElementById('root')).render(
    h(RouterProvider, { router }));
`;

const { outputFiles } = await bundle({
  stdin: {
    contents: source,
    resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
  },
  bundle: true,
  write: false,
  format: 'iife',
  define: { 'process.env.NODE_ENV': '"production"' },
});

const body = `<div id="root"></div>
  <script>document.querySelector('title').remove();</script>
  <script src="/app.js"></script>`;

describe('a route of React Router', () => {
  for (const [way, path] of [
    ['an effect', '/'],
    ['a <title>', '/?by=element'],
  ]) {
    it(`has its own title where ${way} sets it`, async (t) => {
      const visit = await stage.visit(t, {
        body,
        data: { clicks: 'false', routes: 'path' },
        pages: { '/app.js': { text: outputFiles[0].text } },
      });
      await visit.open(path);
      const until = (title) =>
        visit.page.waitForFunction((it) => document.title === it, title);
      await until('Title of /');
      for (const to of ['/two', '/loaded', '/four', '/']) {
        await visit.page.click(`[href="${to}"]`);
        await until(`Title of ${to}`);
      }
      await visit.run(() => history.back());
      await until('Title of /four');
      const events = await visit.finish();
      const titlesOf = (name) =>
        events
          .filter(({ event }) => event.name === name)
          .map(({ page }) => page.title);
      const paths = ['/', '/two', '/loaded', '/four', '/', '/four'];
      const titles = paths.map((to) => `Title of ${to}`);
      assert.deepEqual(titlesOf('page_view'), titles);
      assert.deepEqual(titlesOf('seen'), titles);
    });
  }
});
