// The form of sources is nobody's choice but clang-format's and Prettier's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { check, resolveConfig } from 'prettier';
import { filesNamed, pathOf, read } from './project.mjs';

/** Debian 12's, named with its version: others have other forms. */
const clangFormat = process.env.SLUICE_CLANG_FORMAT ?? 'clang-format-14';

describe('the form of', () => {
  it("C++ is clang-format's: clang-format-14 -i FILE", () => {
    const sources = filesNamed(/\.(cpp|hpp|h)$/);
    const { error, stderr } = spawnSync(
      clangFormat,
      ['--dry-run', ...sources],
      { cwd: pathOf('.'), encoding: 'utf8', maxBuffer: 2 ** 26 },
    );
    assert.ifError(error);
    const places = stderr.split('\n').filter((line) => /^\S+:\d+:/.test(line));
    assert.deepEqual(places, []);
  });

  it("TypeScript and JavaScript is Prettier's: prettier --write FILE", async () => {
    const options = await resolveConfig(pathOf('README.md'));
    const others = [];
    for (const path of filesNamed(/\.(ts|mjs|cjs|js)$/)) {
      const filepath = pathOf(path);
      if (!(await check(read(path), { ...options, filepath })))
        others.push(path);
    }
    assert.deepEqual(others, []);
  });
});
