// YouTube's players. There is no way to the real one from here: its side of the
// conversation is played by a page at its address.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage } from '../fixture/stage.mjs';

/** Tells whoever asks, as the player does, that a film of 20 s is started and
 * played for two seconds, and then that its handle is at 15. */
const player = `<!doctype html><script>
  addEventListener('message', ({ source, origin, data }) => {
    const { event } = JSON.parse(data);
    if (event !== 'listening') return;
    const say = (info) =>
      source.postMessage(JSON.stringify({ event: 'infoDelivery', info }), origin);
    say({ duration: 20, playerState: -1,
      videoData: { video_id: 'abc_DEF-123', title: 'A film' } });
    say({ playerState: 1, currentTime: 0 });
    say({ currentTime: 0.5 });
    setTimeout(() => say({ currentTime: 2.1 }), 2100);
    setTimeout(() => say({ currentTime: 15 }), 2200);
    setTimeout(() => say({ playerState: 2, currentTime: 15.1 }), 2300);
  });
</script>`;

const frame = (query) =>
  `<iframe src="https://www.youtube.com/embed/abc_DEF-123${query}"></iframe>`;

async function openWith(t, body) {
  const visit = await stage.visit(t, { body });
  await visit.context.route('https://www.youtube.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: player }),
  );
  await visit.open();
  return visit;
}

describe("YouTube's player", () => {
  it('tells what is played where the site opened it', async (t) => {
    const visit = await openWith(t, frame('?enablejsapi=1'));
    const { video } = await visit.inbox.untilNamed('video_progress');
    assert.deepEqual(video, {
      ...{ provider: 'youtube', kind: 'video' },
      ...{ id: 'abc_DEF-123', title: 'A film' },
      ...{ position: 2, duration: 20, percent: 10 },
    });
    const events = await visit.finish();
    const names = events
      .filter(({ video }) => video)
      .map(({ event }) => event.name);
    assert.deepEqual(names, ['video_start', 'video_progress']);
  });

  it('is not asked otherwise, and no script of it is loaded', async (t) => {
    const visit = await openWith(t, frame(''));
    const events = await visit.finish();
    assert.deepEqual(
      events.filter(({ video }) => video),
      [],
    );
    const scripts = visit
      .requestsElsewhere()
      .filter(({ type }) => type === 'script');
    assert.deepEqual(scripts, []);
  });
});
