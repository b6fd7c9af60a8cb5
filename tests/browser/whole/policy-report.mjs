// The pages of `sluice policy`, as those open them who get them by mail.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { policiesFolder } from '../../js/policies.mjs';
import { pathOf } from '../fixture/built.mjs';
import { stage } from '../fixture/stage.mjs';

// https://github.com/dequelabs/axe-core
const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

const pages = {
  'the report of a policy with two destinations': [
    ...['report', '1-eu-tcf.json', '--html'],
  ],
  'the report of a preset': [
    ...['report', pathOf('sdk/sluice/consent/presets/opt-in.json'), '--html'],
  ],
  'the report of a policy that allows nothing': [
    ...['report', '5-kids.json', '--html'],
  ],
  'what changes between two policies': [
    ...['diff', '1-eu-tcf.json', 'edited/1-eu-tcf.json', '--html'],
  ],
};

function print(args) {
  const cli = pathOf('js/dist/cli.mjs');
  return spawnSync(process.execPath, [cli, 'policy', ...args], {
    cwd: policiesFolder,
    encoding: 'utf8',
  }).stdout;
}

/** A page with that HTML, and the requests that it made. */
async function open(t, html, options) {
  const context = await stage.browser.newContext(options);
  t.after(() => context.close());
  const page = await context.newPage();
  const requested = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.setContent(html);
  return { page, requested };
}

/** What axe finds, in words. */
async function findBarriers(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target}`),
  );
}

describe('the pages of sluice policy', () => {
  for (const [name, args] of Object.entries(pages)) {
    it(`axe finds nothing in ${name}, wide and narrow, light and dark`, async (t) => {
      const html = print(args);
      for (const width of [1280, 390]) {
        for (const colorScheme of ['light', 'dark']) {
          const viewport = { width, height: 900 };
          const { page, requested } = await open(t, html, {
            viewport,
            colorScheme,
          });
          assert.deepEqual(await findBarriers(page), []);
          // Tables scroll by themselves.
          const whole = await page.evaluate(
            () => document.documentElement.scrollWidth,
          );
          assert.equal(whole, width);
          assert.deepEqual(requested, []);
        }
      }
    });
  }

  it('the links of the contents lead to their parts, without a script', async (t) => {
    const { page } = await open(t, print(pages['the report of a preset']), {
      javaScriptEnabled: false,
    });
    const links = page.locator('nav a');
    assert.equal(await links.count(), await page.locator('h2').count());
    for (const link of await links.all()) {
      const target = page.locator(await link.getAttribute('href'));
      assert.equal(await target.textContent(), await link.textContent());
    }
  });
});
