import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadSource } from '../../js/tools/load-source.mjs';

const { Transport } = await loadSource('transport.ts');

let server;
let url;
let received;
/** What the collector does with a request; by default 200. */
let respond;

before(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { method, headers } = request;
      received.push({ method, type: headers['content-type'], body });
      respond(response);
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${server.address().port}/c`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  received = [];
  respond = (response) => response.end();
});

/** A transport, what it answered, and what it gave to sendBeacon. */
function make({ fetch = globalThis.fetch, takesBeacons = true } = {}) {
  const answers = [];
  const beacons = [];
  const page = { hidden: false };
  const browser = {
    fetch,
    after(delay, run) {
      const timer = setTimeout(run, delay);
      return () => clearTimeout(timer);
    },
    beacon(to, blob) {
      beacons.push({ to, type: blob.type });
      return takesBeacons;
    },
  };
  const transport = new Transport(
    browser,
    () => page.hidden,
    (answer) => answers.push(answer),
  );
  const send = (batch, more = {}) =>
    transport.send({
      action: 'send',
      destination: 0,
      batch,
      url,
      type: 'text/plain;charset=UTF-8',
      beacon: true,
      keepalive: false,
      timeout: 5000,
      body: `{"batch":${batch}}`,
      ...more,
    });
  return { transport, send, answers, beacons, page };
}

const failing = () => Promise.reject(new TypeError('Failed to fetch'));

describe('Transport', () => {
  it('posts the body and answers with the status', async () => {
    const { transport, send, answers } = make();
    send(1);
    await transport.idle();
    assert.deepEqual(received, [
      {
        method: 'POST',
        type: 'text/plain;charset=UTF-8',
        body: '{"batch":1}',
      },
    ]);
    assert.deepEqual(answers, [
      { destination: 0, batch: 1, status: 200, retry_after: undefined },
    ]);
  });

  async function waitAskedFor(header) {
    respond = (response) => {
      response.writeHead(429, { 'Retry-After': header }).end();
    };
    const { transport, send, answers } = make();
    send(1);
    await transport.idle();
    assert.equal(answers[0].status, 429);
    return answers[0].retry_after;
  }

  it('reads Retry-After in seconds', async () => {
    assert.equal(await waitAskedFor('120'), 120_000);
    assert.equal(await waitAskedFor('0'), 0);
  });

  it('reads Retry-After as a date, and one that is past as no wait', async () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const wait = await waitAskedFor(inAMinute);
    assert.ok(wait > 55_000 && wait <= 60_000, `${wait}`);
    assert.equal(await waitAskedFor('Sun, 06 Nov 1994 08:49:37 GMT'), 0);
  });

  it('takes a Retry-After that makes no sense for none', async () => {
    assert.equal(await waitAskedFor('soon'), undefined);
  });

  it('answers 0 when the connection breaks', async () => {
    respond = (response) => response.destroy();
    const { transport, send, answers, beacons } = make();
    send(1);
    await transport.idle();
    assert.equal(answers[0].status, 0);
    assert.deepEqual(beacons, []);
  });

  it('answers 0 after the timeout, once', async () => {
    let late;
    respond = (response) => (late = response);
    const { transport, send, answers, beacons } = make();
    send(1, { timeout: 500, keepalive: true });
    await transport.idle();
    late.end();
    await sleep(20);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [0],
    );
    assert.deepEqual(beacons, []);
  });

  it('answers 0 even if fetch never settles and ignores the abort', async () => {
    const { transport, send, answers } = make({
      fetch: () => new Promise(() => {}),
    });
    send(1, { timeout: 20 });
    await transport.idle();
    assert.equal(answers[0].status, 0);
  });

  it('sends a beacon where there is no fetch', async () => {
    const { transport, send, answers, beacons } = make({ fetch: null });
    send(1);
    await transport.idle();
    assert.deepEqual(beacons, [{ to: url, type: 'text/plain;charset=utf-8' }]);
    assert.equal(answers[0].status, 202);
  });

  it('sends a beacon where fetch throws', async () => {
    const fetch = () => {
      throw new Error('overridden');
    };
    const { transport, send, answers, beacons } = make({ fetch });
    send(1);
    await transport.idle();
    assert.equal(beacons.length, 1);
    assert.equal(answers[0].status, 202);
  });

  it('sends a beacon where a keepalive fetch fails on a hidden page', async () => {
    const { transport, send, answers, beacons, page } = make({
      fetch: failing,
    });
    page.hidden = true;
    send(1, { keepalive: true });
    send(2, { keepalive: false });
    await transport.idle();
    assert.equal(beacons.length, 1);
    assert.deepEqual(
      answers.map(({ batch, status }) => [batch, status]),
      [
        [1, 0],
        [2, 0],
      ],
    );
  });

  it('sends no beacon of what consent has changed for since', async () => {
    const { transport, send, answers, beacons, page } = make({
      fetch: failing,
    });
    page.hidden = true;
    send(1, { keepalive: true });
    transport.consentChanged();
    await transport.idle();
    assert.deepEqual(beacons, []);
    assert.equal(answers[0].status, 0);
  });

  it('sends no beacon, which has cookies, unless the core allows it', async () => {
    const throwing = () => {
      throw new Error('overridden');
    };
    for (const fetch of [null, throwing, failing]) {
      const { transport, send, answers, beacons, page } = make({ fetch });
      page.hidden = true;
      send(1, { keepalive: true, beacon: undefined });
      await transport.idle();
      assert.deepEqual(beacons, []);
      assert.equal(answers[0].status, 0);
    }
  });

  it('answers 0 when the browser takes no beacon either', async () => {
    const { transport, send, answers } = make({
      fetch: null,
      takesBeacons: false,
    });
    send(1);
    await transport.idle();
    assert.equal(answers[0].status, 0);
  });

  it('answers 0 to what is no response', async () => {
    for (const junk of [undefined, null, {}, 'ok', { status: '200' }]) {
      const { transport, send, answers } = make({ fetch: () => junk });
      send(1);
      await transport.idle();
      assert.equal(answers[0].status, 0);
    }
  });

  it('is idle only after the answer to the last request', async () => {
    const { transport, send, answers } = make();
    for (let batch = 1; batch <= 4; batch++) send(batch);
    await transport.idle();
    assert.equal(answers.length, 4);
  });

  it('is idle at once without a request', async () => {
    await make().transport.idle();
  });
});
