// The demo as a newcomer meets it: the shop, its banner and the live page.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../fixture/deadline.mjs';
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
  'load /products/lantern',
  'load /search',
  'load /catalogue',
  'push /catalogue/on-board',
  'replace /catalogue/on-board',
  'load /products/lantern',
  'load /basket',
  'load /checkout',
  'load /thanks',
  'load /thanks',
];

const expectedActions = [
  'click #accept-all',
  'click #offer > a:nth-of-type(1)',
  'view_item',
  'form_start #site-search',
  'form_submit #site-search',
  'search',
  'click #pages > a:nth-of-type(1)',
  'click #categories > a:nth-of-type(2)',
  'click #lantern > a:nth-of-type(1)',
  'view_item',
  'click #add',
  'add_to_cart',
  'goal basket',
  'click #basket-link',
  'click #to-checkout',
  'begin_checkout',
  'form_start #checkout',
  'click #place-order',
  'form_submit #checkout',
  'purchase',
  'form_start #newsletter',
  'click #sign-up',
  'form_submit #newsletter',
  'goal newsletter',
  'file_download #price-list',
  'goal price-list',
];

const expectedOrder = {
  value: '42.00',
  currency: 'GBP',
  items: [
    {
      id: 'lantern',
      name: 'Storm lantern',
      category: 'on-board',
      quantity: 1,
      price: '42.00',
    },
  ],
};

// When these come is a matter of how fast this machine is.
const whenever = ['page_view', 'impression', 'scroll', 'engagement'];

/** What the visitor did, each as its name and where or to which goal. */
function actionsOf(events) {
  return events
    .filter(({ event }) => !whenever.includes(event.name))
    .map(({ event, click, form, goal }) => {
      const where = click?.selector ?? form?.selector;
      const detail = event.name === 'goal' ? goal.id : where;
      return [event.name, detail].filter(Boolean).join(' ');
    });
}

/** As they happened; a conversion may arrive before what came before it. */
function byTime({ event: one }, { event: other }) {
  return one.time - other.time || one.sequence - other.sequence;
}

/** A page of the shop with all its scripts: what is clicked before, while it
 * still loads, leaves it unseen. */
const arriveAt = (page, path) => page.waitForURL(`**${path}`);

/** From the landing to the shelf, by the offer and the search. */
async function lookAround(page, inbox) {
  await page.click('#accept-all');
  await page.locator('#offer').scrollIntoViewIfNeeded();
  const isOffer = ({ impression }) => impression?.id === 'offer-lantern';
  await inbox.until((events) => events.some(isOffer));
  await page.click('#offer a');
  await arriveAt(page, '/products/lantern');
  await page.fill('#search', 'wool');
  await page.press('#search', 'Enter');
  await arriveAt(page, '/search?q=wool');
  await page.click('#pages >> text=Catalogue');
  await arriveAt(page, '/catalogue');
}

/** From the shelf to the purchase. */
async function shop(page) {
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

/** What is left to do once all is paid. The order is told again. */
async function linger(page) {
  await page.fill('#newsletter-email', 'somebody@example.org');
  const [told, filled] = await page.evaluate(readOrigin);
  assert.equal(filled, told);
  await page.click('#sign-up');
  await Promise.all([page.waitForEvent('download'), page.click('#price-list')]);
  await page.evaluate(() => sluice.flush());
  await page.reload();
  await page.evaluate(() => sluice.flush());
}

describe('a visit to the shop', () => {
  before(async () => (demo = await startDemo()));
  after(() => demo.close());

  it('is stored as it was, from the campaign to the purchase', async (t) => {
    const { page, errors } = await enter(t, demo.campaign);
    const inbox = openInbox(demo);
    await lookAround(page, inbox);
    await shop(page);
    await linger(page);
    const views = expectedViews.length;
    const isAll = (events) => viewsOf(events).length === views;
    const events = (await inbox.until(isAll)).sort(byTime);

    assert.deepEqual(viewsOf(events), expectedViews);
    assert.deepEqual(actionsOf(events), expectedActions);
    const purchase = events.find(({ event }) => event.name === 'purchase');
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
    const dropped = Object.assign({}, ...inbox.batches.map((b) => b.dropped));
    assert.deepEqual(dropped, { duplicate_order: 1 });
    await checkReport(page, events);
    assert.deepEqual(errors, []);
  });

  it('adds up in the report, while it goes on', async (t) => {
    const { context, page } = await enter(t, '/?utm_source=report');
    const live = await context.newPage();
    await live.goto(`${demo.collector}/#report`);
    await page.bringToFront();
    const inbox = openInbox(demo);
    await inbox.read();
    inbox.events = []; // those of visitors before this one
    await lookAround(page, inbox);
    await page.goto(`${demo.shop}/products/mug`);
    await page.click('#add');
    const told = await until(async () => {
      const row = await live.evaluate(readRow, ['#campaigns', 'report']);
      return row?.Micro === '1' && row;
    });
    const { Channel, Impressions, CTR, ...figures } = told;
    assert.deepEqual(figures, {
      Campaign: 'report / \u2013 / \u2013',
      Sessions: '1',
      Clicks: '1',
      Micro: '1',
      'Micro rate': '100%',
      Macro: '0',
      'Macro rate': '0%',
      Revenue: '\u2013',
    });
    assert.match(CTR, /%$/);
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

/** In the shop: where the visitor came from, by the API and in the form. */
function readOrigin() {
  const { sluice_first_source = '' } = sluice.attribution.toFormFields();
  const field = document.querySelector('#newsletter [name^=sluice_first_s]');
  return [sluice_first_source, field.value];
}

/** The report tells of this visit what its events say. */
async function checkReport(page, events) {
  await page.goto(`${demo.collector}/#report`);
  const start = 'newsletter / email / spring_opening';
  const row = await until(() => {
    return page.evaluate(readRow, ['#campaigns', start]);
  });
  const { Sessions, Impressions, Clicks, Micro, Macro, Revenue } = row;
  const inElements = events.filter(({ click }) => click?.impression);
  assert.deepEqual([Sessions, Micro, Macro], ['1', '3', '1']);
  assert.equal(Clicks, String(inElements.length));
  assert.equal(row['Macro rate'], '100%');
  const seen = events.filter(({ event }) => event.name === 'impression');
  assert.equal(Impressions, String(seen.length));
  assert.equal(Revenue, '42.00\u00a0GBP');
  const offer = await page.evaluate(readRow, ['#elements', 'offer-lantern']);
  assert.deepEqual(
    [offer.Impressions, offer.Clicks, offer.CTR],
    ['1', '1', '100%'],
  );
}

/** In the report: the first row of a table whose first cell begins so, by the
 * titles of its columns; undefined while there is none. */
function readRow([table, start]) {
  const rows = [...document.querySelectorAll(`${table} tbody tr`)];
  const row = rows.find(({ textContent }) => textContent.startsWith(start));
  if (!row) return undefined;
  const cells = [...row.children];
  return Object.fromEntries(
    cells.map(({ dataset, textContent }) => [dataset.title, textContent]),
  );
}

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
