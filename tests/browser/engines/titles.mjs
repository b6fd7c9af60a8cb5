import assert from 'node:assert/strict';
import { view } from './events.mjs';

/** Each route's title comes a while after its address. */
const body = `<script>
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  window.titled = (async () => {
    await pause(50);
    document.title = 'One';
    for (const title of ['Two', 'Three']) {
      await pause(50);
      history.pushState(null, '', '/' + title);
      await pause(50);
      document.title = title;
    }
    await new Promise((resolve) => {
      addEventListener('popstate', resolve, { once: true });
      history.back();
    });
    await pause(50);
    document.title = 'Two again';
    await pause(50);
    sluice.track('later');
  })();
</script>`;

export const titles = {
  name: 'titles that come after the address are those of their routes',
  site: { title: '', body },
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
