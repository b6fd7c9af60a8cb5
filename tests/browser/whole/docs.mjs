// The documentation as the demo serves it: for people who use assistive
// technology, on wide and narrow screens, without any other host.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { listSidebar } from '../../../js/docs/tools/pages.mjs';
import { pathOf } from '../fixture/built.mjs';
import { startDemo } from '../fixture/demo.mjs';
import { stage } from '../fixture/stage.mjs';

const axe = readFileSync(
  pathOf('tests/node_modules/axe-core/axe.min.js'),
  'utf8',
);

const kWidths = [1280, 390];
const kSchemes = ['light', 'dark'];

/** One page of each kind: the home page, the first page of each part, and the
 * pages of the reference that look different from its first. */
const kinds = [
  '/',
  ...listSidebar().map(({ items }) => items[0].link),
  '/reference/api',
  '/reference/destinations',
];

let demo;

/** A reader of the documentation: `said` is what the console was told,
 * `hosts` are those that the page asked for anything. */
async function open(t, path) {
  const context = await stage.browser.newContext({ reducedMotion: 'reduce' });
  t.after(() => context.close());
  const said = [];
  const hosts = new Set();
  const page = await context.newPage();
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  context.on('request', (request) => hosts.add(new URL(request.url()).host));
  const response = await page.goto(`${demo.shop}/docs${path}`);
  assert.equal(response.status(), 200, await response.text());
  await page.locator('main h1').waitFor();
  return { page, said, hosts };
}

/** Colours change by transitions, in the midst of which axe would measure. */
const kNoTransitions = '*, *::before, *::after { transition: none !important }';

/** Of a long page, whose parts look alike, axe is shown the beginning: it takes
 * ten seconds for some of them otherwise. */
function shorten() {
  const late = '.vp-doc > div > *:nth-child(n + 16), tr:nth-child(n + 5)';
  for (const one of document.querySelectorAll(late)) one.remove();
}

/** What axe finds, each as a line. In the dark, only colours are different. */
async function findingsOn(page, isDark) {
  const options = isDark ? { runOnly: ['color-contrast'] } : {};
  const { violations } = await page.evaluate(
    (given) => globalThis.axe.run(given),
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      [id, target, failureSummary].join(' '),
    ),
  );
}

/** How far the page can be scrolled to the right: not at all. */
const overflowOf = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

describe('the documentation', () => {
  before(async () => (demo = await startDemo()));
  after(() => demo.close());

  for (const path of kinds) {
    it(`has nothing that axe finds, wide or narrow, light or dark: ${path}`, async (t) => {
      const { page, said, hosts } = await open(t, path);
      await page.addStyleTag({ content: kNoTransitions });
      for (const width of kWidths) {
        await page.setViewportSize({ width, height: 900 });
        assert.equal(await overflowOf(page), 0, `${width} px`);
      }
      await page.evaluate(shorten);
      await page.evaluate(axe);
      for (const width of kWidths) {
        for (const colorScheme of kSchemes) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          const isDark = colorScheme === 'dark';
          await page
            .locator(isDark ? 'html.dark' : 'html:not(.dark)')
            .waitFor();
          const findings = await findingsOn(page, isDark);
          assert.deepEqual(findings, [], `${width} px, ${colorScheme}`);
        }
      }
      assert.deepEqual(said, []);
      assert.deepEqual([...hosts], [new URL(demo.shop).host]);
    });
  }

  it('finds a word, and asks no other host for it', async (t) => {
    const { page, said, hosts } = await open(t, '/');
    await page.keyboard.press('Control+k');
    await page.fill('#localsearch-input', 'rateLimit');
    const result = page.locator('#localsearch-list a').first();
    await result.click();
    await page.waitForURL('**/docs/reference/options#ratelimit');
    await page.locator('h2#ratelimit').waitFor();
    assert.deepEqual(said, []);
    assert.deepEqual([...hosts], [new URL(demo.shop).host]);
  });

  it('is at /docs, and says what is missing', async () => {
    const at = await fetch(`${demo.shop}/docs`);
    assert.equal(at.url, `${demo.shop}/docs/`);
    const missing = await fetch(`${demo.shop}/docs/no-such-page`);
    assert.equal(missing.status, 404);
  });
});
