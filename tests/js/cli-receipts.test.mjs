// `sluice receipts verify`. The ways in which a chain can break are held by
// tests/core/receipt_chains_test.cpp.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../js/dist/cli.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sluice-receipts-'));
after(() => rmSync(folder, { recursive: true }));

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

function verify(args, input = '') {
  const command = [cli, 'receipts', 'verify', ...args];
  const options = { cwd: folder, input, encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    command,
    options,
  );
  assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
  return { status, stdout, stderr };
}

const policy = JSON.stringify({ policy: 1, id: 'shop', revision: '3' });
const start = Date.UTC(2026, 10, 30, 10);

/** The receipts of one page load, as a collector stores their events. */
function makeChain(count, load = 0) {
  let previous;
  return Array.from({ length: count }, (_, i) => {
    const receipt = {
      number: i + 1,
      time: start + load * 60_000 + i * 1000,
      policy: { id: 'shop', revision: '3', hash: sha256(policy) },
      region: 'FR',
      regime: 'eu',
      signals: { api: { choices: { 'caf\u00e9': i % 2 === 0 } } },
      purposes: { ads: { state: i % 2 === 0 ? 'granted' : 'denied' } },
      events: { sent: i, held: 0, dropped: 0 },
      ...(previous && { previous }),
    };
    previous = sha256(JSON.stringify(receipt));
    return {
      event: { id: `${load}-${i}`, name: 'consent_receipt' },
      receipt: { ...receipt, hash: previous },
    };
  });
}

const linesOf = (events) =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

const sums = ` policy shop revision 3: 5 receipts, SHA-256 ${sha256(policy)}\n`;

describe('sluice receipts verify', () => {
  const events = [...makeChain(3), ...makeChain(2, 1)];
  const whole =
    '-: ok, 5 receipts in 2 chains, from 2026-11-30T10:00:00.000Z to ' +
    `2026-11-30T10:01:01.000Z\n ${sums}`;

  it('says how many are whole, in how many chains, from when to when', () => {
    const { stdout, stderr, status } = verify(['-'], linesOf(events));
    assert.equal(stdout, whole);
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  it('reads lines, an array, batches and rows, however they are spaced', () => {
    for (const input of [
      JSON.stringify(events),
      JSON.stringify(events, undefined, 2),
      `\ufeff${linesOf(events).replaceAll('\n', '\r\n\r\n')}`,
      JSON.stringify({ batch: 'x', events }),
      linesOf(events.map((event) => ({ received_at: 1, event }))),
      linesOf(events.map(({ receipt }) => receipt)),
    ]) {
      const { stdout, status } = verify(['-'], input);
      assert.equal(stdout, whole);
      assert.equal(status, 0);
    }
  });

  it('counts what was stored twice, and other events', () => {
    const other = { event: { id: 'x', name: 'page_view' } };
    const { stdout, status } = verify(
      ['-'],
      linesOf([...events, events[0], other, other]),
    );
    assert.match(stdout, /Z, 1 stored twice, 2 other events passed over\n/);
    assert.equal(status, 0);
  });

  it('names the line that breaks a chain, and what was expected', () => {
    const missing = [events[0], events[2], ...events.slice(3)];
    writeFileSync(join(folder, 'stored.ndjson'), linesOf(missing));
    const { stdout, status } = verify(['stored.ndjson']);
    assert.match(
      stdout,
      /^stored\.ndjson:2: the receipt before it is missing: expected number 2 with the hash [0-9a-f]{12}\.\.\.\n/,
    );
    assert.match(stdout, /\nstored\.ndjson: 1 flaw, 4 receipts in 3 chains, /);
    assert.equal(status, 1);

    const changed = structuredClone(events);
    changed[1].receipt.purposes.ads.state = 'granted';
    const pretty = JSON.stringify(changed, undefined, 1);
    const line = pretty
      .slice(0, pretty.indexOf('"id": "0-1"'))
      .split('\n').length;
    const second = verify(['-'], pretty);
    // The element begins two lines before its id.
    assert.match(
      second.stdout,
      new RegExp(`^-:${line - 2}: the receipt was changed: `),
    );
    assert.equal(second.status, 1);
  });

  it('--policy: they have to be of that policy, as a file or as an object', () => {
    writeFileSync(join(folder, 'policy.json'), policy);
    writeFileSync(join(folder, 'spaced.json'), policy.replaceAll(',', ',\n '));
    writeFileSync(join(folder, 'other.json'), policy.replace('"3"', '"4"'));
    const run = (...names) =>
      verify(
        ['-', ...names.flatMap((name) => ['--policy', name])],
        linesOf(events),
      );
    assert.equal(run('policy.json').status, 0);
    assert.equal(run('spaced.json').status, 0);
    assert.equal(run('other.json', 'policy.json').status, 0);
    const { stdout, status } = run('other.json');
    assert.match(
      stdout,
      /^-:1: it is of policy shop revision 3 with the hash \w{12}\.\.\., expected \w{12}\.\.\. of other\.json\n/,
    );
    assert.equal(status, 1);
  });

  it('--json prints an object', () => {
    const { stdout, status } = verify(['-', '--json'], linesOf(events));
    const { file, receipts, chains, flaws, from } = JSON.parse(stdout);
    assert.deepEqual(
      { file, receipts, chains, flaws, from },
      { file: '-', receipts: 5, chains: 2, flaws: [], from: start },
    );
    assert.equal(status, 0);
  });

  it('takes more than one request can hold', () => {
    const many = Array.from({ length: 2500 }, (_, i) => makeChain(3, i)).flat();
    many[6000].receipt.time++;
    const { stdout, status } = verify(['-'], linesOf(many));
    assert.match(stdout, /^-:6001: the receipt was changed: /);
    assert.match(stdout, /\n-: 1 flaw, 7500 receipts in 2500 chains, /);
    assert.equal(status, 1);
  });

  it('says what is wrong with its input: file, line, and what was expected', () => {
    const from = (args, input) => {
      const { stdout, stderr, status } = verify(args, input);
      assert.equal(stdout, '');
      assert.equal(status, 2);
      return stderr;
    };
    const [first] = events;
    assert.match(
      from(['-'], `${linesOf([first])}\n{"event": {"name"`),
      /^sluice: -:3: not JSON: .+\n$/,
    );
    assert.equal(
      from(['-'], `${linesOf([first])}"text"\n`),
      'sluice: -:2: expected an event with "event" and "receipt", a batch ' +
        'with "events", or a receipt with "number" and "hash"\n',
    );
    assert.match(
      from(['-'], '{"receipt": {"number": "one"}}'),
      /^sluice: -:1: the receipt is none: expected "number" from 1 on/,
    );
    assert.match(from(['-'], `${linesOf([first])}}`), /^sluice: -:2: not JSON/);
    for (const input of ['', '\n', '[]', '{"event": {"name": "click"}}']) {
      assert.equal(from(['-'], input), 'sluice: - has no receipts\n');
    }
    assert.equal(
      from(['nowhere.ndjson']),
      "sluice: can't read nowhere.ndjson: there is no such file\n",
    );
    assert.equal(
      from(['-', '--policy', 'nowhere.json'], linesOf(events)),
      "sluice: can't read nowhere.json: there is no such file\n",
    );
    assert.equal(from([]), 'sluice: verify needs a file; see --help\n');
    assert.equal(
      from(['a', 'b']),
      'sluice: verify takes one file; see --help\n',
    );
  });

  it('--help says what there is, and what breaks a chain', () => {
    const { stdout, status } = verify(['--help']);
    assert.match(stdout, /^Usage: sluice receipts verify FILE /);
    assert.match(stdout, /^Exit code 0/m);
    assert.equal(status, 0);
  });
});
