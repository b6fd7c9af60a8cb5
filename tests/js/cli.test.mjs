import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadSource } from '../../js/tools/load-source.mjs';

const dist = new URL('../../js/dist/', import.meta.url);
const cli = fileURLToPath(new URL('cli.mjs', dist));
const { Core } = await loadSource('core/abi.ts');

const folder = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
after(() => rmSync(folder, { recursive: true }));

function sluice(...args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, ...args],
    { cwd: folder, encoding: 'utf8' },
  );
  assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
  return { status, stdout, stderr };
}

function write(name, lines) {
  writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''));
}

const page = 'https://shop.example/?utm_source=news';
const facts = [
  {
    fact: 'start',
    wall: 1763700000000,
    mono: 10,
    seed: '00112233445566778899aabbccddeeff',
    url: page,
    attributes: { endpoint: 'https://collect.example/c' },
  },
  {
    fact: 'page',
    wall: 1763700000000,
    mono: 10,
    url: page,
    referrer: '',
    title: 'Shop',
    cause: 'load',
  },
  { fact: 'track', wall: 1763700000500, mono: 510.5, name: 'signup' },
  { fact: 'flush', wall: 1763700001000, mono: 1010 },
].map((fact) => JSON.stringify(fact));

/** The facts, each followed by its actions, as a page would record them. */
function recordTape() {
  const bytes = readFileSync(new URL('core.wasm', dist));
  const module = new WebAssembly.Module(bytes);
  const core = new Core(new WebAssembly.Instance(module).exports);
  return facts.flatMap((fact) => [
    fact,
    ...core.take(fact).actions.split('\n').filter(Boolean),
  ]);
}

const tape = recordTape();
const actions = tape.filter((line) => !facts.includes(line));
write('facts.ndjson', facts);
write('tape.ndjson', tape);

describe('sluice replay', () => {
  it('prints the actions of a list of facts', () => {
    const { status, stdout } = sluice('replay', 'facts.ndjson');
    assert.equal(stdout, actions.map((line) => `${line}\n`).join(''));
    assert.match(stdout, /"action":"send"/);
    assert.equal(status, 0);
  });

  it('prints the same for a tape with the actions on it', () => {
    const { stdout } = sluice('replay', 'tape.ndjson');
    assert.equal(stdout, sluice('replay', 'facts.ndjson').stdout);
  });

  it('--check finds a tape the same', () => {
    const { status, stdout } = sluice('replay', 'tape.ndjson', '--check');
    assert.equal(stdout, `the same ${actions.length} actions\n`);
    assert.equal(status, 0);
  });

  it('--check names the first line that differs', () => {
    const at = tape.findIndex((line) => line.includes('"send"'));
    const other = tape[at].replace('signup', 'signdown');
    write('other.ndjson', tape.with(at, other));
    const { status, stderr } = sluice('replay', '--check', 'other.ndjson');
    assert.equal(
      stderr,
      `sluice: line ${at + 1} differs\n` +
        `  expected: ${other}\n  got:      ${tape[at]}\n`,
    );
    assert.equal(status, 1);
  });

  it('--check misses an action that is not on the tape', () => {
    const at = tape.findLastIndex((line) => line.includes('"action"'));
    write('less.ndjson', [...tape.slice(0, at), ...tape.slice(at + 1)]);
    const { status, stderr } = sluice('replay', '--check', 'less.ndjson');
    assert.match(stderr, new RegExp(`line ${at + 1} differs`));
    assert.match(stderr, /expected: no action/);
    assert.equal(status, 1);
  });

  it('--check names an action that the core did not give', () => {
    const extra = '{"action":"wake","at":1}';
    write('more.ndjson', [...tape, extra]);
    const { status, stderr } = sluice('replay', '--check', 'more.ndjson');
    assert.match(stderr, new RegExp(`line ${tape.length + 1} differs`));
    assert.match(stderr, /got: {6}no action/);
    assert.equal(status, 1);
  });

  it('names the line that is no JSON, and the one that is no fact', () => {
    write('broken.ndjson', [facts[0], '', '{"fact":']);
    const broken = sluice('replay', 'broken.ndjson');
    assert.match(
      broken.stderr,
      /^sluice: line 3 is not JSON: column 1: the brace /,
    );
    assert.equal(broken.status, 2);

    write('strange.ndjson', [facts[0], '{"event":1}']);
    const strange = sluice('replay', 'strange.ndjson');
    assert.equal(
      strange.stderr,
      'sluice: line 2 is neither a fact nor an action\n',
    );
    assert.equal(strange.status, 2);
  });

  it('reports a missing file', () => {
    const { status, stderr } = sluice('replay', 'nowhere.ndjson');
    assert.equal(
      stderr,
      "sluice: can't read nowhere.ndjson: there is no such file\n",
    );
    assert.equal(status, 2);
  });

  it('refuses unknown options, no tape, and two', () => {
    for (const args of [['--chekc', 'a'], [], ['a', 'b']]) {
      const { status, stderr } = sluice('replay', ...args);
      assert.match(stderr, /^sluice: /);
      assert.equal(status, 2);
    }
  });
});

describe('sluice', () => {
  it('--help and replay --help say what there is', () => {
    const all = sluice('--help');
    assert.match(all.stdout, /^Usage: sluice COMMAND/);
    assert.equal(all.status, 0);
    const one = sluice('replay', '--help');
    assert.match(one.stdout, /^Usage: sluice replay TAPE/);
    assert.equal(one.status, 0);
  });

  it('without a command says what there is, as an error', () => {
    const { status, stdout, stderr } = sluice();
    assert.match(stderr, /^Usage: sluice COMMAND/);
    assert.equal(stdout, '');
    assert.equal(status, 2);
  });

  it('names the command that was probably meant', () => {
    const near = sluice('repaly', 'x');
    assert.equal(
      near.stderr,
      'sluice: no command repaly; did you mean replay?\n',
    );
    assert.equal(near.status, 2);
    const far = sluice('constructor');
    assert.match(far.stderr, /see sluice --help/);
    assert.equal(far.status, 2);
  });
});
