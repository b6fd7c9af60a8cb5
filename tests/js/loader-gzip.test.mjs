// What is made smaller before it is sent: once, in time or as it is.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { loadSource } from '../../js/tools/load-source.mjs';

const { Transport } = await loadSource('transport.ts');
const { takeBrowser } = await loadSource('browser.ts');

const kBody = JSON.stringify({ batch: 'x'.repeat(2000) });
const kUrl = 'https://collect.example/c';

const kPage = {
  ...{
    performance,
    setTimeout,
    clearTimeout,
    Date,
    CompressionStream,
    Response,
  },
  navigator: {},
};

/** A transport on a page with these globals: what it posted and answered, and
 * the timers that run. `finish` ends the compression under way. */
function make({
  page = {},
  fetch = answering,
  onLook = () => {},
  ...changed
} = {}) {
  const posted = [];
  const answers = [];
  const beacons = [];
  const timers = new Map();
  const log = (url, { body, headers, keepalive, signal }) => {
    posted.push({ url, body, headers, keepalive });
    return signal.aborted ? Promise.reject(signal.reason) : fetch();
  };
  const browser = {
    ...takeBrowser({ ...kPage, ...page }),
    fetch: fetch && log,
    beacon: (url, blob) => beacons.push({ url, blob }) > 0,
    after(ms, run) {
      timers.set(run, ms);
      return () => timers.delete(run);
    },
    ...changed,
  };
  const hidden = { is: false };
  const look = () => onLook(transport);
  const answer = (one) => answers.push(one);
  const transport = new Transport(browser, () => hidden.is, answer, look);
  const send = (more) =>
    transport.send({
      ...{ action: 'send', destination: 0, batch: 1, url: kUrl },
      ...{
        type: 'text/plain',
        keepalive: true,
        timeout: 5000,
        body: kBody,
        beacon: true,
        gzip: {},
      },
      ...more,
    });
  return { transport, send, posted, answers, beacons, timers, hidden };
}

const answering = async () => new Response('ok', { status: 200 });

/** gzip that takes until `finish` is called. */
function slow() {
  const made = {};
  const done = new Promise((resolve) => (made.finish = resolve));
  const gzip = () => done;
  return { made, gzip };
}

const unzip = (bytes) => gunzipSync(Buffer.from(bytes)).toString();
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a body that may be gzipped', () => {
  it('is, and the rest of the request is what the action says', async () => {
    const { transport, send, posted, answers, timers } = make();
    const headers = { 'Content-Encoding': 'gzip' };
    send({ gzip: { url: `${kUrl}?z`, headers } });
    await transport.idle();
    const [{ body, ...rest }] = posted;
    assert.equal(unzip(body), kBody);
    assert.ok(body.byteLength < kBody.length);
    assert.deepEqual(rest, {
      url: `${kUrl}?z`,
      headers: { ...headers, 'Content-Type': 'text/plain' },
      keepalive: true,
    });
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200],
    );
    assert.equal(timers.size, 0);
  });

  const plainly = async (options) => {
    const { transport, send, posted, answers } = make(options);
    send({ gzip: { url: `${kUrl}?z` } });
    await transport.idle();
    assert.deepEqual(
      posted.map(({ url, body }) => [url, body]),
      [[kUrl, kBody]],
    );
    assert.equal(answers.length, 1);
  };

  it('goes as it is where the browser has no CompressionStream', () =>
    plainly({ page: { CompressionStream: undefined } }));

  it('goes as it is where the page has put something in its place', async () => {
    class Throwing {
      constructor() {
        throw new Error('no');
      }
    }
    class Breaking extends TransformStream {
      constructor() {
        super({ transform: () => Promise.reject(new Error('broken')) });
      }
    }
    class Idle extends TransformStream {
      constructor() {
        super({ transform() {} });
      }
    }
    for (const CompressionStream of [
      Throwing,
      Breaking,
      Idle,
      TransformStream,
      Object,
      () => {},
    ]) {
      await plainly({ page: { CompressionStream } });
    }
    for (const Response of [undefined, Object, Throwing]) {
      await plainly({ page: { Response } });
    }
  });

  it('goes as it is where it would be larger', async () => {
    const larger = new Uint8Array(kBody.length);
    larger.set([0x1f, 0x8b]);
    await plainly({ gzip: async () => larger.buffer });
  });

  it('goes as it is after a second', async () => {
    const { made, gzip } = slow();
    const { transport, send, posted, answers, timers } = make({ gzip });
    send();
    const [[giveUp, ms]] = timers;
    assert.equal(ms, 1000);
    giveUp();
    await transport.idle();
    made.finish(new ArrayBuffer(3));
    await turn();
    assert.deepEqual(
      posted.map(({ body }) => body),
      [kBody],
    );
    assert.equal(answers.length, 1);
    assert.equal(timers.size, 0);
  });

  it('goes as it is, within the task, when the page is hidden', async () => {
    const { gzip } = slow();
    const { transport, send, posted } = make({ gzip });
    for (const batch of [1, 2, 3]) send({ batch });
    await turn();
    assert.deepEqual(posted, []);
    transport.sendPendingNow();
    await Promise.resolve().then(() => {}); // no more than microtasks
    assert.deepEqual(
      posted.map(({ body, keepalive }) => [body, keepalive]),
      Array(3).fill([kBody, true]),
    );
    await transport.idle();
  });

  it('does not go when it was aborted meanwhile, and is answered once', async () => {
    const { made, gzip } = slow();
    for (const end of ['finish', 'sendPendingNow']) {
      const { transport, send, posted, answers, beacons } = make({
        gzip,
        fetch: null,
      });
      send();
      send({ batch: 2 });
      transport.abort({ action: 'abort', destination: 0, batch: 1 });
      if (end === 'sendPendingNow') transport.sendPendingNow();
      else made.finish(new ArrayBuffer(3));
      await transport.idle();
      assert.deepEqual(posted, []);
      assert.equal(beacons.length, 1); // of the second
      assert.deepEqual(
        answers.map(({ batch, status }) => [batch, status]),
        [
          [1, 0],
          [2, 202],
        ],
      );
    }
  });

  it('does not go when consent turns out to be gone, once it is made', async () => {
    const abort = (transport) =>
      transport.abort({ action: 'abort', destination: 0, batch: 1 });
    const { transport, send, posted, answers } = make({ onLook: abort });
    send();
    await transport.idle();
    assert.deepEqual(posted, []);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [0],
    );
  });

  it('leaves by a beacon as it is, which has no headers to say more', async () => {
    const { transport, send, beacons } = make({ fetch: null });
    send({
      gzip: { url: `${kUrl}?z`, headers: { 'Content-Encoding': 'gzip' } },
    });
    await transport.idle();
    assert.equal(beacons[0].url, kUrl);
    assert.equal(await beacons[0].blob.text(), kBody);
  });

  it('has the time of its request from when that is made', async () => {
    const { gzip } = slow();
    const { transport, send, timers } = make({ gzip });
    send();
    assert.deepEqual([...timers.values()], [1000]);
    transport.sendPendingNow();
    await Promise.resolve();
    assert.deepEqual([...timers.values()], [5000]);
    await transport.idle();
  });
});

describe('a body that may not', () => {
  it('leaves at once', async () => {
    const { transport, send, posted } = make();
    send({ gzip: undefined });
    assert.equal(posted.length, 1);
    await transport.idle();
  });
});
