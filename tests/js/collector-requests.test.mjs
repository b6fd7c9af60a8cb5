import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { makeBatch, makeEvent, openCollector } from './collector-client.mjs';

const maxBodyBytes = 1024 * 1024;

/** The batch as text of exactly this many bytes. */
function padTo(batch, bytes) {
  return JSON.stringify(batch).padEnd(bytes, ' ');
}

describe('collector requests', () => {
  test('text/plain and application/json are taken, no others', async (t) => {
    const collector = await openCollector(t);
    const send = async (type) => {
      const body = Buffer.from(JSON.stringify(makeBatch([makeEvent()])));
      return (await collector.send(body, type)).status;
    };
    assert.equal(await send('text/plain'), 200);
    assert.equal(await send('Application/JSON; charset=utf-8'), 200);
    assert.equal(await send('multipart/form-data'), 415);
  });

  test('a body that is not the envelope is told what is missing', async (t) => {
    const collector = await openCollector(t);
    const refused = async (body) => {
      const response = await collector.send(body);
      assert.equal(response.status, 400);
      return response.json();
    };
    const { batch, ...nameless } = makeBatch([]);
    assert.match((await refused('{"sluice":1,')).error, /not JSON/);
    assert.match((await refused(Buffer.from([0xff, 0x7b]))).error, /not UTF-8/);
    assert.match((await refused('[]')).expected, /must be object/);
    const missing = await refused(JSON.stringify(nameless));
    assert.match(missing.expected, /required property 'batch'/);
    const wrong = await refused(JSON.stringify({ ...nameless, batch: 7 }));
    assert.equal(wrong.at, '/batch');
    const later = await refused(
      JSON.stringify({ ...nameless, batch, sluice: 3 }),
    );
    assert.deepEqual(
      [later.at, later.expected],
      ['/sluice', 'must be equal to one of the allowed values: 1,2'],
    );
  });

  test('a gzipped body is taken, with and without a header', async (t) => {
    const collector = await openCollector(t);
    for (const headers of [{}, { 'Content-Encoding': 'gzip' }]) {
      const batch = makeBatch([makeEvent()]);
      const body = gzipSync(JSON.stringify(batch));
      const response = await collector.ask('/collect', {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain', ...headers },
        body,
      });
      assert.equal((await response.json()).stored, 1);
      const [row] = await collector.read(`/batches?id=${batch.batch}`);
      assert.equal(row.request.gzip_bytes, body.length);
      assert.equal(row.request.body, JSON.stringify(batch));
    }
    const plain = makeBatch([makeEvent()]);
    await collector.post(plain);
    const [row] = await collector.read(`/batches?id=${plain.batch}`);
    assert.equal(row.request.gzip_bytes, null);
  });

  test('a body in an unknown encoding is answered with those that are taken', async (t) => {
    const collector = await openCollector(t);
    const response = await collector.ask('/collect', {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', 'Content-Encoding': 'br' },
      body: 'x',
    });
    assert.equal(response.status, 415);
    assert.deepEqual((await response.json()).expected, ['identity', 'gzip']);
  });

  test('a gzipped body is refused that is broken, or a bomb', async (t) => {
    const collector = await openCollector(t);
    const answer = async (body) => {
      const response = await collector.send(body);
      return [response.status, (await response.json()).error];
    };
    const cut = gzipSync(JSON.stringify(makeBatch([]))).subarray(0, 20);
    const [status, error] = await answer(cut);
    assert.deepEqual(
      [status, error],
      [400, 'the body is broken gzip: unexpected end of file'],
    );
    assert.deepEqual(await answer(gzipSync(Buffer.alloc(100 * maxBodyBytes))), [
      413,
      'the body is above 1048576 bytes when unzipped',
    ]);
  });

  test('a body of one MiB is taken, one byte more is not', async (t) => {
    const collector = await openCollector(t);
    const send = async (bytes) => {
      const batch = makeBatch([makeEvent()]);
      return (await collector.send(padTo(batch, bytes))).status;
    };
    assert.equal(await send(maxBodyBytes - 1), 200);
    assert.equal(await send(maxBodyBytes), 200);
    assert.equal(await send(maxBodyBytes + 1), 413);
    assert.equal(await send(maxBodyBytes * 8), 413);
  });

  test('pages of any origin may post, without credentials', async (t) => {
    const collector = await openCollector(t);
    const asked = await collector.ask('/collect', { method: 'OPTIONS' });
    assert.equal(asked.status, 204);
    const posted = await collector.send(JSON.stringify(makeBatch([])));
    for (const { headers } of [asked, posted]) {
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('access-control-allow-credentials'), null);
    }
    const listed = await collector.ask('/events');
    assert.equal(listed.headers.get('access-control-allow-origin'), null);
  });

  test('what it does not know is answered in JSON', async (t) => {
    const collector = await openCollector(t);
    const answer = async (path, method) => {
      const response = await collector.ask(path, { method });
      assert.equal(typeof (await response.json()).error, 'string');
      return response.status;
    };
    assert.equal(await answer('/nothing', 'GET'), 404);
    assert.equal(await answer('//', 'GET'), 400);
    assert.equal(await answer('/events', 'POST'), 405);
  });

  test('the live page may run nothing but its own files', async (t) => {
    const collector = await openCollector(t);
    const response = await collector.ask('/');
    assert.match(await response.text(), /<title>Sluice collector<\/title>/);
    const policy = response.headers.get('content-security-policy');
    assert.match(policy, /^default-src 'none'; .*script-src 'self';/);
  });
});
