import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../js/dist/', import.meta.url));

/** What a server has or lacks of a browser: each look at it is noted. */
const traps = `
  const touched = [];
  for (const name of ['window', 'document', 'location', 'history', 'navigator',
      'localStorage', 'sessionStorage', 'indexedDB', 'caches', 'fetch', 'self',
      'XMLHttpRequest', 'WebAssembly', 'crypto', 'performance', 'setTimeout',
      'setInterval', 'addEventListener', 'console']) {
    const value = globalThis[name];
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() { touched.push(name); return value; },
    });
  }
  const say = (value) => process.stdout.write(JSON.stringify(value));
`;

const use = `
  const imported = touched.splice(0);
  const tracker = createTracker({ endpoint: 'https://example.com/c' });
  tracker.track('a', { b: 1 });
  tracker.page();
  tracker.identify('u');
  tracker.consent({ analytics: true });
  tracker.attribution.fill('form');
  tracker.flush().then(() => say({
    imported,
    created: touched.splice(0),
    forgotten: tracker.forget(),
    tape: tracker.tape(),
    stopped: tracker.stop() ?? null,
    current: tracker.attribution.current() ?? null,
    fields: tracker.attribution.toFormFields(),
  }));
`;

function runOnServer(type, load) {
  const code = `${traps}${load}${use}`;
  const args = [`--input-type=${type}`, '--eval', code];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: dist }));
}

const nothing = {
  imported: [],
  created: ['window'],
  forgotten: { events: 0, keys: [] },
  tape: '',
  stopped: null,
  current: null,
  fields: {},
};

describe('on a server', () => {
  it('complaint 21: import touches nothing, and a tracker is inert', () => {
    const load = `const { createTracker } = await import('./index.mjs');`;
    assert.deepEqual(runOnServer('module', load), nothing);
  });

  // Only while a script runs does the document say which one it is, and the
  // fallback is beside that.
  it('complaint 21: require asks for its own address alone', () => {
    const load = `const { createTracker } = require('./index.cjs');`;
    const imported = ['document'];
    assert.deepEqual(runOnServer('commonjs', load), { ...nothing, imported });
  });
});
