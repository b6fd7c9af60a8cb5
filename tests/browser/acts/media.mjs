// Media of the page, played by the browser.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage } from '../fixture/stage.mjs';
import { makeSilence } from './silence.mjs';

const pages = { '/talk.wav': { text: makeSilence(4) } };

const toldOf = (events) =>
  events
    .filter(({ video }) => video)
    .map(({ event, video }) => `${event.name} ${video.percent}`);

const whole = [
  'video_start 0',
  ...['10', '25', '50', '75', '90'].map((share) => `video_progress ${share}`),
  'video_complete 100',
];

const playButton = (find) => `<button onclick="${find}.play()">Play</button>`;

describe('a medium', () => {
  it('is started, played and completed', async (t) => {
    const body = `<audio id="talk" title="A talk" src="/talk.wav"></audio>
      ${playButton('talk')}`;
    const visit = await stage.visit(t, { body, pages });
    await visit.open();
    await visit.page.click('button');
    const { video } = await visit.inbox.untilNamed('video_complete');
    assert.deepEqual(video, {
      ...{ provider: 'html5', kind: 'audio', id: 'talk', title: 'A talk' },
      ...{ position: 4, duration: 4, percent: 100 },
    });
    assert.deepEqual(toldOf(visit.inbox.events), whole);
  });

  it('whose handle is moved to the end was not played', async (t) => {
    // From memory: of a server without ranges, nothing can be moved to.
    const body = `<audio id="talk"></audio>${playButton('talk')}<script>
        fetch('/talk.wav').then(async (response) => {
          talk.src = URL.createObjectURL(await response.blob());
        });
        talk.addEventListener('playing', () => (talk.currentTime = 3.9),
          { once: true });
        talk.addEventListener('ended', () => sluice.track('ended'));
      </script>`;
    const visit = await stage.visit(t, { body, pages });
    await visit.open();
    await visit.page.waitForFunction(() => talk.readyState > 3);
    await visit.page.click('button');
    await visit.inbox.untilNamed('ended');
    const events = await visit.finish();
    assert.deepEqual(toldOf(events), ['video_start 0']);
  });

  it('inside a shadow root is told like any other', async (t) => {
    const body = `<my-player></my-player><script>
      const root = document.querySelector('my-player')
        .attachShadow({ mode: 'open' });
      root.innerHTML = '<audio src="/talk.wav"></audio><button>Play</button>';
      root.querySelector('button').onclick = () =>
        root.querySelector('audio').play();
    </script>`;
    const visit = await stage.visit(t, { body, pages });
    await visit.open();
    await visit.page.click('my-player button');
    const { video } = await visit.inbox.untilNamed('video_start');
    assert.equal(video.id, 'talk.wav');
  });
});
