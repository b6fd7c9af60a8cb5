// Makes the README's picture: the report after the visits of two dozen visitors
// to the demo's shop, and the playground beside it.
//
//     node tests/tools/readme-picture.mjs js/docs/public/report-and-playground.webp
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { campaigns } from '../../demo/shop/campaigns.mjs';
import { launchHeadlessShell } from '../browser/fixture/chromium.mjs';
import { startDemo } from '../browser/fixture/demo.mjs';

const kVisitors = 24;
const kView = { width: 1120, height: 800 };

const goods = ['lantern', 'rope', 'can', 'bell'];

const demo = await startDemo();
const browser = await launchHeadlessShell();
for (let number = 0; number < kVisitors; ++number) await visit(number);
const pictures = [await shootReport(), await shootPlayground()];
writeFileSync(argv[2], await combine(pictures));
await browser.close();
await demo.close();

/** One visitor: every fourth refuses, every third of the others buys. */
async function visit(number) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const { href } = campaigns[number % 8];
  await page.goto(demo.shop + href);
  await page.click(number % 4 === 3 ? '#reject' : '#accept-all');
  await page.goto(`${demo.shop}/`);
  await page.locator('#offer').scrollIntoViewIfNeeded();
  await page.waitForTimeout(1500); // an impression takes a second
  if (number % 2 === 1) await page.click('#offer a');
  await page.goto(`${demo.shop}/products/${goods[number % goods.length]}`);
  if (number % 2 === 0) await page.click('#add');
  if (number % 3 === 0) await buy(page);
  await page.evaluate(() => window.sluice.flush());
  await context.close();
}

async function buy(page) {
  await page.goto(`${demo.shop}/products/lantern`);
  await page.click('#add');
  await page.click('#basket-link');
  await page.click('#to-checkout');
  for (const name of ['name', 'address']) {
    await page.fill(`#checkout [name=${name}]`, 'Somebody');
  }
  await page.fill('#checkout [name=email]', 'somebody@example.org');
  await page.click('#place-order');
  await page.waitForURL('**/thanks');
}

async function shootReport() {
  const page = await browser.newPage({ viewport: kView });
  await page.goto(`${demo.collector}/#report`);
  await page.locator('#campaigns tbody tr').first().waitFor();
  return page.screenshot();
}

async function shootPlayground() {
  const page = await browser.newPage({ viewport: kView });
  await page.goto(`${demo.shop}/playground`);
  await page.locator('#headline[data-ruling]').waitFor();
  return page.screenshot();
}

/** Both pictures, one beside the other, as WebP. */
async function combine(pictures) {
  const page = await browser.newPage();
  const base64 = await page.evaluate(
    async ([texts, { width, height }]) => {
      const canvas = document.createElement('canvas');
      canvas.width = 2 * width + 16;
      canvas.height = height;
      const context = canvas.getContext('2d');
      for (const [index, text] of texts.entries()) {
        const image = new Image();
        image.src = `data:image/png;base64,${text}`;
        await image.decode();
        context.drawImage(image, index * (width + 16), 0);
      }
      return canvas.toDataURL('image/webp', 0.82).split(',')[1];
    },
    [pictures.map((picture) => picture.toString('base64')), kView],
  );
  return Buffer.from(base64, 'base64');
}
