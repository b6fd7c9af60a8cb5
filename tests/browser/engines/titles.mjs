import assert from 'node:assert/strict';
import { view } from './events.mjs';

/** Each route's title comes so long after its address. */
const bodyOf = (ms) => `<script>
  const pause = () => new Promise((resolve) => setTimeout(resolve, ${ms}));
  window.titled = (async () => {
    await pause();
    document.title = 'One';
    for (const title of ['Two', 'Three']) {
      await pause();
      history.pushState(null, '', '/' + title);
      await pause();
      document.title = title;
    }
    await new Promise((resolve) => {
      addEventListener('popstate', resolve, { once: true });
      history.back();
    });
    await pause();
    document.title = 'Two again';
    await pause();
    sluice.track('later');
  })();
</script>`;

export const titles = {
  name: 'titles that come after the address are those of their routes',
  ...visitOf(50),
};

export const earlyTitles = {
  name: 'so are those of routes that are left before the core is there',
  ...visitOf(0),
};

function visitOf(ms) {
  return {
    site: { title: '', body: bodyOf(ms) },
    async act(visitor) {
      await visitor.open();
      await visitor.run(() => window.titled);
    },
    events: [
      view('/'),
      view('/Two', 'push'),
      view('/Three', 'push'),
      view('/Two', 'pop'),
      { name: 'later', path: '/Two' },
    ],
    check(events) {
      assert.deepEqual(
        events.map(({ page }) => page.title),
        ['One', 'Two', 'Three', 'Two again', 'Two again'],
      );
    },
  };
}
