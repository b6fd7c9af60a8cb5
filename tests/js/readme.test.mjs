// The README is one screen, and what it says is so.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { blocksOf } from './documents.mjs';
import { runInstalled } from './examples.mjs';
import { pathOf, read } from './project.mjs';

/** Sizes drift with compilers; a reader cares for the first two digits. */
const kTolerance = 0.03;

const kMostLines = 120;
const kMostPictureBytes = 150 * 1024;

const readme = { path: 'README.md', text: read('README.md') };
const blocks = blocksOf(readme);

describe('README.md', () => {
  it('is one screen', () => {
    const lines = readme.text.trimEnd().split('\n').length;
    assert.ok(lines <= kMostLines, `${lines} lines`);
  });

  it('shows a picture, which is small', () => {
    const pictures = [...readme.text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)];
    assert.notEqual(pictures.length, 0);
    for (const [, path] of pictures) {
      assert.ok(statSync(pathOf(path)).size < kMostPictureBytes, path);
    }
  });

  it('gives the size of the script as it is', () => {
    const [, said] = readme.text.match(/(\d+) KB with brotli/);
    const bytes = brotliCompressSync(readFileSync(pathOf('js/dist/sluice.js')));
    const error = Math.abs(said - bytes.length / 1000) / (bytes.length / 1000);
    assert.ok(error <= kTolerance, `${said} KB are ${bytes.length} bytes`);
  });

  it('names the commands that see it run, test it and build it', () => {
    const lines = blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => code.trim().split('\n'))
      .map((line) => line.replace(/ +#.*/, ''));
    for (const command of ['./demo/start', './tests/run', 'npm install ./js'])
      assert.ok(lines.includes(command), command);
    for (const command of ['demo/start', 'tests/run']) {
      execFileSync(pathOf(command), ['--help']); // is there, and answers
    }
  });

  it('has an example for npm that runs after its command, on a server too', () => {
    const [example] = blocks.filter(({ language }) => language === 'js');
    assert.match(example.code, /from 'sluice'/);
    runInstalled(example.code);
  });

  it('has, before consent, a table of the four things that can happen', () => {
    const table = readme.text.split('## Before consent')[1].split('\n## ')[0];
    assert.equal(table.match(/^\|.*\|$/gm).length, 2 + 4);
  });
});

describe('wasm/README.md', () => {
  it('has a line that shows an empty import list', () => {
    const page = { path: 'wasm/README.md', text: read('wasm/README.md') };
    const [line] = blocksOf(page).filter(({ language }) => language === 'sh');
    const printed = execFileSync('bash', ['-c', line.code], {
      cwd: pathOf('.'),
    });
    assert.equal(printed.toString(), '[]\n');
  });
});
