// Pages whose renderer dies.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crash, untilDeferred, watchDeferred } from '../fixture/deferred.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

describe('a page whose renderer dies', () => {
  it('has said what it did a moment before', async (t) => {
    const visit = await stage.visit(t, { head: watchDeferred });
    await visit.open();
    await visit.inbox.untilNamed('page_view');
    await visit.run(() => sluice.track('last_words'));
    await untilDeferred(visit, 'last_words');
    await crash(visit);
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
