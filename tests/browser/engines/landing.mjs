import assert from 'node:assert/strict';
import { onButton, onLink, view } from './events.mjs';

const choose = 'sluice.consent({ analytics: true, ads: true })';

const pages = {
  '/': {
    body: `<button id="yes" type="button" onclick="${choose}">Yes</button>
      <a id="next" href="/next">Next</a>`,
  },
  // The site remembers the choice.
  '/next': { body: `<script>${choose}</script>` },
};

export const landing = {
  name: 'a campaign is remembered from before the consent to the next page',
  site: { data: { policy: 'opt-in' }, pages },
  async act(visitor) {
    await visitor.open('/?utm_source=news&utm_medium=email&gclid=abc');
    await visitor.click('#yes');
    await visitor.click('#next');
    await visitor.until('/next');
  },
  events: [view('/'), onButton('yes'), onLink('next', '/next'), view('/next')],
  check(events) {
    assert.equal(new Set(events.map(({ visitor }) => visitor.id)).size, 1);
    assert.equal(new Set(events.map(({ session }) => session.id)).size, 1);
    for (const { utm, click_id } of events) {
      assert.deepEqual(utm, { source: 'news', medium: 'email' });
      assert.deepEqual(click_id, { gclid: 'abc' });
    }
  },
};
