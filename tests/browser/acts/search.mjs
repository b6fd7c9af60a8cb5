// Site search.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const body = `<form action="/results"><input name="q"><button>Find</button>
  </form>`;

describe('a search on the site', () => {
  it('is told on its page of results, with the term if the policy lets it', async (t) => {
    const visit = await stage.visit(t, {
      data: { policy: 'opt-in' },
      body,
      init: [
        () =>
          addEventListener('load', () => sluice.consent({ analytics: true })),
      ],
    });
    await visit.open();
    await visit.page.type('[name=q]', 'red lamp');
    await visit.page.press('[name=q]', 'Enter');
    await visit.page.waitForURL('**/results?q=red+lamp');
    const { search, page } = await visit.inbox.untilNamed('search');
    assert.deepEqual(search, { term: 'red lamp' });
    assert.equal(page.path, '/results');
  });

  it('keeps the term to itself without ids', async (t) => {
    const visit = await stage.visit(t);
    await visit.open('/results?q=red+lamp');
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'search']);
    assert.doesNotMatch(JSON.stringify(events), /lamp/);
  });
});
