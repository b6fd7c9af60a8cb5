// What a page says to the tracker.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const flushMs = 3000;

function countRequests() {
  window.requests = 0;
  const { fetch } = window;
  window.fetch = (...args) => {
    window.requests++;
    return fetch(...args);
  };
}

describe('track', () => {
  it('sends what it was given, as it was', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    const properties = {
      plan: 'pro',
      price: 49.9,
      paid: true,
      coupon: null,
      items: [{ sku: 'A-17', tags: ['new', '\u00e9\u{1f600}'] }],
    };
    await visit.run((given) => sluice.track('signup', given), properties);
    const [, signup] = await visit.finish();
    assert.equal(signup.event.name, 'signup');
    assert.deepEqual(signup.properties, properties);
  });

  it('sends properties as they were when it was called', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(() => {
      const cart = { items: [1] };
      sluice.track('cart', cart);
      cart.items.push(2);
    });
    const [, { properties }] = await visit.finish();
    assert.deepEqual(properties, { items: [1] });
  });

  it('keeps the page waiting for no request', async (t) => {
    const visit = await stage.visit(t, { init: [countRequests] });
    await visit.open();
    const atOnce = await visit.run(() => {
      const before = window.requests;
      for (let i = 0; i < 19; i++) sluice.track('step', { i });
      return window.requests - before;
    });
    assert.equal(atOnce, 0);
    const events = await visit.inbox.until((events) => events.length === 20);
    assert.equal(events.at(-1).properties.i, 18);
  });

  it('sends by itself what has waited for three seconds', async (t) => {
    const visit = await stage.visit(t);
    await visit.page.clock.install();
    await visit.open();
    await visit.run(() => sluice.track('later'));
    await visit.page.clock.fastForward(flushMs);
    await visit.inbox.untilNamed('later');
    const [batch] = visit.inbox.batches;
    const [view] = visit.inbox.events;
    assert.ok(batch.sent_at - view.event.time >= flushMs);
  });

  it('sends twenty events without waiting for more', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(() => {
      for (let i = 1; i < 20; i++) sluice.track('step', { i });
    });
    const events = await visit.inbox.until((events) => events.length === 20);
    const batch = visit.inbox.batches.at(-1);
    assert.ok(batch.sent_at - events.at(-1).event.time < flushMs);
  });

  it('sends a conversion at once, and all that waited with it', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(() => {
      sluice.track('order', { value: 9 }, { conversion: true });
    });
    const order = await visit.inbox.untilNamed('order');
    assert.equal(order.event.conversion, true);
    assert.deepEqual(namesOf(visit.inbox.events).sort(), [
      'order',
      'page_view',
    ]);
    assert.equal(visit.inbox.batches[0].sent_at, order.event.time);
  });

  it('works apart from its object', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(() => {
      const { track } = sluice;
      ['a', 'b'].forEach((name) => track(name));
    });
    assert.deepEqual(namesOf(await visit.finish()), ['page_view', 'a', 'b']);
  });
});

describe('identify', () => {
  it('says who the visitor is, from then on', async (t) => {
    const visit = await stage.visit(t, { data: { policy: 'opt-in' } });
    await visit.open();
    await visit.run(() => {
      sluice.consent({ analytics: true });
      sluice.track('before');
      sluice.identify('user-7', { plan: 'pro' });
      sluice.track('after');
    });
    const events = await visit.finish();
    assert.deepEqual(
      events.map(({ event, user }) => [event.name, user?.id]),
      [
        ['page_view', undefined],
        ['before', undefined],
        ['identify', 'user-7'],
        ['after', 'user-7'],
      ],
    );
    assert.deepEqual(events[2].properties, { plan: 'pro' });
  });

  it('tells nobody where the policy does not allow it', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    await visit.run(() => {
      sluice.identify('user-7', { plan: 'pro' });
      sluice.track('after');
    });
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'after']);
    const sent = visit.inbox.batches.map(({ request }) => request.body);
    assert.doesNotMatch(sent.join(), /user-7/);
  });
});

describe('flush', () => {
  it('resolves when the collector has all', async (t) => {
    const visit = await stage.visit(t);
    await visit.open();
    const value = await visit.run(async () => {
      for (let i = 0; i < 100; i++) sluice.track('step', { i });
      return typeof (await sluice.flush());
    });
    await visit.inbox.read();
    assert.equal(visit.inbox.events.length, 101);
    assert.equal(value, 'undefined');
  });
});

describe('forget', () => {
  const readStorage = () => Object.keys(localStorage).sort();

  it('erases what waits and what is stored, and starts anew', async (t) => {
    const visit = await stage.visit(t, { data: { policy: 'opt-in' } });
    await visit.open();
    await visit.run(() => sluice.consent({ analytics: true }));
    const [before] = await visit.finish();
    const keys = await visit.run(readStorage);
    assert.deepEqual(keys, ['sluice.session', 'sluice.visitor']);

    const forgotten = await visit.run(() => {
      sluice.track('unsent', { n: 1 });
      sluice.track('unsent', { n: 2 });
      return sluice.forget();
    });
    assert.equal(forgotten.events, 2);
    const others = ['sluice.conversions', 'sluice.touches'];
    assert.deepEqual(forgotten.keys.sort(), [...others, ...keys].sort());
    assert.deepEqual(await visit.run(readStorage), []);

    await visit.run(() => sluice.track('after'));
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'after']);
    const [, after] = events;
    for (const id of ['page', 'session']) {
      assert.notEqual(after[id].id, before[id].id);
    }
    assert.ok(before.visitor.id);
    assert.notEqual(after.visitor?.id, before.visitor.id);
  });
});
