import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shareBrowser } from '../fixture/driven.mjs';
import { engines } from './engines.mjs';

describe('a case of trials', () => {
  it('is made anew in another browser when its own is gone', async (t) => {
    const browsers = openBrowsers(t);
    let tries = 0;
    const told = [];
    const result = await browsers.use(
      async (engine) => {
        const tab = await engine.openWindow();
        tries += 1;
        if (tries === 1) await engine.close();
        await tab.goto('about:blank');
        return 'made';
      },
      (text) => told.push(text),
    );
    assert.equal(result, 'made');
    assert.equal(tries, 2);
    assert.equal(told.length, 1);
  });

  it('is made once, even if several acts count', async (t) => {
    const browsers = openBrowsers(t);
    let tries = 0;
    const counting = browsers.use(async (engine) => {
      await engine.openWindow();
      tries += 1;
      assert.equal(9, 10);
    }, assert.fail);
    await assert.rejects(counting, /9 !== 10/);
    assert.equal(tries, 1);
  });
});

function openBrowsers(t) {
  const browsers = shareBrowser(engines.Chromium);
  t.after(() => browsers.close());
  return browsers;
}
