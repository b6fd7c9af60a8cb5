// `sluice policy`: what it prints for the policies of tests/policies is kept
// in tests/policies/expected, one file for each command line.
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

/** Holds what a command prints against expected/NAME.txt. */
function assertPrints(name, args, status) {
  const printed = sluice(args);
  const file = join(policiesFolder, 'expected', `${name}.txt`);
  if (process.env.SLUICE_UPDATE) writeFileSync(file, printed.stdout);
  assert.equal(printed.stdout, readFileSync(file, 'utf8'));
  assert.equal(printed.stderr, '');
  assert.equal(printed.status, status);
}

const names = examples.map(([name]) => name);

describe('sluice policy check', () => {
  it('finds nothing wrong with the five', () => {
    assertPrints('check', ['check', ...names], 0);
  });

  it('finds what is wrong with the bad ones', () => {
    const bad = ['syntax', 'schema', 'bad'].map((name) => `bad/${name}.json`);
    assertPrints('check-bad', ['check', ...bad], 1);
  });

  it('finds nothing wrong with the presets', () => {
    for (const [name, text] of presetPolicies) {
      const { status, stdout } = sluice(['check', '-'], text);
      assert.match(stdout, /^-: ok \(1 regime, /, name);
      assert.equal(status, 0);
    }
  });

  it('--json prints an object for each file', () => {
    const { status, stdout } = sluice(['check', '--json', 'bad/syntax.json']);
    assert.deepEqual(JSON.parse(stdout), {
      file: 'bad/syntax.json',
      errors: 1,
      warnings: 0,
      remarks: [
        {
          line: 4,
          column: 3,
          severity: 'error',
          code: 'P001',
          message: 'duplicate key "id", first on line 3',
        },
      ],
      regimes: 1,
      eventRules: 0,
      fieldRules: 0,
    });
    assert.equal(status, 1);
  });

  it('names the place of what is no JSON', () => {
    const { status, stdout } = sluice(['check', '-'], '{"policy": 1,\n  x}');
    assert.match(stdout, /^-:2:3: error P001: /);
    assert.equal(status, 1);
    assert.match(sluice(['check', '-'], '').stdout, /^-:1:1: error P001: /);
    assert.match(
      sluice(['check', '-'], '[]').stdout,
      /^-:1:1: error P002: expected an object \{\}, not \[\]/,
    );
  });

  it('says which file it cannot read', () => {
    const missing = sluice(['check', 'nowhere.json']);
    assert.equal(
      missing.stderr,
      "sluice: can't read nowhere.json: there is no such file\n",
    );
    assert.equal(missing.status, 2);
    const folder = sluice(['check', 'bad']);
    assert.equal(folder.stderr, "sluice: can't read bad: it is a folder\n");
    assert.equal(folder.status, 2);
    assert.equal(sluice(['check']).status, 2);
  });
});

describe('sluice policy', () => {
  it('--help and each --help say what there is', () => {
    const { status, stdout } = sluice(['--help']);
    assert.match(stdout, /^Usage: sluice policy COMMAND/);
    assert.equal(status, 0);
    for (const [, command] of stdout.matchAll(/^ {2}(\w+) [A-Z]/gm)) {
      const help = sluice([command, '--help']);
      assert.match(help.stdout, new RegExp(`^Usage: sluice policy ${command} `));
      assert.match(help.stdout, /^Exit code 0/m);
      assert.equal(help.status, 0);
    }
  });

  it('names the command that was probably meant', () => {
    assert.equal(
      sluice(['chekc']).stderr,
      'sluice: no command policy chekc; did you mean check?\n',
    );
    assert.equal(sluice([]).status, 2);
  });
});
