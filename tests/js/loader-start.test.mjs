// When sluice.js has its core: while the page goes on, or at once where
// somebody waits for it.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { kindsOf, makeScriptPage as makePage } from './loader-page.mjs';

/** A page that counts how the core was compiled. */
function makeWatchedPage(more) {
  const compiled = { atOnce: 0, beside: 0 };
  const page = makePage({
    WebAssembly: {
      Instance: WebAssembly.Instance,
      Module: function (bytes) {
        compiled.atOnce++;
        return new WebAssembly.Module(bytes);
      },
      instantiate(bytes) {
        compiled.beside++;
        return WebAssembly.instantiate(bytes);
      },
    },
    ...more,
  });
  page.start();
  return { ...page, compiled };
}

const names = ({ posted }) =>
  posted.flatMap(({ events }) => events.map(({ event }) => event.name));

async function until(isSo) {
  for (let i = 0; i < 500 && !isSo(); i++) await sleep(10);
  assert.ok(isSo());
}

describe('the start of sluice.js', () => {
  it('compiles the core beside the page, and takes what happened', async () => {
    const page = makeWatchedPage();
    page.run(`sluice.track('early')`);
    assert.deepEqual(page.compiled, { atOnce: 0, beside: 0 });
    await until(() => page.posted.length > 0);
    assert.deepEqual(page.compiled, { atOnce: 0, beside: 1 });
    assert.deepEqual(names(page), ['page_view', 'early']);
    assert.deepEqual(kindsOf(page).slice(0, 4), [
      'start',
      'signal',
      'page',
      'track',
    ]);
  });

  const hasters = {
    'the page is left': (page) => page.fire(page.window, 'pagehide'),
    'flush() is called': (page) => page.run('void sluice.flush()'),
    'a conversion is tracked': (page) =>
      page.run(`sluice.track('signup', {}, { conversion: true })`),
    'the tracker is stopped': (page) => page.run('sluice.stop()'),
  };
  for (const [when, act] of Object.entries(hasters)) {
    it(`has it at once when ${when}`, () => {
      const page = makeWatchedPage();
      page.run(`sluice.track('early')`);
      act(page);
      assert.deepEqual(page.compiled, { atOnce: 1, beside: 0 });
      const sent = names(page);
      assert.ok(sent.includes('page_view') && sent.includes('early'));
    });
  }

  it('has it at once where a call has to be answered', () => {
    const page = makeWatchedPage();
    const state = 'sluice.consent.status().purposes.analytics.state';
    assert.equal(page.run(state), 'not asked');
    assert.equal(page.compiled.atOnce, 1);
  });

  it('uses the first core if two arrive', async () => {
    const page = makeWatchedPage();
    await until(() => page.compiled.beside === 1);
    await page.run('sluice.flush()');
    await sleep(100);
    assert.equal(kindsOf(page).filter((kind) => kind === 'start').length, 1);
    assert.deepEqual(names(page), ['page_view']);
  });

  it('asks a CSP that forbids WebAssembly once', async () => {
    for (const ask of ['sluice.consent.status();'.repeat(2), '']) {
      let asked = 0;
      const forbid = function () {
        asked++;
        throw new WebAssembly.CompileError('blocked by CSP');
      };
      const page = makePage({
        WebAssembly: { Module: forbid, instantiate: async () => forbid() },
      });
      page.start();
      page.run(ask);
      await until(() => page.posted.length > 0);
      page.fire(page.window, 'pagehide');
      assert.equal(asked, 1);
      assert.deepEqual(names(page).slice(0, 1), ['page_view']);
    }
  });

  it('keeps errors of before the core', async () => {
    const config = JSON.stringify({ errors: true });
    for (const [dataset, count] of [
      [{ config }, 1],
      [{}, 0],
    ]) {
      const page = makeWatchedPage({ dataset });
      page.fire(page.window, 'unhandledrejection', { reason: 'early' });
      await page.run('sluice.flush()');
      assert.equal(
        names(page).filter((name) => name === 'error').length,
        count,
      );
    }
  });

  it('follows a withdrawal in another tab before the core', async () => {
    const page = makeWatchedPage();
    page.fire(page.window, 'storage', {
      key: 'sluice.forget',
      newValue: 'cookieless\nanalytics\nads',
    });
    await page.run('sluice.flush()');
    assert.deepEqual(names(page), []);
  });

  it('takes all that waits where the page stops it meanwhile', () => {
    const config = JSON.stringify({ unheardOf: true });
    const page = makeWatchedPage({ dataset: { config } });
    page.page.console.warn = () => page.run('sluice.stop()');
    page.run(`sluice.track('early'); void sluice.flush()`);
    assert.deepEqual(names(page), ['page_view', 'early']);
  });

  it('loads nothing for a tracker that was stopped', async () => {
    const asked = [];
    const page = makePage({
      WebAssembly: undefined,
      importModule: (url) => asked.push(url),
    });
    page.start();
    page.run('sluice.stop()');
    await sleep(200);
    assert.deepEqual([asked, page.said], [[], []]);
  });

  it('takes values as they were when they were given', async () => {
    const page = makeWatchedPage();
    page.run(`const plan = { name: 'pro', seats: [1] };
      sluice.track('chosen', plan);
      sluice.identify('u1', plan);
      plan.name = 'free';
      plan.seats.push(2);`);
    await page.run('sluice.flush()');
    const [, chosen] = page.posted.flatMap(({ events }) => events);
    assert.deepEqual(chosen.properties, { name: 'pro', seats: [1] });
  });
});
