// How sluice.js comes to a core, on a page of a few lines instead of a
// browser's.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { loadSource } from '../../js/tools/load-source.mjs';
import {
  dist,
  factsOf,
  kindsOf,
  kOrigin,
  makeScriptPage as makePage,
} from './loader-page.mjs';

describe('loading the core', () => {
  const blocked = {
    Module: class {
      constructor() {
        throw new WebAssembly.CompileError('blocked by CSP');
      }
    },
  };

  const settled = (page) => page.run('sluice.flush()');

  it('takes the fallback where WebAssembly is blocked or absent', async () => {
    for (const webAssembly of [blocked, undefined]) {
      const page = makePage({ WebAssembly: webAssembly });
      page.start();
      page.run(`sluice.track('held', { text: '\u{1f600}' })`);
      assert.deepEqual(kindsOf(page), []);
      await settled(page);
      assert.deepEqual(kindsOf(page).slice(0, 5), [
        'start',
        'signal',
        'page',
        'track',
        'flush',
      ]);
      assert.deepEqual(page.posted[0].events.at(-1).properties, {
        text: '\u{1f600}',
      });
      assert.deepEqual(page.said, []);
    }
  });

  it('compiles later where the browser will not do it at once', async () => {
    const page = makePage();
    page.run(`WebAssembly.Module = class {
      constructor() {
        throw new RangeError('disallowed on the main thread');
      }
    };
    importModule = undefined;`);
    page.start();
    await settled(page);
    assert.equal(page.posted.length, 1);
  });

  it('reports once that there is no core, and removes its listeners', async () => {
    const page = makePage({ WebAssembly: undefined });
    page.document.currentScript.src = 'https://shop.example/nowhere/';
    const { pushState } = page.page.history;
    page.start();
    assert.notEqual(page.page.history.pushState, pushState);
    await settled(page);
    assert.equal(page.said.length, 1);
    assert.match(
      page.said[0],
      /could not be loaded: WebAssembly: .*nowhere.*\[core_unavailable\]/,
    );
    assert.equal(page.page.history.pushState, pushState);
    page.run(`sluice.track('a')`);
    assert.deepEqual(kindsOf(page), []);
  });

  it('says by name what a page lacks, and fetches nothing for it', async () => {
    for (const name of ['TextDecoder', 'TextEncoder']) {
      const page = makePage({ importModule: undefined });
      page.run(`delete window.${name}`);
      page.start();
      await settled(page);
      assert.deepEqual(page.said, [
        `sluice: the core could not be loaded: there is no ${name} here ` +
          '[core_unavailable]',
      ]);
    }
  });

  it('holds 500 facts, and says that there were more', async () => {
    const dataset = { endpoint: `${kOrigin}c`, tape: '', rateLimit: 'false' };
    const page = makePage({ WebAssembly: blocked, dataset });
    page.start();
    page.run(`for (let i = 0; i < 498; i++) sluice.track('t')`);
    await settled(page);
    const kinds = kindsOf(page).filter((kind) => kind === 'track');
    assert.equal(kinds.length, 498);
    assert.deepEqual(page.said, [
      'sluice: too much happened at once, or before the start [held_full]',
    ]);
  });

  it('forgets what it holds for a core to come', async () => {
    const page = makePage({ WebAssembly: blocked });
    page.start();
    page.run(`sluice.track('a'); sluice.consent({ ads: false })`);
    const forgotten = page.run('JSON.stringify(sluice.forget())');
    assert.deepEqual(JSON.parse(forgotten), { events: 1, keys: [] });
    await settled(page);
    assert.deepEqual(page.posted, []);
    assert.deepEqual(kindsOf(page).slice(0, 5), [
      'start',
      'signal',
      'page',
      'signal',
      'forget',
    ]);
  });

  it('follows forget() of another tab once there is a core', async () => {
    const page = makePage({ WebAssembly: blocked });
    page.start();
    const forget = () =>
      page.fire(page.window, 'storage', {
        key: 'sluice.forget',
        newValue: 'cookieless',
      });
    forget(); // nobody is known here yet
    await settled(page);
    assert.ok(!kindsOf(page).includes('forget'));
    assert.equal(page.posted.length, 1);
    forget();
    const { fact, policy } = factsOf(page).at(-1);
    assert.deepEqual([fact, policy], ['forget', 'cookieless']);
    page.fire(page.window, 'storage', { key: 'sluice.forget', newValue: null });
    page.fire(page.window, 'storage', {
      key: 'another',
      newValue: 'cookieless',
    });
    assert.equal(kindsOf(page).filter((kind) => kind === 'forget').length, 1);
  });

  it('follows a withdrawal in another tab', async () => {
    const page = makePage();
    page.start();
    await settled(page);
    const hear = (newValue) =>
      page.fire(page.window, 'storage', { key: 'sluice.forget', newValue });
    hear('cookieless\nads\nanalytics');
    const { fact, withdrawn } = factsOf(page).at(-1);
    assert.deepEqual([fact, withdrawn], ['forget', ['ads', 'analytics']]);
    const states = () =>
      page.run(`Object.values(sluice.consent.status().purposes)
        .map(({ state }) => state).join()`);
    assert.equal(states(), 'denied,denied');
    hear('another\nads');
    page.run('sluice.consent({ analytics: true })');
    assert.equal(states(), 'granted,denied');
  });

  it('gives two trackers of a page a fallback each', async () => {
    // Without the build there is no core in it, which no engine compiles.
    const { loadCore } = await loadSource('core/load.ts');
    const fallbackUrl = () => new URL('fallback.js', dist).href;
    const after = (ms, run) => setTimeout(run, ms);
    const load = () =>
      new Promise((onCore, onFailure) =>
        loadCore({ after }, { fallbackUrl, onCore, onFailure }),
      );
    const start = JSON.stringify({
      ...{ fact: 'start', wall: 1, mono: 1, url: kOrigin },
      seed: '0'.repeat(32),
      config: { endpoint: `${kOrigin}c` },
    });
    for (const core of [await load(), await load()]) {
      assert.equal(core.take(start).status, 0);
    }
  });

  it('gives two script tags of a page a fallback each', async () => {
    const urls = [];
    const importModule = (url) => {
      urls.push(url);
      return new Promise(() => {});
    };
    const page = makePage({ WebAssembly: undefined, importModule });
    for (const endpoint of ['a', 'b']) {
      page.document.currentScript.dataset.endpoint = kOrigin + endpoint;
      page.start();
    }
    for (let i = 0; i < 500 && urls.length < 2; i++) await sleep(10);
    assert.deepEqual(urls, [
      `${kOrigin}fallback.js`,
      `${kOrigin}fallback.js?2`,
    ]);
  });

  it('is over after a trap: said once, and nothing touched again', () => {
    const page = makePage({ WebAssembly: trapping('boom') });
    const { pushState } = page.page.history;
    page.start();
    page.run(`sluice.track('boom'); sluice.track('after'); sluice.page()`);
    page.run('sluice.consent.status()');
    assert.equal(page.said.length, 1);
    assert.match(page.said[0], /^sluice: .*RuntimeError.*\[trap\]$/);
    assert.equal(page.page.history.pushState, pushState);
    assert.deepEqual(kindsOf(page), ['start', 'signal', 'page']);
  });
});

/** WebAssembly in which the core meets a bug on facts that hold `word`. */
function trapping(word) {
  return {
    Module: WebAssembly.Module,
    Instance: function (module) {
      const { exports } = new WebAssembly.Instance(module);
      const { memory, sluice_reserve_fact, sluice_take_fact } = exports;
      let at = 0;
      this.exports = {
        ...exports,
        sluice_reserve_fact: (bytes) => (at = sluice_reserve_fact(bytes)),
        sluice_take_fact(bytes) {
          const fact = Buffer.from(memory.buffer, at, bytes).toString();
          if (fact.includes(word)) throw new WebAssembly.RuntimeError(word);
          return sluice_take_fact(bytes);
        },
      };
    },
  };
}
