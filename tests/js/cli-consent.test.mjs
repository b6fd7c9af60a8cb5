import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { URL, fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../js/dist/cli.mjs', import.meta.url));

function sluice(args, input = '') {
  const options = { input, encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, ...args],
    options,
  );
  assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
  return { status, stdout, stderr };
}

const vectorsOf = (file) =>
  JSON.parse(
    readFileSync(new URL(`../vectors/consent/${file}`, import.meta.url)),
  ).vectors;

const linesOf = (stdout) =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('sluice decode', () => {
  it('says what its argument says', () => {
    const { status, stdout } = sluice(['decode', '--kind', 'usp', '1YNN']);
    const answer = JSON.parse(stdout);
    assert.deepEqual([answer.Notice, answer.saleOptOut], ['Y', false]);
    assert.equal(status, 0);
  });

  it('reads standard input, without the newline at its end', () => {
    for (const input of ['1YNN', '1YNN\n', '1YNN\r\n']) {
      const { status, stdout } = sluice(['decode', '--kind=usp'], input);
      assert.equal(JSON.parse(stdout).OptOutSale, 'N');
      assert.equal(status, 0);
    }
    const { status } = sluice(['decode', '--kind=usp'], '1YNN\n\n');
    assert.equal(status, 1);
  });

  it('prints why a string cannot be read, and exits 1', () => {
    const { status, stdout, stderr } = sluice([
      'decode',
      '--kind',
      'tcf',
      'CQ',
    ]);
    assert.deepEqual(JSON.parse(stdout), {
      error: 'core ends too early',
      at: 1,
      bit: 6,
    });
    assert.equal(stderr, '');
    assert.equal(status, 1);
  });

  it('names the problems of a string that may not be used, and exits 0', () => {
    const { tc, policyProblems } = vectorsOf('tcf-bad.json')[17];
    const { status, stdout } = sluice(['decode', '--kind', 'tcf', tc]);
    assert.deepEqual(JSON.parse(stdout).problems, policyProblems);
    assert.equal(status, 0);
  });

  it('--lines answers each line, the damaged and the empty ones too', () => {
    const { status, stdout } = sluice(
      ['decode', '--kind', 'usp', '--lines'],
      '1YNN\n\nnull\r\n1---\n',
    );
    const answers = linesOf(stdout);
    assert.deepEqual(
      answers.map(({ error, applies }) => error ?? applies),
      [true, 'the string is empty', 'the string is not of version 1', false],
    );
    assert.equal(status, 0);
    assert.equal(sluice(['decode', '--kind', 'usp', '--lines']).stdout, '');
  });

  it('--lines gives every vector its answer', () => {
    const vectors = vectorsOf('tcf.json');
    const input = vectors.map(({ tc }) => `${tc}\n`).join('');
    const { stdout } = sluice(['decode', '--kind', 'tcf', '--lines'], input);
    linesOf(stdout).forEach(({ problems, ...answer }, i) =>
      assert.deepEqual(answer, vectors[i].decoded),
    );
  });

  it('refuses no kind, an unknown one, two strings, and lines with a string', () => {
    const said = {
      'decode needs --kind; see --help': ['1YNN'],
      'no kind tfc; there is tcf, gpp, usp': ['--kind', 'tfc'],
      'no kind tcff; did you mean tcf?': ['--kind', 'tcff'],
      'decode takes one string; see --help': ['--kind', 'usp', 'a', 'b'],
      '--lines reads standard input': ['--kind', 'usp', '--lines', 'a'],
    };
    for (const [message, args] of Object.entries(said)) {
      const { status, stdout, stderr } = sluice(['decode', ...args]);
      assert.deepEqual([stderr, stdout], [`sluice: ${message}\n`, '']);
      assert.equal(status, 2);
    }
    const { status, stderr } = sluice(['decode', '--knid', 'usp']);
    assert.match(stderr, /^sluice: Unknown option '--knid'/);
    assert.equal(status, 2);
  });
});

describe('sluice decide', () => {
  const [vector] = vectorsOf('tcf-decisions.json').filter((v) => v.allowed);

  it('answers a question, as an argument and from standard input', () => {
    const question = JSON.stringify(vector);
    for (const [args, input] of [[[question]], [[], `${question}\n`]]) {
      const { status, stdout } = sluice(['decide', ...args], input);
      assert.deepEqual(JSON.parse(stdout), { allowed: true, why: vector.why });
      assert.equal(status, 0);
    }
  });

  it('--lines answers every vector', () => {
    const vectors = vectorsOf('tcf-decisions.json');
    const input = vectors.map((v) => `${JSON.stringify(v)}\n`).join('');
    const { status, stdout } = sluice(['decide', '--lines'], input);
    assert.deepEqual(
      linesOf(stdout),
      vectors.map(({ allowed, why }) => ({ allowed, why })),
    );
    assert.equal(status, 0);
  });

  it('a string that cannot be read allows nothing, and is an answer', () => {
    const question = JSON.stringify({ ...vector, tc: 'C.' });
    const { status, stdout } = sluice(['decide', question]);
    assert.deepEqual(JSON.parse(stdout), {
      allowed: false,
      why: 'invalid-string: core ends too early',
    });
    assert.equal(status, 0);
  });

  it('names the line that is no question', () => {
    const good = JSON.stringify(vector);
    const bad = {
      '{"tc":': /^sluice: line 2 is not JSON: column 1: the brace /,
      '[1': /line 2 is not JSON/,
      3: /line 2 is not an object/,
      '{}': /line 2 is not understood: "tc" is not a text/,
    };
    for (const [line, message] of Object.entries(bad)) {
      const { status, stderr } = sluice(
        ['decide', '--lines'],
        `${good}\n${line}\n`,
      );
      assert.match(stderr, message);
      assert.equal(status, 2);
    }
    const { stderr } = sluice(['decide', '{"tc":"C","vendor":{"id":"7"}}']);
    assert.equal(
      stderr,
      'sluice: the question is not understood: "vendor.id" is not an id\n',
    );
  });
});

describe('sluice COMMAND --help', () => {
  for (const command of ['decode', 'decide']) {
    it(`says what ${command} takes and which code it exits with`, () => {
      const { status, stdout, stderr } = sluice([command, '--help']);
      assert.match(stdout, new RegExp(`^Usage: sluice ${command} `));
      assert.match(stdout, /--lines/);
      assert.match(stdout, /Exit code 0/);
      assert.equal(stderr, '');
      assert.equal(status, 0);
      assert.match(
        sluice(['--help']).stdout,
        new RegExp(`^  ${command} `, 'm'),
      );
    });
  }
});
