// What is posted of events: how large it is, and what readers make of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { URL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readBatch, readBody } from '../../js/dist/node.mjs';
import { kFacts, momentAt, startFact } from '../bench/facts.mjs';
import { hosts, take } from './core.mjs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The bodies of what a core sends of these facts. */
function bodiesOf(core, facts) {
  return facts.flatMap((fact) => {
    const lines = take(core, fact).actions.split('\n').filter(Boolean);
    const actions = lines.map((line) => JSON.parse(line));
    return actions.flatMap(({ action, body }) =>
      action === 'send' ? [body] : [],
    );
  });
}

/** Their bytes and events, and what the events take as a plain array. */
function weigh(bodies) {
  const batches = bodies.map((body) => readBatch(body).events);
  const sum = (list) => list.reduce((total, one) => total + one, 0);
  return {
    bytes: sum(bodies.map((body) => Buffer.byteLength(body))),
    events: sum(batches.map((events) => events.length)),
    plain: sum(batches.map((all) => Buffer.byteLength(JSON.stringify(all)))),
  };
}

const flush = (mono) => JSON.stringify({ fact: 'flush', ...momentAt(mono) });

for (const [host, start] of Object.entries(hosts)) {
  describe(`batches of ${host}`, () => {
    it('take a quarter of what was recorded of a visit', async () => {
      const facts = read('../tapes/shop.ndjson').trim().split('\n');
      const { wall, mono } = JSON.parse(facts.at(-1));
      const end = JSON.stringify({ fact: 'flush', wall, mono });
      const { bytes, events, plain } = weigh(
        bodiesOf(await start(), [...facts, end]),
      );
      assert.ok(events > 30, `${events} events`);
      assert.ok(bytes <= plain / 4, `${bytes} of ${plain} bytes`);
    });

    it('take 70 bytes for an event with ten properties', async () => {
      const facts = Array.from({ length: 20 }, (_, i) => {
        return JSON.stringify(kFacts.track(momentAt(i * 2), i));
      });
      const all = [startFact(), ...facts, flush(40)];
      const { bytes, events } = weigh(bodiesOf(await start(), all));
      assert.equal(events, 20);
      assert.ok(bytes <= 70 * events, `${bytes / events} bytes each`);
    });
  });
}

/** Two events 40 s apart, between which the clock is set by `step`, sent 10 s
 * later. */
function bodyAcross(core, step) {
  const at = (mono, set) => ({ wall: momentAt(mono).wall + set, mono });
  const [body] = bodiesOf(core, [
    startFact(),
    JSON.stringify({ fact: 'track', name: 'before', ...at(1000, 0) }),
    JSON.stringify({ fact: 'track', name: 'behind', ...at(41_000, step) }),
    JSON.stringify({ fact: 'flush', ...at(51_000, step) }),
  ]).slice(-1);
  return body;
}

const kHour = 3_600_000;
const kSteps = [
  ['back by an hour', -kHour, [50_000, 10_000]],
  ['back by thirty years', -30 * 8766 * kHour, [50_000, 10_000]],
  ['ahead by thirty years', 30 * 8766 * kHour, [50_000, 10_000]],
  ['ahead by an hour, as by sleep', kHour, [50_000 + kHour, 10_000]],
  ['by less than a second', -900, [49_100, 10_000]],
];

for (const [host, start] of Object.entries(hosts)) {
  describe(`complaint 24, a clock that jumps, through ${host}`, () => {
    for (const [how, step, expected] of kSteps) {
      it(`is put right where it is set ${how}`, async () => {
        const { ages } = readBatch(bodyAcross(await start(), step));
        assert.deepEqual(ages, expected);
      });
    }
  });
}

describe('readBatch', () => {
  for (const { it: rule, body, events, text } of JSON.parse(
    read('../vectors/batches/rows.json'),
  ).batches) {
    it(rule, () => {
      const batch = readBatch(JSON.stringify(body));
      if (text) return assert.equal(JSON.stringify(batch.events[0]), text);
      if (!events) return assert.equal(batch, undefined);
      const { sent_at, dropped = {}, cut = 0, policy } = body;
      assert.deepEqual(
        { ...batch, ages: 0 },
        { batch: 'b', sent_at, policy, events, ages: 0, dropped, cut },
      );
      assert.equal(JSON.stringify(batch.events), JSON.stringify(events));
    });
  }

  it('makes no more of a body than a visitor can have queued', () => {
    const few = { fields: ['event.b'], shapes: [[0, 0]] };
    const many = Array(10_000).fill('event.b');
    const bombs = [
      { ...few, events: Array(501).fill([0]) },
      { ...few, events: [[0, 'x'.repeat(500_000)], ...Array(100).fill([0])] },
      {
        fields: many,
        shapes: [Array(8000).fill([0, 9999]).flat()],
        events: [],
      },
    ];
    for (const table of bombs) {
      const body = { sluice: 2, batch: 'b', sent_at: 0, ...table };
      assert.equal(readBatch(JSON.stringify(body)), undefined);
    }
  });

  it('takes nothing for a batch that has no id, no time or no events', () => {
    const whole = {
      sluice: 1,
      batch: 'b',
      sent_at: 0,
      events: [{ event: {} }],
    };
    assert.ok(readBatch(JSON.stringify(whole)));
    for (const wrong of [
      { batch: 1 },
      { sent_at: null },
      { events: [{}] },
      { events: [null] },
      { dropped: null },
    ]) {
      const body = JSON.stringify({ ...whole, ...wrong });
      assert.equal(readBatch(body), undefined, body);
    }
  });

  it('gives each event values of its own', () => {
    const table = { fields: ['event.name', 'a.list'], shapes: [[0, 1]] };
    const events = [[0, 'x', [['mug']]], [0]];
    const body = { sluice: 2, batch: 'b', sent_at: 0, ...table, events };
    const [first, second] = readBatch(JSON.stringify(body)).events;
    first.a.list.push('hat');
    assert.deepEqual(second.a.list, ['mug']);
  });

  it('takes no prefix of a body for a batch', () => {
    const body = read('../vectors/batches/rows.json');
    for (let size = 0; size < 400; size++) {
      assert.equal(readBatch(body.slice(0, size)), undefined);
    }
  });
});

const kMiB = 2 ** 20;
const kBody = JSON.stringify({
  sluice: 1,
  batch: 'b',
  sent_at: 0,
  events: [{ event: { name: 'caf\u00e9' } }],
});

describe('a body as it came', () => {
  it('is read as bytes, gzipped or not', () => {
    const batch = readBatch(kBody);
    assert.deepEqual(readBatch(Buffer.from(kBody)), batch);
    assert.deepEqual(readBatch(gzipSync(kBody)), batch);
    assert.deepEqual(readBatch(new Uint8Array(gzipSync(kBody))), batch);
    assert.equal(readBody(gzipSync(kBody)), kBody);
  });

  it('is read up to a MiB when unzipped, and no further', () => {
    const zipped = (bytes) => gzipSync(kBody.padEnd(bytes - 1));
    assert.ok(readBatch(zipped(kMiB - 1)));
    assert.ok(readBatch(zipped(kMiB)));
    assert.equal(readBatch(zipped(kMiB + 1)), undefined);
    const error = {
      name: 'RangeError',
      message: 'above 1048576 bytes when unzipped',
    };
    assert.throws(() => readBody(zipped(kMiB + 1)), error);
  });

  // 200 KB of gzip, 200 MB of zeros.
  it('that is a bomb takes no memory', () => {
    const bomb = gzipSync(Buffer.alloc(200 * kMiB));
    const before = process.memoryUsage().rss;
    assert.equal(readBatch(bomb), undefined);
    assert.ok(process.memoryUsage().rss - before < 50 * kMiB);
  });

  it('that is cut short or broken is said to be so', () => {
    const whole = gzipSync(kBody);
    for (let size = 2; size < whole.length; size++) {
      assert.throws(
        () => readBody(whole.subarray(0, size)),
        /^TypeError: broken gzip: /,
      );
      assert.equal(readBatch(whole.subarray(0, size)), undefined);
    }
    const wrong = Buffer.from(whole);
    wrong[wrong.length - 6] ^= 1; // of the checksum
    assert.throws(
      () => readBody(wrong),
      /^TypeError: broken gzip: incorrect data check$/,
    );
  });

  it('that is nothing, or no UTF-8, is no batch', () => {
    for (const bytes of [
      [],
      [0x1f],
      [0x1f, 0x8b],
      [0xff, 0xfe],
      [0x1f, 0x8c, 8],
    ]) {
      assert.equal(readBatch(Uint8Array.from(bytes)), undefined);
    }
    assert.throws(
      () => readBody(Uint8Array.of(0xff)),
      /^TypeError: not UTF-8$/,
    );
    assert.throws(
      () => readBody(gzipSync(Uint8Array.of(0xff))),
      /^TypeError: not UTF-8$/,
    );
  });
});
