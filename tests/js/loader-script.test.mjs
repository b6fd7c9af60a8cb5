// sluice.js as a whole, on a page of a few lines instead of a browser's: what
// crossed the border is read from the tape.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Element,
  dist,
  factsOf,
  kindsOf,
  kOrigin,
  makeScriptPage as makePage,
} from './loader-page.mjs';

const read = (name) => readFileSync(new URL(name, dist), 'utf8');
const snippet = read('snippet.js');

describe('sluice.js', () => {
  it('opens with a byte order mark', () => {
    assert.equal(read('sluice.js')[0], '\uFEFF');
  });

  it('says first who it is, then GPC, then the page', () => {
    const page = makePage({ dataset: { config: '{"clicks": false}' } });
    page.start();
    const [start, signal, view, ...more] = factsOf(page);
    assert.deepEqual(more, []);
    assert.match(start.seed, /^[0-9a-f]{32}$/);
    assert.equal(start.config, '{"clicks": false}');
    assert.deepEqual(start.attributes, {
      endpoint: 'https://shop.example/c',
      tape: '',
    });
    assert.deepEqual([signal.signal, signal.value], ['gpc', true]);
    assert.deepEqual(
      [view.url, view.referrer, view.title, view.cause],
      [
        'https://shop.example/?utm_source=news',
        'https://news.example/',
        'Shop',
        'load',
      ],
    );
    assert.deepEqual(page.said, []);
  });

  it('posts what was tracked, and flush() waits for the answer', async () => {
    const page = makePage();
    page.start();
    await page.run(`sluice.track('signup', { plan: 'pro' }); sluice.flush()`);
    assert.equal(page.posted.length, 1);
    assert.equal(page.posted[0].url, 'https://shop.example/c');
    assert.deepEqual(
      page.posted[0].events.map(({ event }) => event.name),
      ['page_view', 'signup'],
    );
    assert.equal(kindsOf(page).at(-1), 'sent');
  });

  it('makes the calls that the snippet kept, with their times', async () => {
    const page = makePage();
    page.run(snippet);
    page.run(`sluice.track('a'); sluice.identify('u')`);
    const flushed = page.run('sluice.flush()');
    const { landing, calls } = page.page.sluice;
    const kept = [landing, landing, landing, ...calls].map(({ wall, mono }) => [
      wall,
      mono,
    ]);
    await sleep(5);
    page.start();
    const facts = factsOf(page);
    assert.deepEqual(
      facts.map(({ fact }) => fact),
      ['start', 'signal', 'page', 'track', 'identify', 'flush'],
    );
    assert.deepEqual(
      facts.map(({ wall, mono }) => [wall, mono]),
      kept,
    );
    await flushed;
    assert.equal(page.posted.length, 1);
  });

  it('takes calls to a stub that the page still holds', () => {
    const page = makePage();
    page.run(snippet);
    page.run('const held = sluice; held.track("before")');
    page.start();
    page.run('held.track("after"); sluice.track("last")');
    const names = factsOf(page).map(({ name }) => name);
    assert.deepEqual(names.slice(3), ['before', 'after', 'last']);
  });

  it('replaces an element that happens to have the id sluice', () => {
    const page = makePage({ sluice: new Element() });
    page.start();
    assert.equal(page.run('typeof sluice.track'), 'function');
  });

  it('stays quiet where the configuration is broken', () => {
    const page = makePage({ dataset: { config: '{"policy": }' } });
    page.start();
    page.run('sluice.consent.status()');
    assert.equal(page.said.length, 1);
    assert.match(page.said[0], /^sluice: .*not JSON.*\[config_json\]$/);
    page.run(`sluice.track('a'); sluice.page()`);
    assert.deepEqual(kindsOf(page), ['start']);
    assert.equal(page.said.length, 1);
  });

  it('keeps the order when a property getter tracks, too', () => {
    const page = makePage();
    page.start();
    page.run(`sluice.track('outer', {
      get inner() { sluice.track('inner'); return 1; },
    })`);
    const names = factsOf(page).map(({ name }) => name);
    assert.deepEqual(names.slice(3), ['outer', 'inner']);
  });

  it('takes what the core cannot read before what came after it', () => {
    const page = makePage();
    page.start();
    page.run(`
      const deep = {};
      let at = deep;
      for (let i = 0; i < 20; i++) at = at.more = {};
      sluice.track('deep', deep);
      sluice.track('after');
      sluice.forget();
    `);
    const kinds = factsOf(page).map(({ fact, name }) => name ?? fact);
    assert.deepEqual(kinds.slice(3), ['deep', 'deep', 'after', 'forget']);
  });

  it('has taken what a property getter says of consent', () => {
    const page = makePage();
    page.start();
    page.run(`sluice.track('a', {
      get no() { sluice.consent({ analytics: false }); return 1; },
    })`);
    const { purposes } = page.run('sluice.consent.status()');
    assert.equal(purposes.analytics.state, 'denied');
  });

  it('ends where a property getter tracks itself without end', () => {
    const page = makePage();
    page.start();
    page.run(`const endless = {
      get more() { sluice.track('more', endless); return 1; },
    };
    sluice.track('first', endless);
    sluice.track('last')`);
    const names = factsOf(page).map(({ name }) => name);
    assert.ok(names.length < 600);
    assert.ok(names.includes('last'));
    assert.match(page.said.join(), /held_full/);
  });

  it('never throws into the page', () => {
    const page = makePage();
    page.start();
    page.run(`
      const bad = new Proxy({}, { get() { throw new Error('no'); } });
      sluice.track(Symbol('s'), bad, bad);
      sluice.track(1n, null, null);
      sluice.identify(bad, bad);
      sluice.consent(bad, bad);
      sluice.consent(null, null);
      const { track, page } = sluice;
      track();
      page();
    `);
  });
});

describe('page facts', () => {
  const pagesOf = (page) =>
    factsOf(page)
      .filter(({ fact }) => fact === 'page')
      .map(({ url, cause }) => [
        url.replace('https://shop.example', ''),
        cause,
      ]);
  const first = ['/?utm_source=news', 'load'];

  it('are one for what a router does in one task', async () => {
    const page = makePage();
    page.start();
    page.run(`history.replaceState(null, '', '/scrolled');
              history.pushState(null, '', '/cart');`);
    await sleep(5);
    assert.deepEqual(pagesOf(page), [first, ['/cart', 'push']]);
  });

  it('come before what is tracked right after the step', () => {
    const page = makePage();
    page.start();
    page.run(`history.pushState(null, '', '/cart'); sluice.track('seen')`);
    assert.deepEqual(kindsOf(page).slice(-2), ['page', 'track']);
  });

  it('come before the page is left', () => {
    const page = makePage();
    page.start();
    page.run(`history.replaceState(null, '', '/cart')`);
    page.fire(page.window, 'pagehide');
    assert.deepEqual(kindsOf(page).slice(-2), ['page', 'hidden']);
  });

  it('are not counted if the address stays, or comes back', async () => {
    const page = makePage();
    page.start();
    page.run(`history.replaceState(null, '', location.href);
              history.pushState(null, '', '/away');
              history.replaceState(null, '', '/?utm_source=news');`);
    await sleep(5);
    assert.deepEqual(pagesOf(page), [first]);
  });

  it('name the fragment as the cause where only that changed', async () => {
    const page = makePage();
    page.start();
    page.page.location.href += '#top';
    page.fire(page.window, 'popstate');
    page.fire(page.window, 'hashchange');
    await sleep(5);
    page.page.location.href = 'https://shop.example/back';
    page.fire(page.window, 'popstate');
    await sleep(5);
    assert.deepEqual(pagesOf(page).slice(1), [
      ['/?utm_source=news#top', 'hash'],
      ['/back', 'pop'],
    ]);
  });

  it('are sent on page(), and then not again for the same step', async () => {
    const page = makePage();
    page.start();
    page.run(`history.pushState(null, '', '/cart'); sluice.page();
              sluice.page();`);
    await sleep(5);
    assert.deepEqual(pagesOf(page).slice(1), [
      ['/cart', 'call'],
      ['/cart', 'call'],
    ]);
  });

  it('are sent for a page that comes back from the cache', () => {
    const page = makePage();
    page.start();
    page.fire(page.window, 'pageshow', { persisted: false });
    assert.deepEqual(pagesOf(page), [first]);
    page.fire(page.window, 'pageshow', { persisted: true });
    assert.deepEqual(kindsOf(page).slice(-2), ['visible', 'page']);
    assert.deepEqual(pagesOf(page).at(-1), ['/?utm_source=news', 'restore']);
  });

  it('leave the history methods as the page knows them', () => {
    const page = makePage({
      history: {
        pushState(...args) {
          return [this === page.page.history, ...args];
        },
        replaceState() {
          throw new RangeError('too often');
        },
      },
    });
    page.start();
    const result = page.run(`history.pushState(1, '', '/x')`);
    assert.deepEqual(result, [true, 1, '', '/x']);
    assert.throws(() => page.run('history.replaceState()'), /too often/);
  });

  it('wait until a prerendered page is shown', async () => {
    const page = makePage();
    page.document.prerendering = true;
    page.start();
    page.run(`sluice.track('early')`);
    await sleep(20);
    assert.deepEqual(kindsOf(page), []);
    const shown = performance.now();
    page.document.prerendering = false;
    page.fire(page.document, 'prerenderingchange');
    const facts = factsOf(page);
    assert.deepEqual(
      facts.map(({ fact }) => fact),
      ['start', 'signal', 'page', 'track'],
    );
    assert.ok(facts.every(({ mono }) => mono > shown - 1));
  });
});
