// Complaint 30: whoever reloads the thank-you page, or comes back to it, bought
// once. django-oscar #2413, woocommerce-google-analytics #165,
// facebook-for-woocommerce #4047, pinterest-for-woocommerce #1176
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage } from '../fixture/stage.mjs';

/** The collector is one for all tests, and takes equal orders for one. */
const thanksFor = (order) => `<script type="module">
  sluice.consent({ analytics: true });
  sluice.track('purchase', {
    transaction_id: '${order}',
    currency: 'EUR',
    items: [{ item_id: 'lantern', price: 0.1, quantity: 3 }],
  });
</script>`;

const kGoals =
  '[{"id": "thanks", "on": {"url": "/thanks*"}, "once": "session"}]';

function openShop(t, policy, order) {
  return stage.visit(t, {
    data: { policy, goals: kGoals },
    pages: { '/thanks': { body: thanksFor(order) } },
  });
}

/** Opens the page and reloads it, as the visitor's browser does; resolves to
 * what arrived. */
async function buyAndReload(visit) {
  await visit.open('/thanks');
  await visit.inbox.untilNamed('purchase');
  await visit.run(() => sluice.flush());
  await visit.page.reload();
  return visit.finish();
}

const named = (events, name) =>
  events.filter(({ event }) => event.name === name);

describe('complaint 30: a reloaded thank-you page', () => {
  it('counts its order once, and tells that it left one out', async (t) => {
    const visit = await openShop(t, 'opt-in', 'A-17');
    const events = await buyAndReload(visit);
    const [purchase, ...more] = named(events, 'purchase');
    assert.deepEqual(more, []);
    assert.equal(purchase.order.value, '0.30');
    assert.deepEqual(purchase.order.items, [
      { id: 'lantern', price: '0.10', quantity: 3 },
    ]);
    assert.deepEqual(
      named(events, 'goal').map(({ goal }) => goal.id),
      ['thanks'],
    );
    const stored = await visit.run(() =>
      localStorage.getItem('sluice.conversions'),
    );
    assert.doesNotMatch(stored, /A-17/);
  });

  it('sends the same event id where nothing may be stored', async (t) => {
    const visit = await openShop(t, 'cookieless', 'A-18');
    await visit.open('/thanks');
    const { event } = await visit.inbox.untilNamed('purchase');
    await visit.page.reload();
    await visit.finish();
    // The collector takes equal ids for one event.
    const purchases = named(visit.inbox.events, 'purchase');
    assert.deepEqual(
      purchases.map((one) => one.event.id),
      [event.id],
    );
    assert.equal(event.id[14], '8');
    const sent = visit.inbox.batches.filter(({ request }) =>
      request.body.includes(event.id),
    );
    assert.equal(sent.length, 2);
  });
});
