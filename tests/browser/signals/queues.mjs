// Consent commands in the queues of Google's and Microsoft's tags.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openRecorded } from '../fixture/recorded-signals.mjs';

const gtag = `<script>
  window.dataLayer = window.dataLayer || [];
  function gtag() { dataLayer.push(arguments); }
</script>`;

const brief = ({ command, choices }) => `${command} ${Object.entries(choices)}`;

describe('gcm', () => {
  const asks = [{ read: 'gcm' }];

  it('tells what was said before it, and what is said after', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: `${gtag}<script>
        gtag('js', new Date());
        gtag('set', 'ads_data_redaction', true);
        dataLayer.push({ event: 'consent' }, null, 'consent', undefined);
        gtag('consent', 'default', { ad_storage: 'denied',
          analytics_storage: 'granted', region: ['FR', 'US-CA'],
          wait_for_update: 500 });
      </script>`,
    });
    await recording.run(() => {
      gtag('set', 'url_passthrough', true);
      gtag('consent', 'update', { ad_storage: 'granted' });
      gtag('consent', 'update', { ad_storage: 'granted' });
      gtag('consent', 'update');
    });
    assert.deepEqual(await recording.news(), [
      {
        fact: 'signal',
        signal: 'gcm',
        command: 'default',
        choices: {
          ad_storage: 'denied',
          analytics_storage: 'granted',
          wait_for_update: 500,
        },
        region: ['FR', 'US-CA'],
      },
      {
        fact: 'signal',
        signal: 'gcm',
        command: 'update',
        choices: { ad_storage: 'granted' },
      },
      { fact: 'signal', signal: 'gcm', command: 'update', choices: {} },
    ]);
  });

  it('reads a queue that other scripts make, wrap and replace', async (t) => {
    const recording = await openRecorded(t, { asks, after: gtag });
    await recording.run(() => {
      const { push } = dataLayer;
      window.wrapped = [];
      dataLayer.push = function (...items) {
        wrapped.push(this === dataLayer, items.length);
        return push.apply(this, items);
      };
      gtag('consent', 'default', { ad_storage: 'denied' });
      window.dataLayer = [...dataLayer];
      gtag('consent', 'update', { ad_storage: 'granted' });
      signals.check();
      signals.check();
      gtag('consent', 'update', { ad_storage: 'denied' });
    });
    assert.deepEqual(await recording.run(() => wrapped), [true, 1]);
    assert.deepEqual(await recording.news(brief), [
      'default ad_storage,denied',
      'update ad_storage,granted',
      'update ad_storage,denied',
    ]);
  });

  it('leaves push as it was for those who call it', async (t) => {
    const recording = await openRecorded(t, { asks, before: gtag });
    const seen = await recording.run(() => {
      const length = dataLayer.push('a', 'b');
      const other = [];
      dataLayer.push.call(other, 'c');
      let thrown;
      try {
        dataLayer.push.call(Object.freeze([]), 'd');
      } catch (error) {
        thrown = error.name;
      }
      signals.stop();
      gtag('consent', 'default', {});
      const isOld = dataLayer.push === Array.prototype.push;
      return [length, dataLayer.slice(0, 2), other, thrown, isOld];
    });
    assert.deepEqual(seen, [2, ['a', 'b'], ['c'], 'TypeError', true]);
    assert.deepEqual(await recording.facts(), []);
  });

  it('passes over an element in the place of the queue', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: '<meta name="dataLayer" id="dataLayer">',
    });
    assert.equal(await recording.run(() => typeof dataLayer.push), 'undefined');
    assert.deepEqual(await recording.facts(), []);
  });
});

describe('uet', () => {
  const asks = [{ read: 'uet' }];

  it('tells what is said before and after its tag has come', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: `<script>
        window.uetq = window.uetq || [];
        uetq.push('consent', 'default', { ad_storage: 'denied' });
        uetq.push('event', 'consent', { event_category: 'x' });
      </script>`,
      body: '<button>Refuse</button>',
      stopped: true,
    });
    await recording.pass(60_000);
    await recording.run(() => {
      uetq.push('consent', 'update', { ad_storage: 'granted' });
      // As its tag does: https://help.ads.microsoft.com/apex/index/3/en/56686
      window.uetq = { push() {} };
      uetq.push('pageLoad');
    });
    // Found at the latest when the visitor clicks to change it.
    await recording.visit.page.locator('button').dispatchEvent('click');
    await recording.run(() => {
      uetq.push('consent', 'update', { ad_storage: 'denied' });
    });
    assert.deepEqual(await recording.news(), [
      {
        fact: 'signal',
        signal: 'uet',
        command: 'default',
        choices: { ad_storage: 'denied' },
      },
      {
        fact: 'signal',
        signal: 'uet',
        command: 'update',
        choices: { ad_storage: 'granted' },
      },
      {
        fact: 'signal',
        signal: 'uet',
        command: 'update',
        choices: { ad_storage: 'denied' },
      },
    ]);
  });
});
