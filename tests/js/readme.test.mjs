/** What the READMEs say is so: sizes are those of this build, examples run. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { URL, fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root));
const readme = read('README.md').toString();

/** Sizes drift with compilers; a reader cares for the first two digits. */
const kTolerance = 0.03;

function blocks(text, language) {
  const fence = new RegExp('```' + language + '\\n([^]*?)```', 'g');
  return [...text.matchAll(fence)].map(([, code]) => code);
}

describe('README.md', () => {
  const rows = readme.matchAll(
    /^\| `(\S+\.js)`.*?\| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$/gm,
  );
  for (const [, file, ...cells] of rows) {
    it(`gives the size of ${file} as it is`, () => {
      const bytes = read(`js/dist/${file}`);
      const sizes = [
        bytes,
        gzipSync(bytes, { level: 9 }),
        brotliCompressSync(bytes),
      ];
      cells.forEach((cell, i) => {
        const said = Number(cell.replaceAll(',', ''));
        const error = Math.abs(said - sizes[i].length) / sizes[i].length;
        assert.ok(error <= kTolerance, `${said} is ${sizes[i].length}`);
      });
    });
  }

  it('names every size that it promises to', () => {
    const named = [...readme.matchAll(/^\| `(\S+\.js)`/gm)].map(
      ([, file]) => file,
    );
    const files = ['sluice.js', 'fallback.js', 'debug.js', 'snippet.js'];
    assert.deepEqual(named, files);
    assert.doesNotMatch(readme, /_ROW/);
  });

  it('has an npm example that runs, on a server too', () => {
    const [example] = blocks(readme, 'js');
    const dist = new URL('js/dist/index.mjs', root).href;
    const code = example.replace("'sluice'", `'${dist}'`);
    assert.notEqual(code, example);
    execFileSync(process.execPath, ['--input-type=module', '-e', code]);
  });

  it('has goals that are sound, and that are reached', () => {
    const [goals] = blocks(readme, 'json').filter((text) =>
      text.includes('"goals"'),
    );
    const cli = fileURLToPath(new URL('js/dist/cli.mjs', root));
    const run = (...args) => {
      const options = {
        cwd: fileURLToPath(root),
        input: goals,
        encoding: 'utf8',
      };
      return execFileSync(process.execPath, [cli, 'goals', ...args], options);
    };
    assert.equal(run('check', '-'), '-: ok (3 goals)\n');
    const click = 'tests/goals/click.json';
    assert.match(
      run('explain', '-', click),
      /^goal demo .*: reached, worth 20\.00 EUR/m,
    );
  });

  it('names every option and call of the types, and no other', () => {
    const types = read('js/dist/index.d.ts').toString();
    const body = (name) =>
      types.match(new RegExp(`interface ${name} [^{]*\\{([^]*?)\\n\\}`))[1];
    const members = (name) =>
      [...body(name).matchAll(/^ {4}(\w+)[?(:]/gm)].map(([, member]) => member);
    const said = (title, text = readme) => {
      const table = text.split(`## ${title}`)[1].split('## ')[0];
      return [...table.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name);
    };
    const options = [
      'CollectorOptions',
      'TrackerOptions',
      'AmountOptions',
    ].flatMap(members);
    assert.deepEqual(said('Options'), options);
    assert.deepEqual(said('Options', read('js/README.md').toString()), options);
    assert.deepEqual(said('API'), members('Tracker'));
  });
});

describe('wasm/README.md', () => {
  it('has a line that shows an empty import list', () => {
    const [line] = blocks(read('wasm/README.md').toString(), 'sh');
    const cwd = fileURLToPath(root);
    const printed = execFileSync('bash', ['-c', line], { cwd }).toString();
    assert.equal(printed, '[]\n');
  });
});
