// Who is who: from page to page, from tab to tab, and on another day.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage } from '../fixture/stage.mjs';

const granted = {
  data: { policy: 'opt-in' },
  body: '<script>sluice.consent({ analytics: true, ads: true });</script>',
};

/** The page view of each page that `visit` opens in turn. */
async function viewEach(visit, paths) {
  const views = [];
  for (const path of paths) {
    await visit.open(path);
    views.push((await visit.finish()).at(-1));
  }
  return views;
}

function countIds(views, part) {
  return new Set(views.map((view) => view[part]?.id)).size;
}

describe('a visitor who agreed', () => {
  it('is the same on the next page, and keeps the campaign', async (t) => {
    const visit = await stage.visit(t, granted);
    const landing = '/?utm_source=news&gclid=Cj0-1';
    const views = await viewEach(visit, [landing, '/next', '/last']);
    assert.deepEqual(
      ['visitor', 'session', 'page'].map((part) => countIds(views, part)),
      [1, 1, 3],
    );
    assert.ok(views[0].visitor.id);
    for (const view of views) {
      assert.deepEqual(view.utm, { source: 'news' });
      assert.deepEqual(view.click_id, { gclid: 'Cj0-1' });
    }
  });

  it('is the same in two tabs at once', async (t) => {
    const visit = await stage.visit(t, granted);
    const [first] = await viewEach(visit, ['/']);
    visit.page = await visit.context.newPage();
    const [second] = await viewEach(visit, ['/other']);
    assert.equal(countIds([first, second], 'visitor'), 1);
    assert.equal(countIds([first, second], 'session'), 1);
  });

  it('is the same a day later, in another session', async (t) => {
    const visit = await stage.visit(t, granted);
    const start = new Date('2026-03-01T10:00:00Z');
    await visit.page.clock.install({ time: start });
    const [first] = await viewEach(visit, ['/']);
    await visit.page.clock.setSystemTime(start.getTime() + 86_400_000);
    const [second] = await viewEach(visit, ['/']);
    assert.equal(countIds([first, second], 'visitor'), 1);
    assert.equal(countIds([first, second], 'session'), 2);
  });
});

describe('a visitor under cookieless', () => {
  it('is not known on the next page', async (t) => {
    const visit = await stage.visit(t);
    const views = await viewEach(visit, ['/?utm_source=news', '/next']);
    assert.equal(countIds(views, 'session'), 2);
    assert.deepEqual(
      views.map(({ visitor, utm }) => [visitor, utm?.source]),
      [
        [undefined, 'news'],
        [undefined, undefined],
      ],
    );
  });
});
