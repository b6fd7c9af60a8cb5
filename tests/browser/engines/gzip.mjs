import assert from 'node:assert/strict';
import { untracked } from '../fixture/consenting.mjs';
import { until } from '../fixture/deadline.mjs';
import { stallGzip } from '../fixture/stall-gzip.mjs';
import { onLink, view } from './events.mjs';

const text = 'abc '.repeat(500);
const much = { name: 'much', path: '/', properties: { text } };

/** More than a packet. */
function track(words) {
  sluice.track('much', { text: words });
  void sluice.flush();
}

const gzipped = ({ inbox }) =>
  inbox.batches.map(({ request }) => request.gzip_bytes !== null);

/** By the engine's own CompressionStream, and its own order of tasks. */
export const gzip = [
  {
    name: 'a body of more than a packet comes gzipped',
    site: { data: { gzip: '' } },
    async act(visitor) {
      await visitor.open();
      await visitor.run(track, text);
    },
    events: [view('/'), much],
    check: (_, visitor) => assert.equal(gzipped(visitor)[0], true),
  },
  {
    name: 'a page that is left while a body is gzipped sends it as it is',
    site: {
      data: { gzip: '' },
      head: `<script>(${stallGzip})();</script>`,
      body: '<a id="next" href="/next">Next</a>',
      pages: { '/next': untracked },
    },
    async act(visitor) {
      await visitor.open();
      await visitor.run(track, text);
      await until(() => visitor.run(() => window.begun));
      await visitor.click('#next');
    },
    isOver: true,
    events: [view('/'), much, onLink('next', '/next')],
    check: (_, visitor) => assert.ok(!gzipped(visitor).includes(true)),
  },
];
