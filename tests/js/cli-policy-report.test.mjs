// `sluice policy report`, and `sluice policy diff` as a page. What the report
// says is held by tests/core/report_test.cpp.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { examples, policiesFolder, presetPolicies } from './policies.mjs';

const cli = fileURLToPath(new URL('../../js/dist/cli.mjs', import.meta.url));

function sluice(args, input = '') {
  const options = { cwd: policiesFolder, input, encoding: 'utf8' };
  const command = [cli, 'policy', ...args];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    command,
    options,
  );
  assert.doesNotMatch(stderr, /^\s+at /m, 'a stack trace');
  return { status, stdout, stderr };
}

/** Holds what a command prints against expected/NAME. */
function assertPrints(name, args, status) {
  const printed = sluice(args);
  const file = join(policiesFolder, 'expected', name);
  if (process.env.SLUICE_UPDATE) writeFileSync(file, printed.stdout);
  assert.equal(printed.stdout, readFileSync(file, 'utf8'));
  assert.equal(printed.stderr, '');
  assert.equal(printed.status, status);
}

const day = ['--date', '2026-11-30'];
const [[eu]] = examples;

describe('sluice policy report', () => {
  it('prints the report that the core makes, of a file and of standard input', () => {
    for (const [name, text] of [...examples, ...presetPolicies]) {
      const { stdout, stderr, status } = sluice(
        ['report', '-', '--md', ...day],
        text,
      );
      const expected = name.replace('.json', '.md');
      const file = join(policiesFolder, 'expected/report', expected);
      assert.equal(stdout, readFileSync(file, 'utf8'));
      assert.equal(stderr, '');
      assert.equal(status, 0);
    }
    assert.equal(
      sluice(['report', eu, '--md', ...day]).stdout,
      sluice(['report', '-', '--md', ...day], examples[0][1]).stdout,
    );
  });

  it('--html prints one file that asks for nothing else', () => {
    const { stdout, status } = sluice(['report', eu, '--html', ...day]);
    assert.match(stdout, /^<!doctype html>\n<html lang="en">/);
    assert.match(stdout, /<\/html>\n$/);
    assert.doesNotMatch(stdout, /<(script|link|img|iframe)|\ssrc=|url\(/);
    assert.equal(status, 0);
  });

  it('names the day that is given, and today without one', () => {
    const dayIn = (args) =>
      sluice(['report', eu, '--md', ...args]).stdout.match(
        /^\| Date of this report \| (.*) \|$/m,
      )[1];
    assert.equal(dayIn(day), '2026-11-30');
    const before = new Date().toISOString().slice(0, 10);
    const printed = dayIn([]);
    const after = new Date().toISOString().slice(0, 10);
    assert.ok(printed === before || printed === after, printed);
  });

  it('says what is wrong with its input', () => {
    const from = (args, input) => {
      const { stdout, stderr, status } = sluice(['report', ...args], input);
      assert.equal(stdout, '');
      assert.equal(status, 2);
      return stderr;
    };
    assert.equal(
      from([eu]),
      'sluice: report needs --html or --md; see --help\n',
    );
    assert.equal(
      from([eu, '--html', '--md']),
      'sluice: --html and --md are two pages; ask for one\n',
    );
    assert.equal(from(['--md']), 'sluice: report needs a policy; see --help\n');
    assert.equal(
      from([eu, eu, '--md']),
      'sluice: report takes one policy; see --help\n',
    );
    assert.equal(
      from([eu, '--md', '--date', 'tomorrow']),
      'sluice: the date "tomorrow" is no day: expected YYYY-MM-DD\n',
    );
    assert.equal(
      from(['nowhere.json', '--md']),
      "sluice: can't read nowhere.json: there is no such file\n",
    );
    assert.equal(
      from(['-', '--md'], '{"policy": 1,\n x'),
      'sluice: -:2:2: a name needs double quotes: "x"\n',
    );
    assert.match(
      from(['-', '--md'], '{}'),
      /^sluice: -:1:1: expected "policy"/,
    );
    assert.match(from([eu, '--pdf']), /--pdf/);
  });

  it('says what check finds in a policy with mistakes', () => {
    const { stdout, status } = sluice(['report', 'bad/bad.json', '--md']);
    assert.match(
      stdout,
      /\| Checked by \| `sluice policy check`: \d+ errors, /,
    );
    assert.match(stdout, /^- Line \d+, P010: /m);
    assert.equal(status, 0);
  });
});

describe('sluice policy diff as a page', () => {
  const edited = (name) => ['diff', `${name}.json`, `edited/${name}.json`];

  it('--md says what changes for whom, and exits as diff does', () => {
    for (const name of ['1-eu-tcf', '3-us-optout']) {
      const args = [...edited(name), '--md', ...day];
      assertPrints(`diff-${name}.md`, args, 3);
    }
  });

  it('--html is the same as one file', () => {
    const args = [...edited('1-eu-tcf'), '--html', ...day];
    const { stdout, status } = sluice(args);
    assert.match(stdout, /^<!doctype html>/);
    assert.match(stdout, /<h2 id="part-2">More data leaves<\/h2>/);
    assert.doesNotMatch(stdout, /<(script|link|img|iframe)|\ssrc=|url\(/);
    assert.equal(status, 3);
  });

  it('says that nothing changes where nothing does', () => {
    const { stdout, status } = sluice(['diff', eu, eu, '--md']);
    assert.match(stdout, /^Both policies do the same in every situation/m);
    assert.doesNotMatch(stdout, /leaves/);
    assert.equal(status, 0);
  });

  it('refuses two formats at once, and a date that does not exist', () => {
    const both = sluice(['diff', eu, eu, '--md', '--html']);
    assert.match(both.stderr, /^sluice: --html and --md are two pages/);
    assert.equal(both.status, 2);
    const wrong = sluice(['diff', eu, eu, '--md', '--date', '1.1.2026']);
    assert.match(wrong.stderr, /^sluice: the date "1\.1\.2026" is no day/);
    assert.equal(wrong.status, 2);
  });
});
