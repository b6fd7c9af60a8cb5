// Two scripts on one page, and trackers that are ended.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  dist,
  factsOf,
  kindsOf,
  makeScriptPage as makePage,
} from './loader-page.mjs';

const snippet = readFileSync(new URL('snippet.js', dist), 'utf8');
const kFirst = ['start', 'signal', 'page'];

describe('a script that is on a page again', () => {
  it('uses the tracker that is there, and says so once', () => {
    const page = makePage();
    page.start();
    const { sluice } = page.page;
    page.start();
    page.start();
    assert.equal(page.page.sluice, sluice);
    assert.deepEqual(kindsOf(page), kFirst);
    assert.equal(page.said.length, 1);
    assert.match(page.said[0], /has a tracker .*\[second_tracker\]/);
  });

  it('gives it the calls that a snippet has kept', () => {
    const page = makePage();
    page.start();
    page.run('window.first = sluice; delete window.sluice');
    page.run(snippet);
    page.run('sluice.track("early")');
    page.start();
    assert.equal(page.run('sluice === first'), true);
    assert.equal(factsOf(page).at(-1).name, 'early');
  });

  it('starts another one for another policy, beside the first', () => {
    const page = makePage();
    page.start();
    const { sluice } = page.page;
    page.document.currentScript.dataset.policy = 'opt-in';
    page.start();
    assert.equal(page.page.sluice, sluice);
    const running = [...page.page[Symbol.for('sluice')].values()];
    assert.equal(running.length, 2);
    assert.deepEqual(page.said, []);
    // They wait for a choice.
    for (const { tracker } of running) tracker.stop();
  });

  it('starts anew after stop()', () => {
    const page = makePage();
    page.start();
    const { sluice } = page.page;
    sluice.stop();
    page.start();
    assert.notEqual(page.page.sluice, sluice);
    assert.deepEqual(kindsOf(page), kFirst);
    assert.deepEqual(page.said, []);
  });

  it('starts where the page has something of its own there', () => {
    for (const junk of ['a text', 7, {}, [], null]) {
      const page = makePage({ [Symbol.for('sluice')]: junk });
      page.start();
      page.start();
      assert.equal(page.run('typeof sluice.track'), 'function');
    }
  });
});

describe('stop()', () => {
  it('is the exit of the page for what waits', async () => {
    const page = makePage();
    page.start();
    page.run('sluice.track("last"); sluice.stop(); sluice.track("late")');
    const { fact, left } = factsOf(page).at(-1);
    assert.deepEqual([fact, left], ['hidden', true]);
    await page.run('sluice.flush()');
    const names = page.posted.flatMap(({ events }) =>
      events.map(({ event }) => event.name),
    );
    assert.deepEqual(names, ['page_view', 'last']);
  });

  it('before the core is there leaves nothing to be sent', async () => {
    const policy = readFileSync(new URL('policies/cookieless.json', dist));
    let arrive;
    const asked = new Promise((resolve) => {
      arrive = () => resolve(new Response(policy));
    });
    const page = makePage({
      dataset: { policy: '/policy.json' },
      fetch: () => asked,
    });
    page.start();
    page.run('sluice.track("early"); sluice.stop()');
    arrive();
    await page.run('sluice.flush()');
    await sleep(20);
    assert.deepEqual(kindsOf(page), []);
  });

  it('has a page that was never shown forget all', async () => {
    const page = makePage();
    page.document.prerendering = true;
    page.start();
    page.run('sluice.stop()');
    page.document.prerendering = false;
    page.fire(page.document, 'prerenderingchange');
    assert.deepEqual(kindsOf(page), []);
    await page.run('sluice.flush()');
  });

  it('may be called before the script is there', () => {
    const page = makePage();
    page.run(snippet);
    page.run('sluice.track("early"); sluice.stop(); sluice.track("late")');
    page.start();
    const names = factsOf(page).map(({ name }) => name);
    assert.ok(names.includes('early') && !names.includes('late'));
  });
});
