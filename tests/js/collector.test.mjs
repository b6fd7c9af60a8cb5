import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  makeBatch,
  makeEvent,
  makeId,
  openCollector,
} from './collector-client.mjs';

function deeplyNested(depth) {
  const text = JSON.stringify(makeBatch([makeEvent({ properties: {} })]));
  const deep = '['.repeat(depth) + ']'.repeat(depth);
  return text.replace('"properties":{}', `"properties":{"deep":${deep}}`);
}

describe('collector', () => {
  test('a batch sent again is known and adds nothing', async (t) => {
    const collector = await openCollector(t);
    const batch = makeBatch([makeEvent(), makeEvent()], {
      dropped: { full: 3 },
    });
    const first = await collector.post(batch);
    const again = await collector.post({
      ...batch,
      sent_at: batch.sent_at + 1,
    });
    assert.deepEqual(first, { stored: 2, duplicate: 0, rejected: 0 });
    assert.deepEqual(again, { stored: 0, duplicate: 2, rejected: 0 });
    const counts = await collector.read('/counts');
    assert.equal(counts.events, 2);
    assert.equal(counts.batches, 1);
    assert.equal(counts.duplicates, 2);
    assert.deepEqual(counts.dropped, { full: 3 });
  });

  test('an event that comes in two batches is stored once', async (t) => {
    const collector = await openCollector(t);
    const event = makeEvent();
    await collector.post(makeBatch([event]));
    const second = await collector.post(makeBatch([event, makeEvent()]));
    assert.deepEqual(second, { stored: 1, duplicate: 1, rejected: 0 });
  });

  test('an event that breaks the schema is set aside alone', async (t) => {
    const collector = await openCollector(t);
    const bad = makeEvent({ page: { path: '/', colour: 'red' } });
    const batch = makeBatch([makeEvent(), bad, makeEvent()]);
    const answer = await collector.post(batch);
    assert.deepEqual(answer, { stored: 2, duplicate: 0, rejected: 1 });
    const [row] = await collector.read('/rejected');
    assert.equal(row.batch, batch.batch);
    assert.equal(row.position, 1);
    assert.match(row.reason, /^\/page .*additional properties: colour$/);
    assert.deepEqual(row.event, bad);
  });

  test('an event nested deeper than the stack is set aside', async (t) => {
    const collector = await openCollector(t);
    const response = await collector.send(deeplyNested(400_000));
    const answer = await response.json();
    assert.deepEqual(answer, { stored: 0, duplicate: 0, rejected: 1 });
    const [row] = await collector.read('/rejected');
    assert.equal(row.reason, 'nested too deeply');
  });

  test('an empty batch still tells what was dropped', async (t) => {
    const collector = await openCollector(t);
    await collector.post(makeBatch([], { dropped: { rate: 2 }, cut: 4 }));
    const counts = await collector.read('/counts');
    assert.deepEqual(counts.dropped, { rate: 2 });
    assert.equal(counts.cut, 4);
  });

  test('a batch keeps its first request byte for byte', async (t) => {
    const collector = await openCollector(t);
    const batch = makeBatch([makeEvent({ properties: { a: '\u00e9\u6c34' } })]);
    const body = ` ${JSON.stringify(batch)}\n`;
    await collector.send(body);
    await collector.post(batch);
    const [row] = await collector.read(`/batches?id=${batch.batch}`);
    assert.equal(row.deliveries, 2);
    assert.equal(row.sent_at, batch.sent_at);
    assert.equal(row.request.line, 'POST /collect HTTP/1.1');
    assert.equal(row.request.body, body);
    const headers = new Headers(row.request.headers);
    assert.equal(headers.get('content-type'), 'text/plain;charset=UTF-8');
  });

  test('events are listed in pages, in the order they came', async (t) => {
    const collector = await openCollector(t);
    const events = Array.from({ length: 5 }, () => makeEvent());
    await collector.post(makeBatch(events));
    const first = await collector.read('/events?limit=3');
    const rest = await collector.read(`/events?after=${first[2].rowid}`);
    const listed = [...first, ...rest].map((row) => row.event);
    assert.deepEqual(listed, events);
    assert.equal((await collector.ask('/events?after=-1')).status, 400);
  });

  test('clearing removes all, and positions go on from there', async (t) => {
    const collector = await openCollector(t);
    await collector.post(makeBatch([makeEvent(), { event: {} }]));
    const [before] = await collector.read('/events');
    const response = await collector.ask('/events', { method: 'DELETE' });
    assert.deepEqual(await response.json(), { deleted: 1 });
    const counts = await collector.read('/counts');
    assert.deepEqual(
      [counts.events, counts.batches, counts.rejected],
      [0, 0, 0],
    );
    await collector.post(makeBatch([makeEvent()]));
    const [after] = await collector.read('/events');
    assert.ok(after.rowid > before.rowid);
  });

  test('sessions are counted once each', async (t) => {
    const collector = await openCollector(t);
    const session = { id: makeId(), started: 1 };
    const events = [
      makeEvent({ session }),
      makeEvent({ session }),
      makeEvent(),
    ];
    await collector.post(makeBatch(events));
    assert.equal((await collector.read('/counts')).sessions, 1);
  });
});
