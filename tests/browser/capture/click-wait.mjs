// What a click is made of comes after the page's own answer to it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** Counts what crosses the border to the core. */
function countFacts() {
  window.facts = 0;
  const { encodeInto } = TextEncoder.prototype;
  TextEncoder.prototype.encodeInto = function (...args) {
    window.facts++;
    return encodeInto.apply(this, args);
  };
}

const body = '<button id="x" type="button">Buy</button>';

describe('a click waits for the page, not the page for it', () => {
  it('so that its handlers are done before the core is asked', async (t) => {
    const visit = await stage.visit(t, { body, init: [countFacts] });
    await visit.open();
    const [before, atOnce] = await visit.run(() => {
      sluice.consent.status(); // so that there is a core
      const before = window.facts;
      document.getElementById('x').click();
      return [before, window.facts];
    });
    assert.equal(atOnce, before);
    await visit.page.waitForFunction((n) => window.facts > n, before);
    assert.deepEqual(namesOf(await visit.finish()), ['page_view', 'click']);
  });

  it('but is told before what its handlers say', async (t) => {
    const visit = await stage.visit(t, {
      body: body.replace('>', ' onclick="sluice.track(\'bought\')">'),
    });
    await visit.open();
    await visit.page.click('#x');
    const names = namesOf(await visit.finish());
    assert.deepEqual(names, ['page_view', 'click', 'bought']);
  });

  it('and of the page where it was', async (t) => {
    const visit = await stage.visit(t, {
      body: body.replace('>', ' onclick="history.pushState(0, 0, \'/on\')">'),
    });
    await visit.open('/');
    await visit.page.click('#x');
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'click', 'page_view']);
    assert.equal(new URL(events[1].page.url).pathname, '/');
  });

  it('and what its handlers say of that page too', async (t) => {
    const visit = await stage.visit(t, {
      body: `<button id="x" type="button">Buy</button><script>
        x.onclick = () => {
          sluice.track('bought');
          x.textContent = 'Bought'; // answered before anybody asks
          history.pushState(0, 0, '/on');
        };
      </script>`,
    });
    await visit.open('/');
    await visit.page.click('#x');
    const events = await visit.finish();
    assert.deepEqual(
      events.map(({ event, page }) => [event.name, new URL(page.url).pathname]),
      [
        ['page_view', '/'],
        ['click', '/'],
        ['bought', '/'],
        ['page_view', '/on'],
      ],
    );
  });

  it('but goes, where one of them withdraws consent', async (t) => {
    const visit = await stage.visit(t, {
      data: { policy: 'opt-in' },
      body: body.replace(
        '>',
        ' onclick="sluice.consent({ analytics: false })">',
      ),
    });
    await visit.open();
    await visit.run(() => sluice.consent({ analytics: true }));
    await visit.inbox.untilNamed('page_view');
    await visit.page.click('#x');
    await visit.run(() => sluice.consent({ analytics: true }));
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
  });

  it('and is not lost where a script clicks often in one task', async (t) => {
    const visit = await stage.visit(t, {
      body,
      data: { 'rate-limit': 'false' },
    });
    await visit.open();
    await visit.run(() => {
      for (let i = 0; i < 400; i++) document.getElementById('x').click();
    });
    const [, ...clicks] = await visit.finish();
    assert.equal(clicks.length, 400);
  });
});
