import assert from 'node:assert/strict';
import { view } from './events.mjs';

const kCookie = 'known=1';
const untracked = { tag: false, head: '', body: 'Next' };

/** By a page that lives on, and by one that is left, in every way there is. */
const lastWords = `<script>
  addEventListener('pagehide', () => sluice.track('last_words'));
</script>`;

/** The Cookie headers that came with the batches. */
function cookiesIn({ inbox }) {
  const headers = inbox.batches.flatMap(({ request }) => request.headers);
  return headers.filter(([name]) => name.toLowerCase() === 'cookie');
}

export const cookies = [
  {
    name: 'the cookies of a collector stay in the browser',
    site: {
      // The collector is on the same host, whose cookies go to all its ports.
      headers: { 'Set-Cookie': `${kCookie}; Path=/` },
      body: `<a id="next" href="/next">Next</a>${lastWords}`,
      pages: { '/next': untracked },
    },
    async act(visitor) {
      await visitor.open();
      await visitor.run(() => sluice.flush());
      assert.equal(await visitor.run(() => document.cookie), kCookie);
      // To go by a link would be a click more.
      await visitor.run(() => {
        setTimeout(() => location.assign('/next'));
      });
      await visitor.until('/next');
      await visitor.inbox.untilNamed('last_words');
    },
    isOver: true,
    events: [view('/'), { name: 'last_words', path: '/' }],
    check: (_, visitor) => assert.deepEqual(cookiesIn(visitor), []),
  },
];
