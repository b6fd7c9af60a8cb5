// GPP, with the IAB's own library as the CMP, and the older US Privacy.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  openRecorded,
  openRecordedFrame,
} from '../fixture/recorded-signals.mjs';
import { iabScripts } from './iab-cmps.mjs';

const asks = [{ read: 'gpp' }];
const stub = '<script src="/gpp-stub.js"></script>';
const cmp = '<script src="/gpp.js"></script>';
const scripts = iabScripts;

const brief = ({ ok, ready, sections }) =>
  `${ok} ${ready} ${sections.usnat?.SaleOptOut}`;

describe('gpp', () => {
  it('tells of each section what says an opt-out', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: stub + cmp,
      scripts,
    });
    await recording.news();
    const string = await recording.run(() => {
      cmp.gpp.setFieldValue('usnat', 'SaleOptOut', 1);
      cmp.gpp.setFieldValue('usnat', 'SharingOptOut', 2);
      cmp.gpp.setFieldValue('usnat', 'Gpc', true);
      cmp.gpp.setFieldValue('usva', 'TargetedAdvertisingOptOut', 1);
      cmp.gpp.setApplicableSections([7]);
      cmp.gpp.setCmpStatus('loaded');
      facts.length = 0;
      cmp.gpp.setSignalStatus('ready');
      return cmp.gpp.getGppString();
    });
    assert.deepEqual(await recording.news(), [
      {
        fact: 'signal',
        signal: 'gpp',
        ok: true,
        ready: true,
        status: 'loaded',
        applicable: [7],
        string,
        sections: {
          usnat: {
            SaleOptOut: 1,
            SharingOptOut: 2,
            TargetedAdvertisingOptOut: 0,
            Gpc: true,
            KnownChildSensitiveDataConsents: [0, 0, 0],
          },
          usva: {
            SaleOptOut: 0,
            TargetedAdvertisingOptOut: 1,
            KnownChildSensitiveDataConsents: 0,
          },
        },
      },
    ]);
  });

  it('is not ready while the dialog is open again', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: stub + cmp,
      scripts,
    });
    await recording.run(() => {
      cmp.gpp.setSignalStatus('ready');
      cmp.gpp.setCmpDisplayStatus('visible');
      cmp.gpp.setSignalStatus('not ready');
      cmp.gpp.setFieldValue('usnat', 'SaleOptOut', 1);
      cmp.gpp.fireSectionChange('usnat');
      cmp.gpp.setSignalStatus('ready');
    });
    assert.deepEqual(await recording.news(brief), [
      'true false undefined',
      'true true undefined',
      'true false undefined',
      'true false 1',
      'true true 1',
    ]);
  });

  it('tells a CMP that fails', async (t) => {
    const recording = await openRecorded(t, { asks, before: cmp, scripts });
    await recording.run(() => {
      cmp.gpp.setSignalStatus('ready');
      cmp.gpp.fireErrorEvent('out of order');
      cmp.gpp.setCmpStatus('error');
    });
    const look = ({ ok, ready, status }) => `${ok} ${ready} ${status}`;
    assert.deepEqual(await recording.news(look), [
      'true false loading',
      'true true loading',
      'false true loading',
      'true true error',
    ]);
  });

  it('reads a CMP that replaces its stub seconds later', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: stub,
      scripts,
      stopped: true,
    });
    await recording.pass(20_000);
    await recording.load('/gpp.js');
    await recording.run(() => cmp.gpp.setSignalStatus('ready'));
    const look = ({ ready, status }) => `${ready} ${status}`;
    assert.deepEqual(await recording.news(look), [
      'false stub',
      'false loading',
      'true loading',
    ]);
  });

  it('puts the sub-sections of a section together', async (t) => {
    const recording = await openRecorded(t, { asks });
    await recording.run(() => {
      window.__gpp = (command, callback) => {
        const usca = [
          { Version: 1, SaleOptOut: 2 },
          { GpcSegmentType: 1, Gpc: true },
        ];
        const pingData = { parsedSections: { usca, uspv1: [], odd: null } };
        callback({ eventName: 'listenerRegistered', pingData }, true);
      };
      signals.check();
    });
    const [{ sections }] = await recording.news();
    assert.deepEqual(sections, {
      usca: { SaleOptOut: 2, Gpc: true },
      uspv1: {},
      odd: {},
    });
  });

  it('is asked by messages in a frame of another origin', async (t) => {
    const recording = await openRecordedFrame(t, {
      asks,
      // The library has no frames' end, which is the stub's to make.
      before: `${cmp}<script>
        addEventListener('message', ({ source, data }) => {
          const { command, version, parameter, callId } = data.__gppCall;
          if (version !== '1.1') return;
          const callback = (returnValue, success) => {
            const reply = { returnValue, success, callId };
            source.postMessage({ __gppReturn: reply }, '*');
          };
          __gpp(command, callback, parameter, version);
        });
      </script>`,
      body: '<iframe name="__gppLocator"></iframe>',
      scripts,
    });
    await recording.untilNews(1);
    await recording.visit.run(() => cmp.gpp.setSignalStatus('ready'));
    assert.deepEqual(await recording.untilNews(1, brief), [
      'true true undefined',
    ]);
  });
});

describe('usp', () => {
  const usp = [{ read: 'usp' }];
  const before = `<script>
    window.usp = { uspString: '1YNN' };
    window.__uspapi = (command, version, callback) => {
      const ok = command === 'getUSPData' && version === 1;
      callback(usp, ok && !usp.failed);
    };
  </script>`;

  it('is asked again at each look, and told when it has changed', async (t) => {
    const recording = await openRecorded(t, { asks: usp, before });
    await recording.run(() => {
      signals.check();
      window.usp = { uspString: '1YYN' };
      signals.check();
      signals.check();
      window.usp.failed = true;
      signals.check();
    });
    assert.deepEqual(await recording.news(({ string }) => string), [
      '1YNN',
      '1YYN',
      undefined,
    ]);
  });
});
