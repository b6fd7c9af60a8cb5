// The core's memory where it needs most of it: every queue is full, and the
// page is left.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { hosts, take } from './core.mjs';

const kMiB = 1024 * 1024;

const described = readFileSync(
  new URL('../../js/dist/destinations/json-array.json', import.meta.url),
  'utf8',
);

const policyOf = (destinations, storage) => ({
  policy: 1,
  id: 'many',
  revision: '1',
  unknownRegion: 'all',
  purposes: { analytics: {} },
  signals: { site: { read: 'api', map: { analytics: 'analytics' } } },
  regimes: [
    {
      id: 'all',
      model: 'opt-out',
      regions: ['*'],
      purposes: { analytics: { decide: ['site'], else: 'granted' } },
      unknown: { mode: 'drop' },
      withdrawal: { purge: ['queue', 'storage', 'ids'] },
    },
  ],
  events: [{ name: '*', needs: 'analytics' }],
  fields: [{ path: ['event.*', 'properties.*'], do: 'allow' }],
  storage,
  destinations: Object.fromEntries(
    destinations.map((name) => [name, { needs: 'analytics' }]),
  ),
});

const queue = { kind: 'local', key: 'q', needs: 'analytics' };

/** A core with so many destinations that cannot be reached, and its host, which
 * performs what it can at once. */
async function visit(count, { storage, description }) {
  const core = await hosts.wasm();
  const requests = [];
  let mono = 0;
  const give = (members) => {
    const fact = { wall: 1.7e12 + mono, mono, ...members };
    const { actions } = take(core, JSON.stringify(fact));
    const answers = [];
    for (const line of actions.split('\n').filter(Boolean)) {
      const { action, destination, batch, ...rest } = JSON.parse(line);
      const of = { destination, batch };
      if (action === 'send') requests.push({ ...of, ...rest });
      if (action === 'stash')
        answers.push({ fact: 'stashed', ...of, kept: false });
      if (action === 'more') answers.push({ fact: 'more' });
    }
    return answers.forEach(give);
  };
  const names = Array.from({ length: count }, (_, i) => `d${i}`);
  const own = { endpoint: 'https://collector.example/', description };
  give({
    fact: 'start',
    seed: '0123456789abcdef0123456789abcdef',
    url: 'https://shop.example/',
    defers: true,
    config: {
      policy: JSON.stringify(policyOf(names, storage)),
      rateLimit: false,
      destinations: JSON.stringify(
        Object.fromEntries(names.map((name) => [name, own])),
      ),
    },
  });
  const pass = (ms) => {
    mono += ms;
  };
  return { core, requests, give, pass };
}

/** How many events requests bring, or say that they were dropped. */
function told(requests) {
  return requests.reduce((sum, { body }) => {
    const { events, dropped = {} } = JSON.parse(body);
    const lost = Object.values(dropped).reduce((all, one) => all + one, 0);
    return sum + events.length + lost;
  }, 0);
}

describe('core.wasm, left with all queues full', () => {
  for (const [what, options] of [
    ['kept on the device, which refuses', { storage: { queue } }],
    ['without storage', { storage: {} }],
    ['by descriptions, kept', { storage: { queue }, description: described }],
    [
      'by descriptions, without storage',
      { storage: {}, description: described },
    ],
  ]) {
    for (const count of [1, 8]) {
      it(`${count} destinations, ${what}: has room for it, and sends all`, async () => {
        const { core, requests, give, pass } = await visit(count, options);
        give({ fact: 'offline' });
        const properties = { pad: '\u00e9"'.repeat(200) };
        for (let i = 0; i < 600; i++) {
          pass(1);
          give({ fact: 'track', name: 'e', properties });
          for (const { destination, batch } of requests.splice(0)) {
            give({ fact: 'sent', destination, batch, status: 0 });
          }
        }
        pass(5000);
        give({ fact: 'hidden', left: true });
        assert.ok(core.memory.buffer.byteLength < 3 * kMiB);
        const reached = new Set(requests.map(({ destination }) => destination));
        assert.equal(reached.size, count);
        // Each once: of rows it is not known how many an event makes.
        if (!options.description) assert.equal(told(requests), 600 * count);
      });
    }
  }
});
