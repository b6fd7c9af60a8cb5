// House rules that no compiler checks.
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { files, filesNamed, findLines, read, readJson } from './project.mjs';

// A room of sdk/sluice may include itself and the rooms before it.
const rooms = [
  'base',
  'json',
  'event',
  'campaign',
  'attribution',
  'session',
  'consent',
  'capture',
  'conversion',
  'delivery',
  'destination',
  'tracker',
  'inspect',
];

// Code of a folder may import from itself and from the folders before it.
const folders = ['sdk', 'wasm', 'js', 'demo', 'tests'];

function assertNone(findings) {
  assert.deepEqual(findings, []);
}

describe('sources', () => {
  const sources = filesNamed(
    /\.(cpp|hpp|h|ts|mjs|cjs|js|sh|cmake|html|css)$/,
  ).concat(filesNamed(/^(demo|tests)\/\w+$|^\.ci\/run$|CMakeLists\.txt$/));

  it('are ASCII only', () => {
    assertNone(findLines(sources, /[^\x00-\x7f]/));
  });

  it('name no path of one machine', () => {
    const texts = files.filter((path) => !/\.(ico|png|wasm)$/.test(path));
    assertNone(findLines(texts, /(^|[^\w.)}-])\/(work|tmp|root|home\/\w+)\//));
  });

  it('are never built files', () => {
    assertNone(filesNamed(/(^|\/)(build|dist|node_modules)\/|\.(wasm|tgz|o)$/));
  });
});

describe('include direction', () => {
  it('inside sdk a room knows only itself and those before it', () => {
    assertNone(
      filesNamed(/^sdk\/sluice\/\w+\/.*\.[ch]pp$/).flatMap((path) => {
        const reach = rooms.indexOf(path.split('/')[2]);
        return roomsIncludedBy(path)
          .filter((room) => !rooms.slice(0, reach + 1).includes(room))
          .map((room) => `${path} includes ${room}`);
      }),
    );
  });

  it('wasm includes only base and tracker, and full only base and inspect', () => {
    assertNone(
      filesNamed(/^wasm\/.*\.(cpp|hpp|h)$/).flatMap((path) => {
        const whole = path.includes('/full.') ? 'inspect' : 'tracker';
        return roomsIncludedBy(path)
          .filter((room) => !['base', whole].includes(room))
          .map((room) => `${path} includes ${room}`);
      }),
    );
  });

  it('only json knows nlohmann, and sdk has no clock, stream or thread', () => {
    const core = filesNamed(/^sdk\/.*\.[ch]pp$/);
    const outsideJson = core.filter((path) => !path.includes('/json/'));
    assertNone(findLines(outsideJson, /#include <nlohmann/));
    const banned = /#include <(iostream|regex|locale|chrono|thread|random)>/;
    assertNone(findLines(core, banned));
  });

  it('js knows neither demo nor tests, and demo knows no tests', () => {
    assertNone(
      filesNamed(/\.(ts|mjs|js)$/).flatMap((path) => {
        const reach = folders.indexOf(path.split('/')[0]);
        return importsOf(path)
          .filter((target) => folders.indexOf(target.split('/')[0]) > reach)
          .map((target) => `${path} imports ${target}`);
      }),
    );
  });
});

function roomsIncludedBy(path) {
  const includes = read(path).matchAll(/#include "sluice\/(\w+)\//g);
  return Array.from(includes, ([, room]) => room);
}

function importsOf(path) {
  const imports = read(path).matchAll(/(?:from|import)[ (]*'(\.[^']+)'/g);
  return Array.from(imports, ([, target]) =>
    posix.join(posix.dirname(path), target),
  );
}

describe('the loader', () => {
  it('cannot delay or break a page', () => {
    const banned =
      /['"](before)?unload['"]|preventDefault|\beval\(|new Function\b/;
    const loader = filesNamed(/^js\/src\//);
    assert.notEqual(loader.length, 0);
    assertNone(findLines(loader, banned));
  });
});

describe('npm packages', () => {
  const packages = filesNamed(/(^|\/)package\.json$/).map((path) => ({
    folder: posix.dirname(path),
    ...readJson(path),
  }));

  it('pin every dependency exactly', () => {
    const wanted = packages.flatMap((json) => [
      ...Object.entries(json.dependencies ?? {}),
      ...Object.entries(json.devDependencies ?? {}),
      ...Object.entries(json.optionalDependencies ?? {}),
    ]);
    const exact = /^\d+\.\d+\.\d+$/;
    assertNone(wanted.filter(([, version]) => !exact.test(version)));
  });

  it('have a lock file that names no registry', () => {
    const locks = packages.map(({ folder }) => `${folder}/package-lock.json`);
    assertNone(locks.filter((path) => !files.includes(path)));
    assertNone(findLines(locks, /"resolved"/));
  });

  it('give the published one no dependency', () => {
    const { dependencies = {} } = readJson('js/package.json');
    assert.deepEqual(dependencies, {});
  });
});

describe('the version', () => {
  it('is the same everywhere', () => {
    const { version } = readJson('js/package.json');
    const [, cmake] = read('CMakeLists.txt').match(
      /project\(sluice VERSION (\S+)/,
    );
    const [, changelog] = read('CHANGELOG.md').match(/^## \[?(\d+\.\d+\.\d+)/m);
    const lock = readJson('js/package-lock.json').version;
    const [, script] = read('js/src/version.ts').match(/kVersion = '(.+)';/);
    assert.deepEqual(
      { cmake, changelog, lock, script },
      {
        cmake: version,
        changelog: version,
        lock: version,
        script: version,
      },
    );
  });
});
