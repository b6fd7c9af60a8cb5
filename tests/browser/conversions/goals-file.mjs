// Goals by address, as a policy is: `data-goals="/goals.json"`.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const kGoals = { goals: [{ id: 'thanks', on: { url: '/thanks*' } }] };

function openShop(t, goals) {
  const pages = { '/thanks': { body: '<p>Thank you</p>' } };
  if (goals !== undefined) pages['/goals.json'] = { text: goals };
  return stage.visit(t, { data: { goals: '/goals.json' }, pages });
}

describe('goals that stand in a file', () => {
  it('are at work for the first page view, too', async (t) => {
    const visit = await openShop(t, JSON.stringify(kGoals));
    await visit.open('/thanks');
    const events = await visit.finish();
    assert.deepEqual(namesOf(events).sort(), ['goal', 'page_view']);
    assert.deepEqual(visit.said, []);
  });

  for (const [what, text] of [
    ['is not there', undefined],
    ['is not JSON', '[{"id": "thanks",}]'],
  ]) {
    it(`cost nothing but themselves if the file ${what}`, async (t) => {
      const visit = await openShop(t, text);
      await visit.open('/thanks');
      assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
      assert.equal(visit.said.length, 1);
      assert.match(visit.said[0], /no goals.*\[goals_json \/goals\]$/);
    });
  }
});
