// What is captured just before the page is gone.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { untracked } from '../fixture/consenting.mjs';
import { moveAway } from '../fixture/far-collector.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

describe('a click on a link that navigates away at once', () => {
  it('arrives 10 of 10 times', async (t) => {
    // Every second time to another site, whose page another process shows.
    const visit = await stage.visit(t, {
      data: { endpoint: await moveAway(t, stage.collector) },
      body: `<a>Next</a><script>
        const { origin, search } = location;
        const other = origin.replace('127.0.0.1', 'localhost');
        document.querySelector('a').href =
          (search === '?other' ? other : origin) + '/next';
        // Keeps the page out of the back/forward cache, in which its requests
        // would go on.
        navigator.locks.request('held', () => new Promise(() => {}));
      </script>`,
      pages: { '/next': untracked },
    });
    for (let i = 0; i < 10; i++) {
      await visit.open(i % 2 ? '/?other' : '/');
      await visit.page.click('a');
      await visit.page.waitForURL('**/next', { waitUntil: 'commit' });
    }
    const events = await visit.inbox.until((events) => events.length >= 20);
    const count = (wanted) =>
      events.filter(({ event }) => event.name === wanted).length;
    assert.equal(count('page_view'), 10);
    assert.equal(count('click'), 5);
    assert.equal(count('outbound_click'), 5);
    assert.ok(visit.inbox.batches.every(({ duplicates }) => !duplicates));
  });
});

describe('what a page says when it is left', () => {
  it('arrives even if it is said after the tracker heard it', async (t) => {
    const visit = await stage.visit(t, {
      body: `<a href="/next">Next</a><script>
        addEventListener('pagehide', () => sluice.track('last_words'));
      </script>`,
      pages: { '/next': untracked },
    });
    await visit.open();
    await visit.page.click('a');
    await visit.inbox.untilNamed('last_words');
    assert.deepEqual(namesOf(visit.inbox.events), [
      'page_view',
      'click',
      'last_words',
    ]);
  });

  it('arrives when the tab is closed', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(() => sluice.track('last_words'));
    await visit.page.close();
    await visit.inbox.untilNamed('last_words');
    assert.deepEqual(namesOf(visit.inbox.events), ['page_view', 'last_words']);
  });

  it('arrives when the tab closes itself', async (t) => {
    const visit = await stage.visit(t, { pages: { '/opener': untracked } });
    await visit.open('/opener');
    await visit.run(() => {
      window.open('/').addEventListener('load', ({ currentTarget }) => {
        currentTarget.sluice.track('last_words');
        currentTarget.close();
      });
    });
    await visit.inbox.untilNamed('last_words');
    assert.deepEqual(namesOf(visit.inbox.events), ['page_view', 'last_words']);
  });

  it('arrives when there is more than one request can hold', async (t) => {
    const visit = await stage.visit(t, {
      body: '<a href="/next">Next</a>',
      pages: { '/next': untracked },
    });
    await visit.open();
    await visit.run(() => {
      // Together 40 KiB, which takes three keepalive requests.
      const text = 'x'.repeat(3000);
      for (let i = 0; i < 12; i++) sluice.track('step', { i, text });
    });
    await visit.page.click('a');
    await visit.inbox.untilNamed('click');
    const steps = await visit.inbox.until((events) => events.length === 14);
    const numbers = steps.map(({ properties }) => properties?.i);
    for (let i = 0; i < 12; i++) assert.ok(numbers.includes(i), `${i}`);
  });
});
