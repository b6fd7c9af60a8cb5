// What reading signals does to the page: no more than it must.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathOf } from '../fixture/built.mjs';
import { openRecorded } from '../fixture/recorded-signals.mjs';
import { iabScripts } from './iab-cmps.mjs';

const globals = [
  ...['__tcfapi', '__gpp', '__uspapi', 'dataLayer', 'uetq'],
  ...['OneTrust', 'OnetrustActiveGroups', 'Cookiebot', 'Didomi'],
  ...['didomiOnReady', 'didomiEventListeners', '__ucCmp', 'klaro'],
  ...['CookieConsent', 'Osano'],
];

const kinds = [
  ...['gpc', 'dnt', 'tcf', 'gpp', 'usp', 'gcm', 'uet', 'onetrust'],
  ...['cookiebot', 'didomi', 'usercentrics', 'klaro', 'cookieconsent', 'osano'],
];
const all = kinds.map((read) => ({ read }));

/** Runs in the page before any other: notes which globals are asked for, and
 * each listener that is added and removed. */
const spies = `
  window.asked = new Set();
  for (const name of ${JSON.stringify(globals)}) {
    let value;
    Object.defineProperty(window, name, {
      get() { asked.add(name); return value; },
      set(to) { asked.add(name); value = to; },
    });
  }
  for (const name of ['globalPrivacyControl', 'doNotTrack']) {
    const get = () => void asked.add(name);
    Object.defineProperty(Navigator.prototype, name, { get });
  }
  window.listeners = [];
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  Object.assign(EventTarget.prototype, {
    addEventListener(type, ...rest) {
      listeners.push(type);
      return addEventListener.call(this, type, ...rest);
    },
    removeEventListener(type, ...rest) {
      listeners.splice(listeners.indexOf(type), 1);
      return removeEventListener.call(this, type, ...rest);
    },
  });`;

describe('signals', () => {
  for (const read of kinds) {
    it(`ask for nothing else than ${read} where that is named`, async (t) => {
      const recording = await openRecorded(t, {
        asks: [{ read }],
        init: [{ content: spies }],
      });
      const asked = await recording.run(() => [...asked]);
      assert.deepEqual(
        asked,
        {
          gpc: ['globalPrivacyControl'],
          dnt: ['doNotTrack'],
          tcf: ['__tcfapi'],
          gpp: ['__gpp'],
          usp: ['__uspapi'],
          gcm: ['dataLayer'],
          uet: ['uetq'],
          onetrust: ['OneTrust'],
          cookiebot: ['Cookiebot'],
          didomi: ['didomiOnReady', 'didomiEventListeners', 'Didomi'],
          usercentrics: ['__ucCmp'],
          klaro: ['klaro'],
          cookieconsent: ['CookieConsent'],
          osano: ['Osano'],
        }[read],
      );
    });
  }

  it('pass over a kind that they do not know', async (t) => {
    const asks = [{ read: 'later' }, { read: 'constructor' }];
    const recording = await openRecorded(t, { asks });
    await recording.run(() => signals.check());
    assert.deepEqual(await recording.facts(), []);
  });

  it('touch no storage and no network', async (t) => {
    const recording = await openRecorded(t, {
      asks: all,
      init: [{ path: pathOf('tests/browser/fixture/spies.js') }],
      before: `<script src="/tcf-stub.js"></script>
        <script src="/tcf.js"></script><script src="/gpp.js"></script>`,
      scripts: iabScripts,
    });
    await recording.run(() => {
      cmp.tcf.update('', false);
      cmp.gpp.setSignalStatus('ready');
      dataLayer.push(['consent', 'update', {}]);
      signals.check();
    });
    const told = await recording.news(({ signal }) => signal);
    assert.deepEqual([...new Set(told)], ['gpp', 'tcf', 'gcm']);
    assert.deepEqual(await recording.run(() => touched), []);
  });

  it('leave no listener and no timer behind', async (t) => {
    const recording = await openRecorded(t, {
      asks: [],
      init: [{ content: spies }],
      stopped: true,
    });
    const [before, during] = await recording.run((asks) => {
      const count = listeners.length;
      signals.listen(asks);
      return [count, listeners.length];
    }, all);
    assert.ok(during > before);
    await recording.run(() => {
      signals.stop();
      asked.clear();
    });
    await recording.pass(60_000);
    await recording.run(() => signals.check());
    assert.equal(await recording.run(() => listeners.length), 0);
    assert.equal(await recording.run(() => asked.size), 0);
  });

  it('add nothing when a source is named twice', async (t) => {
    const recording = await openRecorded(t, {
      asks: all,
      init: [{ content: spies }],
    });
    const [before, after] = await recording.run((asks) => {
      const count = listeners.length;
      signals.listen(asks);
      return [count, listeners.length];
    }, all);
    assert.equal(after, before);
  });

  it('hear of several platforms at once, each for itself', async (t) => {
    const recording = await openRecorded(t, {
      asks: [{ read: 'tcf' }, { read: 'cookiebot' }, { read: 'onetrust' }],
      before: '<script src="/tcf.js"></script>',
      scripts: iabScripts,
    });
    await recording.run(() => {
      Object.defineProperty(window, 'OneTrust', {
        get() {
          throw new Error('hostile');
        },
      });
      const consent = { necessary: true, method: 'explicit' };
      window.Cookiebot = { consent, hasResponse: true };
      signals.check();
      cmp.tcf.update(null);
      dispatchEvent(new Event('CookiebotOnAccept'));
    });
    const told = await recording.news(({ signal }) => signal);
    assert.deepEqual(told, ['cookiebot', 'tcf']);
  });

  it('tell what JSON cannot write', async (t) => {
    const recording = await openRecorded(t, { asks: [{ read: 'gcm' }] });
    await recording.run(() => {
      const choices = { ad_storage: 'denied', toJSON: () => 1n };
      dataLayer.push(['consent', 'update', choices]);
    });
    assert.deepEqual(await recording.run(() => told), ['gcm']);
  });
});

describe('gpc and dnt', () => {
  const asks = [{ read: 'gpc' }, { read: 'dnt' }];
  const wishes = (gpc, dnt) => ({
    content: `for (const [name, value] of
        [['globalPrivacyControl', ${gpc}], ['doNotTrack', ${dnt}]]) {
      Object.defineProperty(Navigator.prototype, name, { get: () => value });
    }`,
  });

  for (const [gpc, dnt, expected] of [
    ['undefined', 'null', []],
    ['undefined', '"unspecified"', []],
    [
      'true',
      '"1"',
      [
        ['gpc', true],
        ['dnt', true],
      ],
    ],
    [
      'false',
      '"0"',
      [
        ['gpc', false],
        ['dnt', false],
      ],
    ],
  ]) {
    it(`tell ${gpc} and ${dnt}`, async (t) => {
      const init = [wishes(gpc, dnt)];
      const recording = await openRecorded(t, { asks, init });
      const look = ({ signal, value }) => [signal, value];
      assert.deepEqual(await recording.news(look), expected);
    });
  }
});
