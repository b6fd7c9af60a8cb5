import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../js/dist/cli.mjs', import.meta.url));
const kDayMs = 24 * 60 * 60 * 1000;
const kModels = 'first last last_non_direct linear position_based time_decay';

function attribute(args, input = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'attribute', ...args],
    { input, encoding: 'utf8' },
  );
  assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
  const lines = stdout.split('\n').slice(0, -1);
  const read = (line) => (line.startsWith('{') ? JSON.parse(line) : line);
  return { status, stdout, stderr, answers: lines.map(read) };
}

const touch = (day, channel = 'Email') => ({ time: day * kDayMs, channel });
const path = (touches, day) =>
  JSON.stringify({ touches, converted_at: day * kDayMs });
const linesOf = (values) => values.map((v) => JSON.stringify(v)).join('\n');

/** Numbers from 0 to 1 that are the same in every run. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('sluice attribute', () => {
  it('prints a line for each model, with its name', () => {
    const { answers, status } = attribute([
      path([touch(1), touch(2), touch(3, 'Direct')], 4),
    ]);
    assert.deepEqual(answers, [
      { model: 'first', weights: [10000, 0, 0] },
      { model: 'last', weights: [0, 0, 10000] },
      { model: 'last_non_direct', weights: [0, 10000, 0] },
      { model: 'linear', weights: [3334, 3333, 3333] },
      { model: 'position_based', weights: [4000, 2000, 4000] },
      { model: 'time_decay', weights: [3009, 3323, 3668] },
    ]);
    assert.equal(status, 0);
  });

  it('prints the weights alone of the one model asked for', () => {
    const input = `${path([touch(0), touch(7), touch(14)], 14)}\n`;
    const { answers } = attribute(['--model', 'time_decay'], input);
    assert.deepEqual(answers, [{ weights: [1429, 2857, 5714] }]);
  });

  it('reads a path a line, and goes on behind a broken one', () => {
    const good = path([touch(1)], 1);
    const input = [good, '{"touches": [', '{}', '', good].join('\n');
    const { answers, status, stderr } = attribute(
      ['--model=linear', '--lines'],
      input,
    );
    assert.equal(answers.length, 5);
    assert.deepEqual(answers[0], { weights: [10000] });
    assert.match(answers[1].error, /^column \d+: /);
    assert.deepEqual(answers[2], { error: '/touches: expected an array' });
    assert.match(answers[3].error, /^column 1: /);
    assert.deepEqual(answers[4], { weights: [10000] });
    assert.equal(stderr, '');
    assert.equal(status, 1);
  });

  it('says where a path is wrong', () => {
    for (const [value, error] of [
      [[], 'expected an object'],
      [{ touches: [7] }, '/touches/0: expected an object'],
      [
        { touches: [touch(1), { time: '2026-02-30' }] },
        '/touches/1/time: expected milliseconds since 1970 or ISO 8601',
      ],
      [
        { touches: [], converted_at: true },
        '/converted_at: expected milliseconds since 1970 or ISO 8601',
      ],
      [{ touches: [{ time: 1e300 }] }, /^\/touches\/0\/time: /],
    ]) {
      const { answers, status } = attribute([JSON.stringify(value)]);
      if (typeof error === 'string') assert.deepEqual(answers, [{ error }]);
      else assert.match(answers[0].error, error);
      assert.equal(status, 1);
    }
  });

  it('takes times as text as Date does, in any order', () => {
    const times = [
      '2026-11-22',
      '2026-11-22T10:00Z',
      '2026-11-22T10:00:30.25+01:00',
      '2024-02-29T23:59:59.999-0330',
      '1970-01-01T00:00:00Z',
      '2000-12-31T24:00:00Z',
    ];
    const at = (time) => Date.parse(time.replace('-0330', '-03:30'));
    const pairs = times.flatMap((a) => times.map((b) => [a, b]));
    const { answers } = attribute(
      ['--model=last', '--lookback=none', '--lines'],
      linesOf(
        pairs.map(([a, b]) => ({ touches: [{ time: a }, { time: at(b) }] })),
      ),
    );
    const expected = pairs.map(([a, b]) => ({
      weights: at(a) > at(b) ? [10000, 0] : [0, 10000],
    }));
    assert.deepEqual(answers, expected);
  });

  it('leaves out what came after the conversion or too early', () => {
    const input = path([touch(0), touch(9.9), touch(95), touch(101)], 100);
    const weigh = (...args) =>
      attribute(['--model=linear', ...args], input).answers[0].weights;
    assert.deepEqual(weigh(), [0, 0, 10000, 0]);
    assert.deepEqual(weigh('--lookback', '91d'), [0, 5000, 5000, 0]);
    assert.deepEqual(weigh('--lookback', 'none'), [3334, 3333, 3333, 0]);
    assert.deepEqual(weigh('--lookback', '1d'), [0, 0, 0, 0]);
  });

  it('agrees with the formula of time decay, by floating point', () => {
    const random = dice(7);
    const paths = Array.from({ length: 300 }, () =>
      Array.from({ length: 1 + Math.floor(random() * 9) }, () =>
        Math.floor(random() * 80 * kDayMs),
      ),
    );
    const input = linesOf(
      paths.map((times) => ({
        touches: times.map((time) => ({ time })),
        converted_at: 80 * kDayMs,
      })),
    );
    const { answers } = attribute(
      ['--model=time_decay', '--half-life=3d', '--lines'],
      input,
    );
    answers.forEach(({ weights }, i) => {
      const shares = paths[i].map((time) => 2 ** (time / (3 * kDayMs)));
      const total = shares.reduce((sum, share) => sum + share);
      assert.equal(
        weights.reduce((sum, weight) => sum + weight),
        10000,
      );
      weights.forEach((weight, j) => {
        const exact = (shares[j] / total) * 10000;
        assert.ok(Math.abs(weight - exact) < 1, `${weight} ${exact}`);
      });
    });
  });

  it('knows its options, and what they may be', () => {
    for (const [args, message] of [
      [['--model', 'linaer'], /did you mean "linear"\?/],
      [['--lookback', 'long'], /"long" is no duration/],
      [['--half-life', 'none'], /"none" is no duration/],
      [['--population', '--model=last'], /has all models/],
      [['--lines', '{}'], /--lines reads standard input/],
      [['{}', '{}'], /takes one path/],
    ]) {
      const { status, stderr, stdout } = attribute(args, '{"touches": []}');
      assert.match(stderr, message);
      assert.deepEqual([status, stdout], [2, '']);
    }
  });

  it('names every model in its help', () => {
    const { stdout, status } = attribute(['--help']);
    for (const model of kModels.split(' ')) assert.ok(stdout.includes(model));
    assert.equal(status, 0);
  });
});

/** A coalition's worth: how many converted by its channels alone. */
const worth = (paths, coalition) =>
  paths.filter(
    ({ converted, channels }) =>
      converted && channels.every((channel) => coalition.has(channel)),
  ).length;

/** By the definition: the mean gain over all orders of joining. */
function shapleyByOrders(paths, players) {
  const gains = Object.fromEntries(players.map((player) => [player, 0]));
  let orders = 0;
  const join = (coalition, waiting) => {
    if (waiting.length === 0) orders++;
    for (const player of waiting) {
      const larger = new Set(coalition).add(player);
      const rest = waiting.filter((other) => other !== player);
      const gain = worth(paths, larger) - worth(paths, coalition);
      // Each order of the rest has this gain once.
      gains[player] += gain * factorial(rest.length);
      join(larger, rest);
    }
  };
  join(new Set(), players);
  for (const player of players) gains[player] /= orders;
  return gains;
}

const factorial = (n) => (n < 2 ? 1 : n * factorial(n - 1));

/** Conversion rate by walking the chain step after step, all at once. */
function rateByWalking(paths, removed) {
  const steps = new Map();
  for (const { channels, converted } of paths) {
    const places = ['start', ...channels, converted ? 'yes' : 'no'];
    for (let i = 1; i < places.length; i++) {
      const from = steps.get(places[i - 1]) ?? new Map();
      steps.set(places[i - 1], from);
      from.set(places[i], (from.get(places[i]) ?? 0) + 1);
    }
  }
  let there = new Map([['start', 1]]);
  let converted = 0;
  for (let i = 0; i < 3000; i++) {
    const next = new Map();
    for (const [place, share] of there) {
      const to = steps.get(place);
      const all = Array.from(to.values()).reduce((a, b) => a + b);
      for (const [target, count] of to) {
        const part = (share * count) / all;
        if (target === 'yes') converted += part;
        else if (target !== 'no' && target !== removed) {
          next.set(target, (next.get(target) ?? 0) + part);
        }
      }
    }
    there = next;
  }
  return converted;
}

function inBasisPoints(credit) {
  const total = Object.values(credit).reduce((a, b) => a + b);
  const entries = Object.entries(credit);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, (value / total) * 10000]),
  );
}

function assertNear(actual, expected) {
  assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    assert.ok(Math.abs(actual[name] - value) < 1, `${name}: ${value}`);
  }
  const sum = Object.values(actual).reduce((a, b) => a + b);
  assert.equal(sum, 10000);
}

const population = (paths, args = []) =>
  attribute(
    ['--population', ...args],
    linesOf(
      paths.map(({ channels, converted }) => ({
        touches: channels.map((channel, i) => ({ time: i, channel })),
        converted,
      })),
    ),
  );

describe('sluice attribute --population', () => {
  it('agrees with an example counted by hand', () => {
    const { answers, status } = population([
      { channels: ['A', 'B'], converted: true },
      { channels: ['A'], converted: false },
      { channels: ['B'], converted: true },
      { channels: ['C', 'A'], converted: false },
    ]);
    // From the start to A 1/2, B 1/4, C 1/4; A to B 1/3, else lost; B always
    // converts; C to A. The whole: 1/4 + (1/2 + 1/4)/3 = 1/2. Without A 1/4,
    // without B 0, without C 1/4 + 1/6 = 5/12: effects 1/2, 1, 1/6.
    // Shapley: {A, B} converts once, B alone once: A 1/2, B 3/2, C 0.
    assert.deepEqual(answers[0].markov, { A: 3000, B: 6000, C: 1000 });
    assert.deepEqual(answers[0].shapley, { A: 2500, B: 7500, C: 0 });
    assert.deepEqual(answers[0].models.first, { A: 5000, B: 5000, C: 0 });
    assert.deepEqual(answers[0].models.last, { A: 0, B: 10000, C: 0 });
    assert.deepEqual(
      [answers[0].paths, answers[0].conversions, status],
      [4, 2, 0],
    );
  });

  it('takes any number of paths in constant memory', () => {
    const few = [
      { channels: ['A', 'B'], converted: true },
      { channels: ['C', 'A'], converted: false },
    ];
    const { paths, conversions, ...credit } = population(few).answers[0];
    const times = 40_000;
    const many = Array.from({ length: times }, () => few).flat();
    const all = population([...many, { channels: [''], converted: true }]);
    assert.deepEqual(all.answers, [
      { paths: 2 * times, conversions: times, ...credit },
    ]);
    assert.match(all.stderr, /^sluice: line 80001: \/touches\/0\/channel/);
    assert.equal(all.status, 1);
  });

  it('agrees with the definitions on random populations', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = dice(seed);
      const players = ['A', 'B', 'C', 'D', 'E'].slice(0, 2 + (seed % 4));
      const paths = Array.from({ length: 60 }, () => ({
        channels: Array.from(
          { length: 1 + Math.floor(random() * 5) },
          () => players[Math.floor(random() * players.length)],
        ),
        converted: random() < 0.4,
      }));
      const [{ markov, shapley }] = population(paths).answers;
      assertNear(shapley, inBasisPoints(shapleyByOrders(paths, players)));
      const whole = rateByWalking(paths);
      const effects = players.map((player) => [
        player,
        1 - rateByWalking(paths, player) / whole,
      ]);
      assertNear(markov, inBasisPoints(Object.fromEntries(effects)));
    }
  });

  it('gives no credit without conversions or without visitors', () => {
    const lost = [{ channels: ['A'], converted: false }];
    const [credit] = population(lost).answers;
    assert.deepEqual(credit.markov, { A: 0 });
    assert.deepEqual(credit.shapley, { A: 0 });
    const [none] = attribute(['--population'], '').answers;
    assert.deepEqual([none.paths, none.markov], [0, {}]);
    const [bare] = population([{ channels: [], converted: true }]).answers;
    assert.deepEqual([bare.conversions, bare.markov], [1, {}]);
  });

  it('leaves out broken lines, and says which', () => {
    const input = [
      '{"touches": [{"channel": "A"}], "converted": true}',
      'x',
      '{"touches": [{"channel": "A"}]}',
      '{"touches": [{"source": "a"}], "converted": true}',
    ].join('\n');
    const { answers, status, stderr } = attribute(['--population'], input);
    assert.deepEqual(answers[0].shapley, { A: 10000 });
    assert.match(stderr, /^sluice: line 2: column 1: /m);
    assert.match(stderr, /line 3: \/converted: expected true or false/);
    assert.match(stderr, /line 4: \/touches\/0\/channel: expected a text/);
    assert.deepEqual([answers[0].paths, status], [1, 1]);
  });

  it('takes 64 channels, and no more', () => {
    const channels = Array.from({ length: 65 }, (_, i) => `C${i}`);
    const one = (all) => population([{ channels: all, converted: true }]);
    assert.equal(one(channels.slice(1)).status, 0);
    assert.match(one(channels).stderr, /line 1: more than 64 channels/);
  });
});
