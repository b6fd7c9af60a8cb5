// Runs or checks the blocks of code in the documentation.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { attributeOf } from '../../js/docs/tools/types.mjs';
import { listOptions } from '../../js/docs/tools/options-page.mjs';
import { pathOf, readJson } from './project.mjs';

const kCli = pathOf('js/dist/cli.mjs');

function runCli(args, { input = '', cwd = pathOf('.') } = {}) {
  const options = { input, cwd, encoding: 'utf8', timeout: 30_000 };
  return spawnSync(process.execPath, [kCli, ...args], options);
}

// --- JavaScript and TypeScript -----------------------------------------------

export const kScripts = {
  js: 'js',
  mjs: 'mjs',
  javascript: 'js',
  ts: 'ts',
  typescript: 'ts',
  jsx: 'jsx',
  tsx: 'tsx',
};

/** What a block may use without saying where it is from: the tracker, and what
 * the text around it calls by these names. */
const kAround = `
import type { Tracker } from 'sluice';
declare global {
  const tracker: Tracker;
  const sluice: Tracker;
  const policy: object;
  const body: Uint8Array;
  const store: (...values: unknown[]) => void;
  const count: (...values: unknown[]) => void;
  interface Window { sluice: Tracker }
  namespace JSX { interface IntrinsicElements { [name: string]: any } }
}
`;

/** Packages of others that are not installed here: anything goes. */
const kOthers = [
  ...['react', 'react/jsx-runtime', 'react-dom/client', 'react-dom/server'],
  ...['react-router', 'react-router-dom', 'next/script', 'next/navigation'],
  ...['vue', 'vue-router', 'vite', '@vitejs/plugin-react'],
  ...['vanilla-cookieconsent', 'playwright', '@playwright/test'],
];

/** What blocks find in node_modules/. */
const kInstalled = {
  sluice: 'js',
  'web-vitals': 'js/node_modules/web-vitals',
  '@types': 'js/node_modules/@types',
  'undici-types': 'js/node_modules/undici-types',
};

/** What the type checker finds wrong in blocks of scripts, as lines that begin
 * with the place of the block. Blocks of one page may import each other by the
 * names that the page gives them. TypeScript has to be strict. */
export function checkScripts(blocks) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-docs-'));
  try {
    install(folder);
    const written = writeBlocks(folder, blocks);
    const isTyped = ([name]) => /\.tsx?$/.test(name);
    const typed = written.filter(isTyped);
    const untyped = written.filter((one) => !isTyped(one));
    return [
      ...compile(folder, new Map(typed), ['--strict']),
      ...compile(folder, new Map(untyped), [
        ...['--allowJs', '--checkJs', '--strict', 'false'],
      ]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function install(folder) {
  mkdirSync(join(folder, 'node_modules'));
  for (const [name, path] of Object.entries(kInstalled)) {
    symlinkSync(pathOf(path), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'around.d.ts'), kAround);
  const others = kOthers.map((name) => `declare module '${name}';`).join('\n');
  writeFileSync(join(folder, 'others.d.ts'), others);
}

/** Writes each block into the folder of its page; pairs of name and block. */
function writeBlocks(folder, blocks) {
  const names = new Set();
  return blocks.map((block, index) => {
    const page = block.place.replace(/:\d+$/, '').replace(/\W/g, '-');
    const ownName = block.file?.replace(/^src\//, '');
    const saved = ownName && `${page}/${ownName}`;
    const name =
      saved && !names.has(saved)
        ? saved
        : `${page}/block-${index}.${kScripts[block.language]}`;
    names.add(name);
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), `${block.code}\nexport {};\n`);
    return [name, block];
  });
}

function compile(folder, written, options) {
  if (written.size === 0) return [];
  const args = [
    ...['--noEmit', '--jsx', 'preserve', '--noImplicitAny', 'false'],
    ...['--module', 'preserve', '--target', 'es2022'],
    ...['--lib', 'es2022,dom,dom.iterable', '--types', 'node'],
    ...['--skipLibCheck', '--allowImportingTsExtensions'],
    ...['--pretty', 'false', ...options],
    ...['around.d.ts', 'others.d.ts', ...written.keys()],
  ];
  const tsc = pathOf('js/node_modules/.bin/tsc');
  const { stdout, status, error } = spawnSync(tsc, args, {
    cwd: folder,
    encoding: 'utf8',
  });
  if (error) throw error;
  const lines = stdout.split('\n').filter((line) => /^\S.*: error /.test(line));
  if (status !== 0 && lines.length === 0) return [stdout];
  return lines.map((line) => {
    const [, name, what] = line.match(/^([^(]*)(.*)$/);
    return `${written.get(name)?.place ?? name} ${what}`;
  });
}

// --- JSON --------------------------------------------------------------------

const ajv = new Ajv({ strict: false });
const isEvent = ajv.compile(readJson('sdk/sluice/event/event.schema.json'));

/** What is wrong with a block of JSON, or ''. Whole policies, goals and
 * descriptions are given to the command line; a part of one only has to be
 * JSON, with or without the braces around it. */
export function checkJson({ code }) {
  const value = parse(code) ?? parse(`{${code}}`) ?? parse(`[${code}]`);
  if (value === undefined) return 'is not JSON';
  const command = commandFor(value);
  if (command) {
    const { status, stdout, stderr } = runCli([...command, '-'], {
      input: code,
    });
    return status === 0 ? '' : stdout + stderr;
  }
  if (value.event?.id && !isEvent(value)) return ajv.errorsText(isEvent.errors);
  return '';
}

function commandFor(value) {
  if ('policy' in value && 'regimes' in value) return ['policy', 'check'];
  if (Array.isArray(value.goals)) return ['goals', 'check'];
  if ('destination' in value && 'events' in value)
    return ['destination', 'check'];
  return undefined;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// --- HTML --------------------------------------------------------------------

const kVoid = new Set(['input', 'img', 'br', 'hr', 'meta', 'link', 'source']);

/** Attributes that the loader and the core read, beside the options. */
const kMarks =
  /^data-sluice-(event|goal|mask|ignore|impression|field|value|currency|prop-[\w-]+)$/;

const kAttributes = new Set([
  'data-config',
  ...listOptions().map(({ name }) => attributeOf(name)),
]);

/** What is wrong with a block of HTML, or ''. */
export function checkHtml({ code }) {
  const open = [];
  const tags = code.matchAll(
    /<!--[^]*?-->|<!doctype[^>]*>|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi,
  );
  for (const [, close, tag, rest] of tags) {
    if (!tag) continue;
    const name = tag.toLowerCase();
    if (close) {
      if (open.pop() !== name) return `</${name}> closes another element`;
      continue;
    }
    const problem = checkAttributes(name, rest);
    if (problem) return problem;
    if (!kVoid.has(name) && !rest.endsWith('/')) open.push(name);
  }
  return open.length === 0 ? '' : `<${open.pop()}> is not closed`;
}

function checkAttributes(tag, text) {
  const isTracker = tag === 'script' && /sluice/.test(text);
  for (const [, name] of text.matchAll(/(?<![\w-])(data-[\w-]+)/g)) {
    if (name.startsWith('data-sluice-')) {
      if (!kMarks.test(name)) return `there is no mark ${name}`;
    } else if (isTracker && !kAttributes.has(name)) {
      return `there is no option ${name}`;
    }
  }
  return '';
}

/** The scripts in a block of HTML, as blocks of their own. */
export function scriptsIn({ code, place }) {
  return [...code.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([^]*?)<\/script>/g)]
    .filter(([, script]) => script.trim() !== '')
    .map(([, script]) => ({ language: 'js', code: script, place }));
}

// --- The shell ---------------------------------------------------------------

/** Commands that are not run here, and why. */
const kNotRun = [
  [
    /^(npm|npx) (install|create|ci|i|view|outdated|init|pack)\b/,
    'installs packages',
  ],
  [/^npm --prefix \S+ (ci|run build)/, 'builds; CI does it'],
  [/^npm run /, 'of the reader'],
  [/^npx (vite|playwright|serve|http-server)\b/, 'of the reader'],
  [/^node(?! js\/dist)/, 'of the reader'],
  [
    /^(git|curl|cd|cp|mkdir|cat|ls|rm|export|echo|sqlite3|openssl|shasum|sha256sum|python3|docker|nginx|code|diff|mv|touch|sudo|apt|apt-get|sed|tar|unzip)\b/,
    "the shell's own, or of the reader",
  ],
  [/^cmake /, 'builds; CI does it'],
  [/^build\/native\/tests\//, 'runs tests; CI does it'],
  [
    /^(\.\/)?demo\/(start|build|build-docs|setup)/,
    'builds or serves; CI does it',
  ],
  [/^(\.\/)?tests\/run/, 'runs the tests'],
  [/^(\w+=\S* )+/, 'of the reader'],
];

/** A folder with files of the names that examples use, and with those of its
 * own that a page tells its reader to save, so that their commands run. */
export function makeWorkFolder(blocks) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-shell-'));
  const copies = {
    'policy.json': 'js/dist/policies/opt-in.json',
    'old.json': 'js/dist/policies/opt-in.json',
    'new.json': 'js/dist/policies/opt-in.json',
    'goals.json': 'demo/shop/goals.json',
    'event.json': 'tests/goals/click.json',
    'my.json': 'js/destinations/matomo.json',
    'example.json': 'js/destinations/matomo.json',
    'description.json': 'js/destinations/matomo.json',
  };
  for (const [name, path] of Object.entries(copies)) {
    copyFileSync(pathOf(path), join(folder, name));
  }
  const texts = {
    'signals.json': '{"gpc": true}',
    'config.json': JSON.stringify({
      endpoint: 'https://collect.example/events',
      site: '1', // of a description, and of the options
      destinationConfig: { site: '1' },
    }),
    'receipts.ndjson': JSON.stringify({
      event: { name: 'consent_receipt' },
      receipt: { number: 1, events: {}, hash: '0'.repeat(64) },
    }),
    'cases.json': '[]',
    'tape.ndjson': '',
  };
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(folder, name), text);
  }
  for (const { language, file, code } of blocks) {
    if (language === 'json' && file) writeFileSync(join(folder, file), code);
  }
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(pathOf('js'), join(folder, 'node_modules/sluice'));
  return folder;
}

/** What is wrong with a block for the shell, or ''. Commands of `sluice` run in
 * `folder`; they may find something, but have to be understood. */
export function checkShell({ code }, folder) {
  for (const line of linesOf(code)) {
    for (const command of line.split(/ (?:&&|\|\||\|) /)) {
      const problem = checkCommand(command.trim(), folder);
      if (problem) return `${command}: ${problem}`;
    }
  }
  return '';
}

function linesOf(code) {
  return code
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, '')
        .replace(/^\$ /, '')
        .trim(),
    )
    .filter((line) => line !== '');
}

function checkCommand(command, folder) {
  const own = command.match(
    /^(?:npx sluice|sluice|node \S*js\/dist\/cli\.mjs) (.*)$/,
  );
  if (!own) {
    return kNotRun.some(([pattern]) => pattern.test(command))
      ? ''
      : 'neither runs here nor has a reason not to';
  }
  if (/[A-Z]{3,}|\.\.\./.test(own[1].replace(/"[^"]*"/g, ''))) {
    return checkNames(own[1]);
  }
  const script = `"${process.execPath}" "${kCli}" ${own[1]}`;
  const { status, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    input: '',
    timeout: 30_000,
  });
  return status === 2 ? stderr : '';
}

/** Of a command with placeholders only its name is held. */
function checkNames(text) {
  const names = text.split(' ').filter((word) => /^[a-z]+$/.test(word));
  for (let count = names.length; count > 0; --count) {
    if (runCli([...names.slice(0, count), '--help']).status === 0) return '';
  }
  return 'there is no such command';
}

/** Whether the project's tracked install command works: `npm install` of js/ in
 * an empty project, and a script that imports it. */
export function runInstalled(script) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-install-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    const args = ['install', '--offline', '--no-audit', '--no-fund'];
    execFileSync('npm', [...args, '--loglevel=error', pathOf('js')], {
      cwd: folder,
    });
    writeFileSync(join(folder, 'page.mjs'), script);
    execFileSync(process.execPath, ['page.mjs'], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
