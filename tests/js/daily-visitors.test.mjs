/** Visitors of a day, counted by a collector without anything on their device. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDailyVisitors } from '../../js/dist/node.mjs';

const request = { site: 'https://a.example', address: '192.0.2.1', agent: 'x' };
const kHour = 60 * 60 * 1000;

describe('createDailyVisitors', () => {
  it('gives equal requests of one day the same id', () => {
    let now = 0;
    const visitorOf = createDailyVisitors(() => now);
    const id = visitorOf(request);
    now = 24 * kHour - 1;
    assert.equal(visitorOf({ ...request }), id);
    assert.match(id, /^[\w-]{22}$/);
  });

  it('gives another id on the next day, and in another process', () => {
    let now = 24 * kHour - 1;
    const visitorOf = createDailyVisitors(() => now);
    const id = visitorOf(request);
    now++;
    assert.notEqual(visitorOf(request), id);
    assert.notEqual(createDailyVisitors(() => 0)(request), id);
  });

  it('tells sites, addresses and browsers apart, wherever one of them ends', () => {
    const visitorOf = createDailyVisitors();
    const ids = [
      request,
      { ...request, site: 'https://b.example' },
      { ...request, address: '192.0.2.2' },
      { ...request, agent: 'y' },
      { ...request, address: '192.0.2.1x', agent: '' },
    ].map(visitorOf);
    assert.equal(new Set(ids).size, ids.length);
  });
});
