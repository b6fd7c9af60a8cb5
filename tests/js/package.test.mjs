// What npm would publish, as its users meet it: packed, installed into an
// empty project, imported, required, and built by their bundlers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build as viteBuild } from 'vite';
import { bundle as esbuild } from '../../js/tools/load-source.mjs';
import { makePage } from './loader-page.mjs';

const js = fileURLToPath(new URL('../../js/', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'sluice-package-'));

const kPage = `import { createTracker } from 'sluice';
const tracker = createTracker({ endpoint: 'https://collect.example/c' });
tracker.track('signup');
`;
const kEvents = ['page_view', 'signup'];

before(() => {
  npm(['pack', '--pack-destination', project], js);
  const [tarball] = readdirSync(project);
  write('package.json', '{"type": "module"}');
  npm(['install', '--offline', '--no-audit', '--no-fund', tarball], project);
});

after(() => rmSync(project, { recursive: true }));

function npm(args, cwd) {
  execFileSync('npm', [...args, '--loglevel=error'], { cwd });
}

function write(name, text) {
  mkdirSync(join(project, name, '..'), { recursive: true });
  writeFileSync(join(project, name), text);
}

function runNode(name, text) {
  write(name, text);
  const args = [join(project, name)];
  return execFileSync(process.execPath, args, { encoding: 'utf8' });
}

const installed = join(project, 'node_modules/sluice');

describe('the npm package', () => {
  it('holds what was built and what describes it, no source', () => {
    const names = readdirSync(installed).sort();
    assert.deepEqual(names, ['LICENSE', 'README.md', 'dist', 'package.json']);
    assert.deepEqual(
      readdirSync(join(installed, 'dist')).sort(),
      readdirSync(join(js, 'dist')).sort(),
    );
  });

  it('imports and requires', () => {
    const use = `console.log(createTracker({ endpoint: '' }).tape() === '');`;
    const imported = `import { createTracker } from 'sluice'; ${use}`;
    assert.equal(runNode('import.mjs', imported), 'true\n');
    const required = `const { createTracker } = require('sluice'); ${use}`;
    assert.equal(runNode('require.cjs', required), 'true\n');
  });

  it('gives its files by name', () => {
    const names = [
      'core.wasm',
      'debug.js',
      'destination.schema.json',
      'destinations/plausible',
      'destinations/plausible.json',
      'event.schema.json',
      'fallback.js',
      'full-fallback.js',
      'full.wasm',
      'goals.schema.json',
      'node',
      'package.json',
      'policies/cookieless.json',
      'policies/opt-in.json',
      'policy.schema.json',
      'sluice.js',
      'snippet.js',
      'vitals.js',
      'web-vitals',
    ];
    const resolve = names.map(
      (name) => `import.meta.resolve('sluice/${name}')`,
    );
    const printed = runNode('resolve.mjs', `console.log([${resolve}].join())`);
    for (const url of printed.trim().split(',')) {
      assert.ok(readFileSync(new URL(url)).length > 0);
    }
  });

  it('asks the full module, from its bytes or compiled', () => {
    const asked = `
      import { readFileSync } from 'node:fs';
      import { loadFull } from 'sluice/full';
      const file = new URL(import.meta.resolve('sluice/full.wasm'));
      const bytes = readFileSync(file);
      for (const source of [bytes, new WebAssembly.Module(bytes)]) {
        const full = await loadFull(source);
        const { applies } = full.ask({ ask: 'decode', kind: 'usp', text: '1YNN' });
        console.log(applies);
      }`;
    assert.equal(runNode('full.mjs', asked), 'true\ntrue\n');
  });

  it('asks the full module without WebAssembly, too', () => {
    const asked = `
      import { Full } from 'sluice/full';
      import * as exports from 'sluice/full-fallback.js';
      const { error } = new Full(exports).ask({ ask: 'nothing' });
      console.log(error);`;
    assert.match(runNode('full-fallback.mjs', asked), /no ask "nothing"/);
  });

  it('has a core without imports', async () => {
    const bytes = readFileSync(join(installed, 'dist/core.wasm'));
    const module = await WebAssembly.compile(bytes);
    assert.deepEqual(WebAssembly.Module.imports(module), []);
  });

  it('has a command that runs', () => {
    const command = join(project, 'node_modules/.bin/sluice');
    const help = execFileSync(command, ['--help'], { encoding: 'utf8' });
    assert.match(help, /^Usage: sluice/);
  });

  it('has types for import and for require', () => {
    const wrong = `
      // @ts-expect-error: no such option
      createTracker({ endpoint: '', endpont: '' });
      const { events, keys }: Forgotten = tracker.forget();
      tracker.flush().then(() => [events, keys]);
    `;
    write(
      'types/a.mts',
      `import { type Forgotten } from 'sluice';\n${kPage}${wrong}`,
    );
    write(
      'types/b.cts',
      `import { type Forgotten } from 'sluice';\n${kPage}${wrong}`,
    );
    write(
      'types/c.mts',
      `import { loadFull, type Full } from 'sluice/full';
      const full: Full = await loadFull(new Uint8Array());
      // @ts-expect-error: a request is an object
      full.ask('check');
    `,
    );
    const tsc = join(js, 'node_modules/.bin/tsc');
    for (const module of ['nodenext', 'preserve']) {
      execFileSync(
        tsc,
        [
          ...['--noEmit', '--strict', '--lib', 'es2020,dom'],
          ...['--types', '', '--module', module],
          ...['types/a.mts', 'types/b.cts', 'types/c.mts'],
        ],
        { cwd: project, stdio: 'inherit' },
      );
    }
  });
});

describe('a page that uses the package', () => {
  /** What a page that runs `code` posts when it is left. */
  async function eventsOf(code) {
    const page = makePage();
    page.run(code);
    page.fire(page.window, 'pagehide');
    assert.deepEqual(page.said, []);
    return page.posted[0].events.map(({ event }) => event.name);
  }

  it('builds with esbuild, and without warnings', async () => {
    write('src/page.js', kPage);
    for (const format of ['esm', 'iife']) {
      const { outputFiles, warnings } = await esbuild({
        entryPoints: [join(project, 'src/page.js')],
        bundle: true,
        minify: true,
        write: false,
        format,
      });
      assert.deepEqual(warnings, []);
      assert.equal(outputFiles.length, 1);
      assert.deepEqual(await eventsOf(outputFiles[0].text), kEvents);
    }
  });

  it('carries nothing of a tracker that it does not use', async () => {
    write(
      'src/unused.js',
      `import { createTracker } from 'sluice';
      console.log(1);`,
    );
    const { outputFiles } = await esbuild({
      entryPoints: [join(project, 'src/unused.js')],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
    });
    assert.equal(outputFiles[0].text.trim(), 'console.log(1);');
  });

  it('builds with Vite, which brings the fallback along', async () => {
    write('index.html', '<script type="module" src="/src/page.js"></script>');
    write('src/page.js', kPage);
    const warned = [];
    const warn = (message) => warned.push(message);
    const { output } = await viteBuild({
      root: project,
      configFile: false,
      logLevel: 'silent', // what it has to say goes to the logger below
      customLogger: {
        ...{ info() {}, error: warn, warn, warnOnce: warn },
        ...{ clearScreen() {}, hasErrorLogged: () => false, hasWarned: false },
      },
      build: { write: false, modulePreload: { polyfill: false } },
    });
    assert.deepEqual(warned, []);
    const page = output.find(({ isEntry }) => isEntry);
    const fallback = output.find(({ fileName }) => /fallback/.test(fileName));
    assert.deepEqual(await eventsOf(page.code), kEvents);
    assert.match(page.code, new RegExp(fallback.fileName.split('/').pop()));
    assert.deepEqual(
      Buffer.from(fallback.source),
      readFileSync(join(js, 'dist/fallback.js')),
    );
  });
});
