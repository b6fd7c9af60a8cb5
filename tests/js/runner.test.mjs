import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readCatch2Report } from '../runner/catch2.mjs';
import { runAgain, runNodeTests } from '../runner/node-tests.mjs';

describe('readCatch2Report', () => {
  const passed = '<TestCase name="a">\n<OverallResult success="true"/>\n';
  const failed = `<TestCase name="b: x &lt; y" filename="b.cpp" line="3">
      <Section name="zero" filename="b.cpp" line="4">
        <Expression success="false" type="CHECK" filename="b.cpp" line="5">
          <Original>
            x &lt; y
          </Original>
          <Expanded>
            2 &lt; 1
          </Expanded>
        </Expression>
      </Section>
      <OverallResult success="false"/>\n`;

  it('counts test cases, not assertions, and shows what failed', () => {
    const report = `<Group>${passed}</TestCase>${failed}</TestCase></Group>`;
    const results = readCatch2Report(report);
    assert.equal(results.passed, 1);
    assert.equal(results.failures.length, 1);
    assert.deepEqual(results.failures[0], {
      name: 'b: x < y',
      detail: 'in "zero"\nCHECK at b.cpp:5\n  x < y\n  which is\n  2 < 1',
    });
  });

  it('counts the test in which the program died as failed', () => {
    const results = readCatch2Report(`${passed}</TestCase><TestCase name="c">`);
    assert.equal(results.passed, 1);
    assert.equal(results.failures[0].name, 'c');
  });
});

describe('runNodeTests', () => {
  // Set in every test file, and makes a test runner inside it run nothing.
  delete process.env.NODE_TEST_CONTEXT;

  const folder = mkdtempSync(join(tmpdir(), 'sluice-runner-'));
  after(() => rmSync(folder, { recursive: true }));

  it('counts tests and not suites, and a file that ends early', async () => {
    const files = {
      'ok.test.mjs': `describe('s', () => { it('a', () => {}); });`,
      'bad.test.mjs': `describe('s', () => {
        it('a', () => { throw new Error('reason'); });
        it.skip('b', () => {});
      });`,
      'ends.test.mjs': `console.error('why'); process.exit(3);`,
    };
    for (const [name, text] of Object.entries(files)) {
      const source = `import { describe, it } from 'node:test';\n${text}`;
      writeFileSync(join(folder, name), source);
    }
    const { passed, skipped, failures } = await runNodeTests(folder, 1);
    assert.deepEqual({ passed, skipped }, { passed: 1, skipped: 1 });
    const [inTest, inFile] = failures;
    assert.equal(failures.length, 2);
    assert.equal(inTest.name, 's > a');
    assert.match(inTest.detail, /^Error: reason/);
    assert.match(inFile.name, /ends\.test\.mjs$/);
    assert.match(inFile.detail, /why/);
  });

  it('gives a second try, alone, to what failed beside others', async () => {
    const place = mkdtempSync(join(folder, 'again-'));
    const times = join(place, 'times');
    const source = `import { appendFileSync, readFileSync } from 'node:fs';
      import { describe, it } from 'node:test';
      describe('s', () => {
        it('is (at times) \`unsteady\`', () => {
          appendFileSync('${times}', 'x');
          if (readFileSync('${times}').length === 1) throw new Error('once');
        });
        it('fails', () => { throw new Error('ever'); });
        it('passes', () => appendFileSync('${times}', 'y'));
      });`;
    writeFileSync(join(place, 'one.test.mjs'), source);
    const first = await runNodeTests(place, 1);
    assert.equal(first.failures.length, 2);
    const { passed, failures, unsteady } = await runAgain(first, 2);
    assert.equal(passed, 2);
    assert.deepEqual(
      failures.map(({ test }) => test),
      ['fails'],
    );
    const [{ name, detail }] = unsteady;
    assert.equal(name, 's > is (at times) `unsteady`');
    assert.match(detail, /^Error: once/);
    assert.equal(readFileSync(times, 'utf8'), 'xyx', 'and only that');
  });

  it('gives none where too much failed', async () => {
    const failures = [{ name: 'a' }, { name: 'b' }];
    const first = { passed: 7, skipped: 0, failures };
    assert.deepEqual((await runAgain(first, 1)).failures, failures);
  });

  it('finds nothing in a folder that is not there', async () => {
    const { passed, failures } = await runNodeTests(join(folder, 'no'), 1);
    assert.deepEqual({ passed, failures }, { passed: 0, failures: [] });
  });
});
