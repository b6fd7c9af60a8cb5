import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf, viewsOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

describe('a page view', () => {
  it('is counted once when a page loads, and says what it was', async (t) => {
    const visit = await stage.visit(t, { title: 'Lanterns' });
    const earliest = Date.now();
    await visit.open('/lanterns?utm_source=news&utm_medium=email&x=1', {
      referer: 'https://news.example/today?reader=7',
    });
    const [view, ...more] = await visit.finish();
    assert.deepEqual(more, []);
    const { event, page, utm } = view;
    assert.equal(event.name, 'page_view');
    assert.ok(event.time >= earliest && event.time <= Date.now());
    assert.equal(page.cause, 'load');
    assert.equal(page.path, '/lanterns');
    assert.equal(page.title, 'Lanterns');
    assert.equal(
      page.url,
      `${visit.site.url}/lanterns?utm_source=news&utm_medium=email`,
    );
    assert.equal(page.referrer, 'https://news.example/today');
    assert.deepEqual(utm, { source: 'news', medium: 'email' });
  });

  it('is counted where a script put the tag there', async (t) => {
    const visit = await stage.visit(t, {
      tag: false,
      body: `<script>
        const tag = document.createElement('script');
        tag.dataset.endpoint = '${stage.collector.endpoint}';
        tag.src = '/sluice.js';
        tag.onload = () => (window.isThere = true);
        document.head.append(tag);
      </script>`,
    });
    await visit.open();
    await visit.page.waitForFunction(() => window.isThere);
    assert.deepEqual(viewsOf(await visit.finish()), ['load /']);
  });

  it('is not counted where only utm parameters go away', async (t) => {
    const visit = await stage.visit(t);
    await visit.open('/a?utm_source=news&size=9');
    await visit.run(() => {
      history.replaceState(null, '', '/a?size=9');
      sluice.track('later');
    });
    const events = await visit.finish();
    assert.deepEqual(viewsOf(events), ['load /a']);
    assert.deepEqual(namesOf(events), ['page_view', 'later']);
    assert.deepEqual(events[1].utm, { source: 'news' });
  });

  it('is not counted where a link leads to a place on the page', async (t) => {
    const visit = await stage.visit(t, {
      body: '<a href="#below">Below</a><h2 id="below">Here</h2>',
    });
    await visit.open();
    await visit.page.click('a');
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'click']);
  });

  it('comes before what was tracked on the new page', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(() => {
      sluice.track('on_old');
      history.pushState(null, '', '/a');
      sluice.track('on_new');
    });
    const events = await visit.finish();
    assert.deepEqual(
      events.map(({ event, page }) => `${event.name} ${page.path}`),
      ['page_view /', 'on_old /', 'page_view /a', 'on_new /a'],
    );
    assert.deepEqual(
      events.map(({ event }) => event.sequence),
      [1, 2, 3, 4],
    );
  });

  it('leaves the page its own way with history', async (t) => {
    const visit = await stage.visit(t, {
      body: `<script>
        const below = history.pushState;
        history.pushState = function (...step) {
          window.own = step;
          return below.apply(this, step);
        };
      </script>`,
    });
    await visit.open();
    const page = await visit.run(() => {
      history.pushState({ a: 1 }, '', '/a');
      let refused;
      try {
        history.pushState(null, '', 'https://other.example/');
      } catch (error) {
        refused = error.name;
      }
      return { own: own[2], state: history.state, refused };
    });
    assert.deepEqual(page, {
      own: 'https://other.example/',
      state: { a: 1 },
      refused: 'SecurityError',
    });
    const views = viewsOf(await visit.finish());
    assert.deepEqual(views, ['load /', 'push /a']);
  });
});
