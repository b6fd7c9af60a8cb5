// Pages whose renderer dies: https://fetch.spec.whatwg.org/#fetch-later-method.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** What the browser was asked to send for the page, at present. */
const watchDeferred = `<script>
  window.deferred = [];
  const { fetchLater } = window;
  window.fetchLater = (url, init) => {
    const one = { body: init.body };
    deferred.push(one);
    init.signal.onabort = () => (one.isBack = true);
    return fetchLater(url, init);
  };
</script>`;

/** Resolves once the browser has the event of that name to send. */
const untilDeferred = (visit, name) =>
  visit.page.waitForFunction(
    (wanted) => deferred.some(({ body }) => body.includes(wanted)),
    name,
  );

describe('a page whose renderer dies', () => {
  it('has said what it did a moment before', async (t) => {
    const visit = await stage.visit(t, { head: watchDeferred });
    await visit.open();
    await visit.inbox.untilNamed('page_view');
    await visit.run(() => sluice.track('last_words'));
    await untilDeferred(visit, 'last_words');
    const session = await visit.context.newCDPSession(visit.page);
    // Never answers: who would?
    void session.send('Page.crash').catch(() => {});
    await visit.inbox.untilNamed('last_words');
    assert.deepEqual(namesOf(visit.inbox.events), ['page_view', 'last_words']);
  });

  it('has nothing deferred that it sent by itself', async (t) => {
    const visit = await stage.visit(t, { head: watchDeferred });
    await visit.open();
    await visit.run(() => sluice.track('early'));
    await untilDeferred(visit, 'early');
    await visit.run(() => sluice.flush());
    await visit.inbox.untilNamed('early');
    assert.ok(await visit.run(() => deferred.every(({ isBack }) => isBack)));
    await visit.finish();
    assert.ok(visit.inbox.batches.every(({ duplicates }) => !duplicates));
  });
});
