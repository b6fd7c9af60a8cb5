// Pages that do not let everything run, and the core as JavaScript for them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathOf, readBuilt } from '../fixture/built.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { bundleForPage } from '../fixture/recorded-signals.mjs';
import { stage } from '../fixture/stage.mjs';

/** The events of a page under this Content-Security-Policy, and whether it
 * fetched the fallback. */
async function visitUnder(t, policy, options) {
  const visit = await stage.visit(t, {
    headers: { 'Content-Security-Policy': policy },
    body: '<a href="#x">Link</a>',
    ...options,
  });
  await visit.open();
  await visit.page.click('a');
  await visit.run(() => sluice.track('signup', { plan: 'pro' }));
  const events = await visit.finish();
  const fellBack = visit.site.requests.includes('/fallback.js');
  assert.deepEqual(visit.said, []);
  return { names: namesOf(events), fellBack, visit };
}

const names = ['page_view', 'click', 'signup'];

const connect = () => `connect-src ${stage.collector.url}`;

describe('a page whose policy does not allow WebAssembly', () => {
  it('is tracked by the fallback', async (t) => {
    const policy = `default-src 'none'; script-src 'self'; ${connect()}`;
    const result = await visitUnder(t, policy);
    assert.deepEqual(result.names, names);
    assert.ok(result.fellBack);
  });

  it('is tracked by the fallback of the npm package', async (t) => {
    const policy = `script-src 'self'; ${connect()}`;
    const module = `import { createTracker } from '/index.mjs';
      window.sluice = createTracker({
        endpoint: '${stage.collector.endpoint}',
      });`;
    const result = await visitUnder(t, policy, {
      tag: { src: '/own.js', type: 'module' },
      pages: { '/own.js': { text: module } },
    });
    assert.deepEqual(result.names, names);
    assert.ok(result.fellBack);
  });

  const required = () =>
    bundleForPage(
      `const { createTracker } = require('./index.cjs');
      window.sluice = createTracker({
        endpoint: '${stage.collector.endpoint}',
      });`,
      pathOf('js/dist'),
    );

  it('is tracked by the fallback beside a bundle of CommonJS', async (t) => {
    const policy = `script-src 'self'; ${connect()}`;
    const path = '/assets/fallback.js';
    const visit = await stage.visit(t, {
      headers: { 'Content-Security-Policy': policy },
      tag: { src: '/assets/own.js' },
      pages: {
        '/assets/own.js': { text: await required() },
        [path]: { text: readBuilt('fallback.js') },
      },
    });
    await visit.open();
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view']);
    assert.ok(visit.site.requests.includes(path));
    assert.deepEqual(visit.said, []);
  });

  it('names in the console where a CommonJS bundle looked for the fallback', async (t) => {
    const visit = await stage.visit(t, {
      headers: { 'Content-Security-Policy': "script-src 'self'" },
      tag: { src: '/assets/own.js' },
      pages: { '/assets/own.js': { text: await required() } },
    });
    await visit.open();
    await visit.run(() => sluice.flush());
    assert.equal(visit.said.length, 1);
    assert.match(
      visit.said[0],
      /WebAssembly: CompileError.*; http.*\/assets\/fallback\.js: /,
    );
  });

  it('is left alone where the fallback is not there either', async (t) => {
    const visit = await stage.visit(t, {
      headers: { 'Content-Security-Policy': "script-src 'self'" },
      tag: { src: '/without/sluice.js' },
      pages: { '/without/sluice.js': { text: readBuilt('sluice.js') } },
    });
    await visit.open();
    await visit.run(async () => {
      sluice.track('lost');
      await sluice.flush();
    });
    assert.equal(visit.said.length, 1);
    assert.match(visit.said[0], /\[core_unavailable\]$/);
  });
});

describe('a page whose policy does not allow the collector', () => {
  it('goes on, and the console says why', async (t) => {
    const visit = await stage.visit(t, {
      headers: { 'Content-Security-Policy': "connect-src 'self'" },
      body: '<script>window.wentOn = true;</script>',
    });
    await visit.open();
    await visit.run(() => {
      sluice.track('a');
      return sluice.flush();
    });
    assert.equal(await visit.run(() => wentOn), true);
    assert.equal(visit.said.length, 1);
    assert.match(visit.said[0], /\[delivery_failed \/endpoint\]$/);
  });
});

describe('a page whose policy allows WebAssembly', () => {
  it('does not fetch the fallback', async (t) => {
    const policy =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; " + connect();
    const result = await visitUnder(t, policy);
    assert.deepEqual(result.names, names);
    assert.ok(!result.fellBack);
  });
});

describe('a browser without WebAssembly', () => {
  it('is tracked by the fallback', async (t) => {
    const result = await visitUnder(t, connect(), {
      init: [() => delete window.WebAssembly],
    });
    assert.deepEqual(result.names, names);
    assert.ok(result.fellBack);
  });

  it('is tracked from the first moment on', async (t) => {
    const visit = await stage.visit(t, {
      init: [() => delete window.WebAssembly],
      body: `<script>
        sluice.track('early');
        window.calledAt = Date.now();
      </script>`,
    });
    const arrive = visit.site.hold('/fallback.js');
    await visit.open();
    const calledAt = await visit.run(() => calledAt);
    await visit.site.until('/fallback.js');
    arrive();
    const [view, early] = await visit.finish();
    assert.ok(view.event.time <= early.event.time);
    assert.ok(early.event.time <= calledAt);
  });
});

describe('a page that enforces Trusted Types', () => {
  const types = "require-trusted-types-for 'script'; trusted-types 'none'";

  it('is tracked', async (t) => {
    const result = await visitUnder(t, types);
    assert.deepEqual(result.names, names);
    assert.ok(!result.fellBack);
  });

  it('is tracked by the fallback', async (t) => {
    const policy = `script-src 'self'; ${types}`;
    const result = await visitUnder(t, policy);
    assert.deepEqual(result.names, names);
    assert.ok(result.fellBack);
  });
});

describe('a page in another encoding', () => {
  it('does not change the bytes of the core', async (t) => {
    const result = await visitUnder(t, connect(), {
      headers: { 'Content-Type': 'text/html; charset=windows-1252' },
    });
    assert.deepEqual(result.names, names);
    assert.ok(!result.fellBack);
    const encoding = await result.visit.run(() => document.characterSet);
    assert.equal(encoding, 'windows-1252');
  });
});
