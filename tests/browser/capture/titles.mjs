// Titles that pages set after their address, or after they were loaded.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage } from '../fixture/stage.mjs';

/** Each event as its name, path and title, in the order of arrival. */
function titlesOf(events) {
  return events.map(
    ({ event, page }) => `${event.name} ${page.path} ${page.title}`,
  );
}

const pause = `
  window.pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));`;

/** The titles of what a visit sends in which `act` runs in the page. */
async function titlesAfter(t, act, options) {
  const head = `<script>${pause}</script>`;
  const visit = await stage.visit(t, { title: 'One', head, ...options });
  await visit.open();
  await visit.run(act);
  const events = await visit.finish();
  const sequence = events.map(({ event }) => event.sequence);
  assert.deepEqual(
    sequence,
    sequence.map((_, i) => i + 1),
  );
  return titlesOf(events);
}

const onTwo = ['page_view / One', 'page_view /two Two', 'buy /two Two'];

describe('the title of a route', () => {
  it('is that of its page view where it comes after the address', async (t) => {
    const titles = await titlesAfter(t, async () => {
      history.pushState(null, '', '/two');
      await pause(60);
      document.title = 'Two';
      await pause(10);
      sluice.track('buy');
    });
    assert.deepEqual(titles, onTwo);
  });

  it('is that of what was tracked before it came', async (t) => {
    const titles = await titlesAfter(t, async () => {
      history.pushState(null, '', '/two');
      sluice.track('buy');
      await pause(60);
      document.title = 'Two';
    });
    assert.deepEqual(titles, onTwo);
  });

  it('may come with what a fetch brings', async (t) => {
    const titles = await titlesAfter(
      t,
      async () => {
        history.pushState(null, '', '/two');
        const { title } = await (await fetch('/two.json')).json();
        await pause(500);
        document.title = title;
        sluice.track('buy');
      },
      { pages: { '/two.json': { text: '{"title": "Two"}' } } },
    );
    assert.deepEqual(titles, onTwo);
  });

  it('may come in a view transition', async (t) => {
    const titles = await titlesAfter(t, async () => {
      history.pushState(null, '', '/two');
      await document.startViewTransition(async () => {
        await pause(30);
        document.title = 'Two';
      }).updateCallbackDone;
      sluice.track('buy');
    });
    assert.deepEqual(titles, onTwo);
  });

  it('may come from the handler of navigation.navigate()', async (t) => {
    const titles = await titlesAfter(t, async () => {
      navigation.addEventListener('navigate', (event) => {
        event.intercept({
          async handler() {
            await pause(30);
            document.title = 'Two';
          },
        });
      });
      await navigation.navigate('/two').finished;
      sluice.track('buy');
    });
    assert.deepEqual(titles, onTwo);
  });

  it('may come after a step back', async (t) => {
    const titles = await titlesAfter(t, async () => {
      history.pushState(null, '', '/two');
      document.title = 'Two';
      await pause(10);
      const isBack = new Promise((resolve) => {
        addEventListener('popstate', resolve, { once: true });
      });
      history.back();
      await isBack;
      await pause(30);
      document.title = 'One again';
    });
    assert.deepEqual(titles, [
      'page_view / One',
      'page_view /two Two',
      'page_view / One again',
    ]);
  });

  it('may stand in another <title>, or in another <head>', async (t) => {
    const titles = await titlesAfter(t, async () => {
      history.pushState(null, '', '/two');
      await pause(10);
      const head = document.createElement('head');
      document.head.replaceWith(head);
      await pause(10);
      head.innerHTML = '<title>Two</title>';
      await pause(10);
      history.pushState(null, '', '/three');
      await pause(10);
      document
        .querySelector('title')
        .replaceWith(
          Object.assign(document.createElement('title'), { text: 'Three' }),
        );
      await pause(10);
      history.pushState(null, '', '/four');
      await pause(10);
      document.querySelector('title').firstChild.data = 'Four';
    });
    assert.deepEqual(titles, [
      'page_view / One',
      'page_view /two Two',
      'page_view /three Three',
      'page_view /four Four',
    ]);
  });

  it('of the next route is not taken for it where that comes first', async (t) => {
    const titles = await titlesAfter(
      t,
      async () => {
        for (const title of ['Two', 'Three']) {
          const link = document.getElementById(title);
          link.onclick = async (event) => {
            event.preventDefault();
            document.title = title;
            await pause(30);
            history.pushState(null, '', link.href);
          };
          link.click();
          await pause(60);
        }
      },
      {
        data: { clicks: 'false' },
        body: '<a id="Two" href="/two">2</a><a id="Three" href="/three">3</a>',
      },
    );
    assert.deepEqual(titles, [
      'page_view / One',
      'page_view /two Two',
      'page_view /three Three',
    ]);
  });

  it('is that of then where the page view leaves at once', async (t) => {
    const titles = await titlesAfter(t, async () => {
      history.pushState(null, '', '/two');
      await sluice.flush();
      document.title = 'Two';
      sluice.track('buy');
    });
    assert.deepEqual(titles, [
      'page_view / One',
      'page_view /two One',
      'buy /two Two',
    ]);
  });

  it('is not awaited after it has come, or after three seconds', async (t) => {
    const visit = await stage.visit(t, { title: 'One', data: { tape: '' } });
    await visit.open();
    await visit.run(async () => {
      const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      await pause(3100);
      for (const title of ['A', 'B', 'C']) {
        document.title = title;
        await pause(10);
      }
      sluice.track('later');
    });
    const events = await visit.finish();
    const tape = await visit.run(() => sluice.tape());
    assert.deepEqual(titlesOf(events), ['page_view / One', 'later / C']);
    assert.equal(tape.match(/"fact":"title"/g).length, 1);
  });
});

describe('the title of a loaded page', () => {
  it('is that of the page view though a script sets it later', async (t) => {
    const visit = await stage.visit(t, {
      title: '',
      body: `<script>
        addEventListener('load', () => {
          setTimeout(() => (document.title = 'Shop'), 300);
        });
      </script>`,
    });
    await visit.open();
    await visit.page.waitForFunction(() => document.title === 'Shop');
    assert.deepEqual(titlesOf(await visit.finish()), ['page_view / Shop']);
  });

  it('is read though it stands below the tag', async (t) => {
    const body = `<script>
      document.querySelector('title').remove();
      document.head.insertAdjacentHTML('beforeend', '<title>Below</title>');
    </script>`;
    const visit = await stage.visit(t, { title: '', body });
    await visit.open();
    assert.deepEqual(titlesOf(await visit.finish()), ['page_view / Below']);
  });
});
