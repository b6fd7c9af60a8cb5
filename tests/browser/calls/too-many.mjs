// More calls in one task than can be kept: each is stored, or counted among
// the dropped, and memory stays bounded.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const calls = 10_000;

/** More than the limit lets through: it is the queue that is full here. */
const data = { 'rate-limit': 'false' };

/** In the page: makes the size of the core's memory known. */
function showMemory() {
  const { Instance, instantiate } = WebAssembly;
  const show = ({ exports }) => {
    window.coreMemory = () => exports.memory.buffer.byteLength;
  };
  WebAssembly.Instance = function (...args) {
    const instance = new Instance(...args);
    show(instance);
    return instance;
  };
  WebAssembly.instantiate = async (...args) => {
    const result = await instantiate(...args);
    show(result.instance);
    return result;
  };
}

function trackMany(count) {
  for (let i = 0; i < count; i++) {
    sluice.track('step', { i, text: 'x'.repeat(100) });
  }
}

/** Fails unless every call, and the page view, was stored or told. */
async function checkAllCounted(visit) {
  // Until there is a core, the event by which a visit is finished would be
  // one more that there is no room for.
  await visit.inbox.untilNamed('step');
  const events = await visit.finish();
  const dropped = visit.inbox.batches
    .flatMap((batch) => Object.values(batch.dropped))
    .reduce((sum, count) => sum + count, 0);
  assert.ok(events.length >= 300, `${events.length} stored`);
  assert.deepEqual(new Set(namesOf(events)), new Set(['page_view', 'step']));
  assert.equal(events.length + dropped, calls + 1);
}

describe('ten thousand calls in one task', () => {
  it('are all counted, and fit in memory', async (t) => {
    const visit = await stage.visit(t, { data, init: [showMemory] });
    await visit.open();
    await visit.run(trackMany, calls);
    await checkAllCounted(visit);
    assert.ok((await visit.run(() => coreMemory())) <= 4 * 1024 * 1024);
    assert.ok(visit.said.length <= 1, `${visit.said}`);
  });

  it('are all counted before there is a core', async (t) => {
    const visit = await stage.visit(t, {
      data,
      init: [() => delete window.WebAssembly],
    });
    const arrive = visit.site.hold('/fallback.js');
    await visit.open();
    await visit.run(trackMany, calls);
    arrive();
    await checkAllCounted(visit);
  });
});
