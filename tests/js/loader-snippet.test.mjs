import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const snippet = readFileSync(
  new URL('../../js/dist/snippet.js', import.meta.url),
  'utf8',
);

/** A page whose clocks go on by one with each look at them. */
function makePage(more = {}) {
  let tick = 0;
  const page = createContext({
    Date: class extends Date {
      constructor() {
        super(1_700_000_000_000 + ++tick);
      }
    },
    performance: { now: () => ++tick },
    location: { href: 'https://shop.example/' },
    ...more,
  });
  page.window = page;
  const run = (code) => runInContext(code, page);
  run(snippet);
  return { page, run };
}

describe('snippet.js', () => {
  it('keeps calls in their order, each with its own time', () => {
    const { page, run } = makePage();
    run(`sluice.track('a', { n: 1 }, { conversion: true });
         sluice.page();
         sluice.identify('u1');
         sluice.consent({ ads: false });`);
    const { landing, calls } = page.sluice;
    const seen = calls.map(({ name, args }) => [name, ...Array.from(args)]);
    assert.equal(
      JSON.stringify(seen),
      JSON.stringify([
        ['track', 'a', { n: 1 }, { conversion: true }],
        ['page'],
        ['identify', 'u1'],
        ['consent', { ads: false }],
      ]),
    );
    const times = [landing, ...calls].flatMap(({ wall, mono }) => [
      wall - 1_700_000_000_000,
      mono,
    ]);
    assert.deepEqual(times, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('knows nothing of what led here, and keeps the forms to fill', () => {
    const { page, run } = makePage();
    assert.equal(run('sluice.attribution.current()'), undefined);
    assert.equal(
      run('JSON.stringify(sluice.attribution.toFormFields())'),
      '{}',
    );
    run(`sluice.attribution.fill('#contact')`);
    const [{ name, args }] = page.sluice.calls;
    assert.deepEqual([name, args[0]], ['fill', '#contact']);
  });

  it('answers with promises, so that flush().then() cannot throw', () => {
    const { run } = makePage();
    for (const name of ['flush', 'forget', 'tape', 'track', 'stop']) {
      assert.equal(run(`typeof sluice.${name}().then`), 'function');
    }
  });

  it('does not throw in a browser without promises', () => {
    const { run } = makePage({ Promise: undefined });
    assert.equal(run(`window.Promise = undefined; sluice.flush()`), undefined);
  });

  it('does not throw on a page without clocks', () => {
    const page = createContext({ location: { href: 'about:srcdoc' } });
    page.window = page;
    runInContext('delete Date.now', page);
    runInContext(snippet, page);
    runInContext('sluice.track("x")', page);
    assert.equal(page.sluice.calls.length, 1);
  });

  it('keeps 500 calls at most', () => {
    const { run } = makePage();
    run(`for (let i = 0; i < 499; i++) sluice.track('x')`);
    assert.equal(run('sluice.calls.length'), 499);
    run(`sluice.track('at'); sluice.track('above')`);
    assert.equal(run('sluice.calls.length'), 500);
    assert.equal(run('sluice.calls[499].args[0]'), 'at');
  });

  it('leaves a tracker alone that is there already', () => {
    const tracker = { track() {} };
    const { page } = makePage({ sluice: tracker });
    assert.equal(page.sluice, tracker);
  });

  it('replaces an element that happens to have the id sluice', () => {
    const { run } = makePage({ sluice: { tagName: 'DIV' } });
    assert.equal(run('typeof sluice.track'), 'function');
  });
});
