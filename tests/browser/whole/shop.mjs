// The demo as a newcomer meets it: the shop, its banner and the live page.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openInbox, startDemo } from '../fixture/demo.mjs';
import { viewsOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

let demo;

/** A new visitor in the shop. */
async function enter(t, path) {
  const context = await stage.browser.newContext();
  t.after(() => context.close());
  const errors = [];
  context.on('weberror', (error) => errors.push(error.error()));
  const page = await context.newPage();
  await page.goto(demo.shop + path);
  return { context, page, errors };
}

const campaign = {
  source: 'newsletter',
  medium: 'email',
  campaign: 'spring_opening',
  term: 'storm lantern',
  content: 'top_button',
  id: 'c-2026-04',
  source_platform: 'Postbox',
  creative_format: 'letter',
  marketing_tactic: 'win_back',
};

const expectedViews = [
  'load /',
  'load /catalogue',
  'push /catalogue/on-board',
  'replace /catalogue/on-board',
  'load /products/lantern',
  'load /basket',
  'load /checkout',
  'load /thanks',
];

const expectedActions = [
  'click #accept-all',
  'click #see-all',
  'click #categories > a:nth-of-type(2)',
  'click #lantern > a:nth-of-type(1)',
  'click #add',
  'add_to_cart',
  'click #basket-link',
  'click #to-checkout',
  'click #place-order',
  'purchase',
];

const expectedOrder = {
  value: '42.00',
  currency: 'GBP',
  items: [{ id: 'lantern', quantity: 1, price: '42.00' }],
};

/** Everything but page views, each as its name and where it was. */
function actionsOf(events) {
  return events
    .filter(({ event }) => event.name !== 'page_view')
    .map(({ event, click }) =>
      [event.name, click?.selector].filter(Boolean).join(' '),
    );
}

/** As they happened; a conversion may arrive before what came before it. */
function byTime({ event: one }, { event: other }) {
  return one.time - other.time || one.sequence - other.sequence;
}

/** A page of the shop with all its scripts: what is clicked before, while it
 * still loads, leaves it unseen. */
const arriveAt = (page, path) => page.waitForURL(`**${path}`);

/** From the landing to the purchase. */
async function shopAround(page) {
  await page.click('#accept-all');
  await page.click('#see-all');
  await arriveAt(page, '/catalogue');
  await page.click('#categories >> text=On board');
  await page.selectOption('#sort', 'price');
  await page.click('#lantern a[href="/products/lantern"]');
  await arriveAt(page, '/products/lantern');
  await page.click('#add');
  await page.click('#basket-link');
  await arriveAt(page, '/basket');
  await page.click('#to-checkout');
  await arriveAt(page, '/checkout');
  for (const name of ['name', 'address']) {
    await page.fill(`#checkout [name=${name}]`, 'Somebody');
  }
  await page.fill('#checkout [name=email]', 'somebody@example.org');
  await page.click('#place-order');
  await arriveAt(page, '/thanks');
}

describe('a visit to the shop', () => {
  before(async () => (demo = await startDemo()));
  after(() => demo.close());

  it('is stored as it was, from the campaign to the purchase', async (t) => {
    const { page, errors } = await enter(t, demo.campaign);
    await shopAround(page);
    const inbox = openInbox(demo);
    const isThanks = ({ page }) => page.path === '/thanks';
    const events = await inbox.until((events) => events.some(isThanks));
    events.sort(byTime);

    assert.deepEqual(viewsOf(events), expectedViews);
    assert.deepEqual(actionsOf(events), expectedActions);
    const purchase = events.find(({ event }) => event.conversion);
    const { id, ...order } = purchase.order;
    assert.match(id, /^LW-/);
    assert.deepEqual(order, expectedOrder);
    for (const id of ['session', 'visitor']) {
      assert.equal(new Set(events.map((event) => event[id].id)).size, 1);
    }
    for (const event of events) {
      assert.deepEqual(event.utm, campaign);
      assert.equal(event.consent.analytics, 'granted');
    }
    const sent = inbox.batches.map(({ request }) => request.body).join();
    assert.doesNotMatch(sent, /somebody/i);
    assert.deepEqual(inbox.rejected, []);
    for (const { dropped } of inbox.batches) assert.deepEqual(dropped, {});
    assert.deepEqual(errors, []);
  });

  it('shows on the live page within a second', async (t) => {
    const { context, page } = await enter(t, '/products/rope');
    await page.click('#accept-all');
    const live = await context.newPage();
    await live.goto(demo.collector);
    await live.locator('#state[data-state=live]').waitFor();
    const inbox = openInbox(demo);
    await inbox.read();
    const isAdded = ({ event }) => event.name === 'add_to_cart';
    const before = inbox.events.filter(isAdded).length;
    await live.waitForFunction(hasAll, before);
    await live.evaluate(noteArrivals);
    const took = [];
    // The best of three: this machine may be busy with something else.
    for (let i = 0; i < 3; i++) {
      await page.click('#add');
      await live.waitForFunction((i) => window.arrivals.length > i, i);
      const arrivals = await live.evaluate(() => window.arrivals);
      await inbox.read();
      const added = inbox.events.filter(isAdded).slice(before);
      took.push(arrivals[i] - added[i].event.time);
    }
    assert.ok(Math.min(...took) < 1000, `they took ${took} ms`);
  });

  it('leaves nothing where the visitor rejects', async (t) => {
    const { context, page, errors } = await enter(t, demo.campaign);
    const left = [];
    context.on('request', (request) => left.push(request.url()));
    await page.click('#reject');
    await page.click('#see-all');
    await page.click('#categories >> text=On board');
    await page.goto(`${demo.shop}/about`);
    await page.evaluate(() => sluice.flush());
    const elsewhere = left.filter((url) => !url.startsWith(demo.shop));
    assert.deepEqual(elsewhere, []);
    const stored = await page.evaluate(() => Object.keys(localStorage));
    assert.deepEqual(stored, ['lock-weir-choice']);
    assert.deepEqual(errors, []);
  });
});

/** In the live page: whether it shows so many. */
function hasAll(count) {
  return document.querySelectorAll('[data-kind=add_to_cart]').length === count;
}

/** In the live page: notes when more are shown from now on. */
function noteArrivals() {
  const list = document.getElementById('events');
  const count = () => list.querySelectorAll('[data-kind=add_to_cart]').length;
  const before = count();
  window.arrivals = [];
  new MutationObserver(() => {
    while (arrivals.length < count() - before) arrivals.push(Date.now());
  }).observe(list, { childList: true, subtree: true });
}
