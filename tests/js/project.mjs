// The project's own files, for the tests that read them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** Paths, from the project's root, of all files that git keeps or would. */
export const files = listFiles();

function listFiles() {
  // The folder may belong to somebody else, as in a container.
  const list = execFileSync(
    'git',
    ['-c', 'safe.directory=*', 'ls-files', '-co', '--exclude-standard', '-z'],
    { cwd: pathOf('.'), encoding: 'utf8' },
  );
  const isThere = (path) => path !== '' && existsSync(new URL(path, root));
  return list.split('\0').filter(isThere);
}

export function filesNamed(pattern) {
  return files.filter((path) => pattern.test(path));
}

/** Where a file of the project is on this machine. */
export function pathOf(path) {
  return fileURLToPath(new URL(path, root));
}

export function read(path) {
  return readFileSync(pathOf(path), 'utf8');
}

export function readJson(path) {
  return JSON.parse(read(path));
}

/** Each line of the files at `paths` that matches, as "path:line: text". */
export function findLines(paths, pattern) {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .map((text, index) => ({ text, place: `${path}:${index + 1}` }))
      .filter(({ text }) => pattern.test(text))
      .map(({ text, place }) => `${place}: ${text.trim()}`),
  );
}
