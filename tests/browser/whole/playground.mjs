// The demo's policy playground, as a privacy team meets it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { loadFull } from '../../../js/dist/full.mjs';
import { readBuilt } from '../fixture/built.mjs';
import { until } from '../fixture/deadline.mjs';
import { startDemo } from '../fixture/demo.mjs';
import { stage } from '../fixture/stage.mjs';

let demo;

/** The playground in a browser of its own: `said` is all that its console was
 * told, `requested` what left it after it had opened. */
async function open(t, fragment = '') {
  const context = await stage.browser.newContext();
  t.after(() => context.close());
  const said = [];
  const requested = [];
  const page = await context.newPage();
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(`${demo.shop}/playground${fragment}`);
  await page.locator('#headline[data-ruling]').waitFor();
  context.on('request', (request) => requested.push(request.url()));
  return { context, page, said, requested };
}

const choose = (page, situation) =>
  page.click(`#situations button:text-is("${situation}")`);

/** Resolves once the gate has ruled so. */
const untilRuled = (page, ruling) =>
  page.locator(`#headline[data-ruling=${ruling}]`).waitFor();

const valueOf = (page, id) => page.inputValue(`#${id}`);

/** What full.wasm answers, here, to what stands in the page. */
async function explain(page) {
  const request = { ask: 'explain' };
  for (const id of ['policy', 'region', 'audience', 'signals', 'event']) {
    request[id] = await valueOf(page, id);
  }
  return (await loadFull(readBuilt('full.wasm'))).ask(request);
}

/** What the page shows of a decision, in the form of that answer. */
function readDecision() {
  const textOf = (box, selector) => box.querySelector(selector)?.textContent;
  const lineOf = (box) => Number(textOf(box, '.rule .line').slice(5));
  const all = (box, selector) => [...box.querySelectorAll(selector)];
  const [purposes] = all(document, '.ruled');
  return {
    ruling: textOf(document, '#headline b'),
    purposes: all(purposes, 'li').map((one) => [
      textOf(one, '.name'),
      textOf(one, '.state'),
      textOf(one, '.why'),
      lineOf(one),
    ]),
    destinations: all(document, '.destination').map((one) => [
      textOf(one, 'h3 b'),
      textOf(one, 'header .why'),
      all(one, 'tbody tr').map((row) => [
        textOf(row, 'th'),
        textOf(row, '.value') ?? null,
        textOf(row, '.why'),
        lineOf(row),
      ]),
    ]),
  };
}

const expectedOf = ({ action, purposes, destinations }) => ({
  ruling: action.ruling,
  purposes: purposes.map(({ name, state, why, line }) => {
    return [name, state, why, line];
  }),
  destinations: destinations.map(({ name, why, fields = [] }) => [
    name,
    why,
    fields.map(({ path, json, why, line }) => [path, json ?? null, why, line]),
  ]),
});

function readSelection(id) {
  const area = document.getElementById(id);
  const { value, selectionStart, selectionEnd } = area;
  return value.slice(selectionStart, selectionEnd);
}

describe('the policy playground', () => {
  before(async () => (demo = await startDemo()));
  after(() => demo.close());

  it('shows what the gate decides, as full.wasm answers elsewhere', async (t) => {
    const { page, said, requested } = await open(t);
    await choose(page, 'EU visitor, dialog open');
    await untilRuled(page, 'hold');
    await page.selectOption('#events', 'purchase');
    await choose(page, 'EU visitor accepted all');
    await untilRuled(page, 'send');
    for (const policy of ['us-opt-out', 'consent-mode', 'opt-in']) {
      await page.selectOption('#policies', policy);
      const expected = await explain(page);
      const policyRow = page.locator('.facts dd').last();
      await policyRow.getByText(`${expected.policy.id}, `).waitFor();
      assert.equal(expected.action.ruling, 'send');
      assert.deepEqual(await page.evaluate(readDecision), expectedOf(expected));
    }
    assert.deepEqual(said, []);
    assert.deepEqual(requested, []);
  });

  it('shows what "never" cut out of a text', async (t) => {
    const { page } = await open(t, '#policy=opt-in&event=click');
    const row = page.locator('tr:has-text("click.text")');
    await row.getByText('Write to [email]').waitFor();
    await row.getByText('never email').waitFor();
  });

  it('selects the line of the rule that decided', async (t) => {
    const { page } = await open(t, '#policy=eu-tcf&event=click');
    const rule = page.locator('tr:has-text("page.url") .rule');
    await rule.click();
    const selected = await page.evaluate(readSelection, 'policy');
    assert.match(selected, /^\{"path": \["page.url", .*\},$/);
    await page.keyboard.press('Escape');
    await page.locator('tr:has-text("page.url") .rule:focus').waitFor();
  });

  it('remarks on a misspelt purpose, at its line', async (t) => {
    const { page, said, requested } = await open(t, '#policy=opt-in');
    const policy = await valueOf(page, 'policy');
    const wrong = policy.replace(
      '"needs": "analytics"',
      '"needs": "analitics"',
    );
    await page.fill('#policy', wrong);
    const remark = page.locator('#remarks button').first();
    await remark.waitFor();
    assert.match(await remark.textContent(), /"analitics", did you mean/);
    const line = wrong.split('\n').findIndex((one) => /analitics/.test(one));
    assert.match(await remark.textContent(), new RegExp(`^${line + 1}:`));
    assert.equal(await page.textContent('.gutter .error'), String(line + 1));
    await remark.click();
    const selected = await page.evaluate(readSelection, 'policy');
    assert.equal(selected, '"analitics"');
    await untilRuled(page, 'drop');

    await page.fill('#policy', policy.slice(0, -3));
    await page.locator('#problem:has-text("No decision: policy:")').waitFor();
    await page.fill('#policy', policy);
    await page.locator('#problem').waitFor({ state: 'hidden' });
    assert.deepEqual(said, []);
    assert.deepEqual(requested, []);
  });

  it('is in its address, what was written included', async (t) => {
    const { page } = await open(t);
    await choose(page, 'Child');
    const policy = (await valueOf(page, 'policy')).replace(
      'news-eu-tcf',
      'caf\u00e9-\u{1F6A2}',
    );
    await page.fill('#policy', policy);
    const link = await until(async () => {
      const { hash } = new URL(page.url());
      return hash.includes('policy-text=') && hash;
    });
    const other = await open(t, link);
    assert.equal(await valueOf(other.page, 'policy'), policy);
    assert.equal(await valueOf(other.page, 'audience'), 'child');
    assert.deepEqual(
      await other.page.evaluate(readDecision),
      await page.evaluate(readDecision),
    );
  });

  it('decides by any consent string in a link, even by a truncated one', async (t) => {
    for (const fragment of [
      '#policy-text=AAAA&event-text=!&signals-text=',
      '#policy=none&situation=none&event=none',
      '#%zz&region=%F0',
    ]) {
      const { page, said } = await open(t, fragment);
      assert.match(await page.textContent('#headline'), /page_view/);
      assert.deepEqual(said, []);
    }
  });

  it('may open no connection, and reads every example as it is', async (t) => {
    const { page, requested } = await open(t);
    const isRefused = await page.evaluate(() => {
      navigator.sendBeacon('/playground', 'x');
      return fetch('/playground').then(
        () => false,
        () => true,
      );
    });
    assert.ok(isRefused);
    assert.deepEqual(requested, []);
    const names = await page.$$eval('#policies option', (options) =>
      options.map(({ value }) => value).filter(Boolean),
    );
    assert.equal(names.length, 7);
    for (const name of names) {
      const { page } = await open(t, `#policy=${name}`);
      assert.match(await page.textContent('#verdict'), /^No remarks/);
    }
  });

  it('saves the report on the policy that stands there', async (t) => {
    const { page, said, requested } = await open(t, '#policy=us-opt-out');
    const policy = (await valueOf(page, 'policy')).replace('shop-us', 'mine');
    await page.fill('#policy', policy);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('#report'),
    ]);
    assert.equal(download.suggestedFilename(), 'policy-report.html');
    const saved = readFileSync(await download.path(), 'utf8');
    const full = await loadFull(readBuilt('full.wasm'));
    const [, date] = saved.match(/<td>(\d{4}-\d\d-\d\d)<\/td>/);
    const request = { ask: 'report', policy, as: 'html', date };
    assert.equal(saved, full.ask(request).page);
    assert.match(saved, /<h1>Report on the policy <code>mine<\/code>/);

    await page.fill('#policy', policy.slice(0, -3));
    await page.click('#report');
    await page.locator('#copied:has-text("No report: policy:")').waitFor();
    assert.deepEqual(said, []);
    assert.deepEqual(
      requested.filter((url) => !url.startsWith('blob:')),
      [],
    );
  });

  it('fits a phone', async (t) => {
    const { page } = await open(t);
    await page.setViewportSize({ width: 390, height: 844 });
    const width = await page.evaluate(
      () => document.documentElement.scrollWidth,
    );
    assert.equal(width, 390);
  });
});
