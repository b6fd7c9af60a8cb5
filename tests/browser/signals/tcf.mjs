// TCF, with the IAB's own library and its stub as the CMP.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  openRecorded,
  openRecordedFrame,
} from '../fixture/recorded-signals.mjs';
import { iabScripts, writeTcString } from './iab-cmps.mjs';

const all = await writeTcString({
  purposes: [1, 3, 8, 9],
  interests: [7, 9],
  vendors: [1234, 1235],
  disclosed: [1234, 1235],
  publisher: [1, 8],
  features: [2],
});
const none = await writeTcString({ disclosed: [1234, 1235] });

const asks = [{ read: 'tcf', vendor: 1234 }];
const stub = '<script src="/tcf-stub.js"></script>';
const cmp = '<script src="/tcf.js"></script>';
const scripts = iabScripts;

const brief = ({ event, purposes }) => `${event} ${purposes}`;

/** A CMP of a few lines: `cmp.say(data, ok)` tells its listeners, `calls` are
 * the commands that it got. */
function makeCmp() {
  const cmp = { calls: [], listeners: new Map(), last: undefined };
  window.__tcfapi = function (command, version, callback, parameter) {
    cmp.calls.push([this === window, command, version, parameter]);
    if (command === 'removeEventListener') {
      callback(cmp.listeners.delete(parameter));
    }
    if (command !== 'addEventListener') return;
    const listenerId = cmp.listeners.size; // from 0, as the library counts
    cmp.listeners.set(listenerId, callback);
    callback({ listenerId, ...cmp.last }, true);
  };
  cmp.say = (data, ok = true) => {
    cmp.last = data;
    for (const [listenerId, callback] of cmp.listeners) {
      callback(data && { listenerId, ...data }, ok);
    }
  };
  window.cmp = cmp;
}

const fake = `<script>(${makeCmp})()</script>`;

describe('tcf', () => {
  it('says nothing while there is no CMP, and stops looking', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: `<script>
        window.looks = 0;
        const get = () => void looks++;
        Object.defineProperty(window, '__tcfapi', { get });
      </script>`,
      stopped: true,
    });
    await recording.pass(7999);
    const before = await recording.run(() => looks);
    await recording.pass(1);
    assert.equal(await recording.run(() => looks), before + 1);
    await recording.pass(600_000);
    assert.equal(await recording.run(() => looks), before + 1);
    assert.deepEqual(await recording.facts(), []);
  });

  it('tells all of the visitor and of the vendor', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: stub + cmp,
      scripts,
    });
    assert.deepEqual(await recording.facts(), []);
    await recording.run((string) => cmp.tcf.update(string, false), all);
    assert.deepEqual(await recording.news(), [
      {
        fact: 'signal',
        signal: 'tcf',
        ok: true,
        status: 'loaded',
        event: 'tcloaded',
        applies: true,
        service_specific: true,
        policy_version: 5,
        string: all,
        purposes: [1, 3, 8, 9],
        interests: [7, 9],
        vendor: { consent: true, interest: false, disclosed: true },
        restrictions: {},
        publisher: [1, 8],
        special_features: [2],
      },
    ]);
  });

  it('follows a visitor who changes their mind four times', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: stub + cmp,
      scripts,
    });
    await recording.run(
      ([yes, no]) => {
        cmp.tcf.update(no, true);
        for (const string of [yes, no, yes, no]) cmp.tcf.update(string, false);
        cmp.tcf.update(no, false);
      },
      [all, none],
    );
    assert.deepEqual(await recording.news(brief), [
      'cmpuishown ',
      'useractioncomplete 1,3,8,9',
      'useractioncomplete ',
      'useractioncomplete 1,3,8,9',
      'useractioncomplete ',
    ]);
  });

  it('reads a CMP that replaces its stub seconds later, once', async (t) => {
    const recording = await openRecorded(t, {
      asks,
      before: stub,
      scripts,
      stopped: true,
    });
    await recording.pass(20_000);
    assert.deepEqual(await recording.facts(), []);
    await recording.load('/tcf.js');
    await recording.run((string) => cmp.tcf.update(string, true), none);
    await recording.run((string) => cmp.tcf.update(string, false), all);
    assert.deepEqual(await recording.news(brief), [
      'cmpuishown ',
      'useractioncomplete 1,3,8,9',
    ]);
  });

  it('finds a CMP without a stub whenever its script is loaded', async (t) => {
    const recording = await openRecorded(t, { asks, scripts, stopped: true });
    await recording.pass(60_000);
    await recording.load('/tcf.js');
    await recording.run((string) => cmp.tcf.update(string, false), all);
    assert.deepEqual(await recording.news(brief), ['tcloaded 1,3,8,9']);
  });

  it('reads a CMP that drops the queue of its stub', async (t) => {
    const before = `<script>window.__tcfapi = () => {}</script>`;
    const recording = await openRecorded(t, { asks, before });
    await recording.run(makeCmp);
    await recording.run(() => {
      signals.check();
      cmp.say({ eventStatus: 'tcloaded' });
    });
    assert.deepEqual(await recording.news(brief), ['undefined ', 'tcloaded ']);
  });

  it('reads, of two CMPs, the one that answers now', async (t) => {
    const recording = await openRecorded(t, { asks, before: fake });
    await recording.run(() => {
      window.first = cmp;
      [window.tellFirst] = cmp.listeners.values();
    });
    await recording.run(makeCmp);
    await recording.run(() => {
      signals.check();
      facts.length = 0;
      // Not all forget whom they are told to forget.
      tellFirst({ eventStatus: 'tcloaded' }, true);
      cmp.say({ eventStatus: 'useractioncomplete' });
    });
    assert.deepEqual(await recording.news(brief), ['useractioncomplete ']);
    const calls = await recording.run(() => first.calls);
    assert.deepEqual(calls, [
      [true, 'addEventListener', 2, undefined],
      [true, 'removeEventListener', 2, 0],
    ]);
  });

  it('is asked to stop, and says nothing afterwards', async (t) => {
    const recording = await openRecorded(t, { asks, before: fake });
    const left = await recording.run(() => {
      const [keep] = cmp.listeners.values();
      signals.stop();
      facts.length = 0;
      keep({ eventStatus: 'tcloaded' }, true);
      return cmp.listeners.size;
    });
    assert.equal(left, 0);
    assert.deepEqual(await recording.facts(), []);
  });

  it('tells a CMP that fails', async (t) => {
    const recording = await openRecorded(t, { asks, before: fake });
    await recording.news();
    await recording.run(() => {
      cmp.say({ cmpStatus: 'error', eventStatus: 'tcloaded' }, false);
      cmp.say(null, false);
      cmp.say({ purpose: null, vendor: 7, publisher: { restrictions: '' } });
    });
    const look = ({ ok, status, purposes }) => [ok, status, purposes];
    assert.deepEqual(await recording.news(look), [
      [false, 'error', []],
      [false, undefined, []],
      [true, undefined, []],
    ]);
  });

  it('tells a CMP that shuts itself down', async (t) => {
    const recording = await openRecorded(t, { asks, scripts });
    await recording.load('/tcf.js');
    await recording.run((string) => {
      cmp.tcf.update(string, false);
      cmp.tcf.disable();
      // As a frame that asks anew would hear it.
      const { __tcfapi } = window;
      window.__tcfapi = (...args) => __tcfapi(...args);
      signals.check();
    }, all);
    const look = ({ ok, status }) => `${ok} ${status}`;
    assert.deepEqual(await recording.news(look), [
      'true loaded',
      'false error',
    ]);
  });

  it('retries one that throws, and lets no error into the page', async (t) => {
    const before = `<script>
      window.__tcfapi = () => { throw new Error('not yet'); };
    </script>`;
    const recording = await openRecorded(t, { asks, before });
    await recording.run(() => {
      let isReady = false;
      window.__tcfapi = (command, version, callback) => {
        if (!isReady) throw new Error('not yet');
        callback({ eventStatus: 'tcloaded' }, true);
      };
      signals.check();
      isReady = true;
      signals.check();
      signals.check();
    });
    assert.deepEqual(await recording.news(brief), ['tcloaded ']);
  });

  it('lets none of its own errors into the CMP', async (t) => {
    const recording = await openRecorded(t, { asks, before: fake });
    await recording.news();
    await recording.run(() => {
      const hostile = {
        get consents() {
          throw new Error('hostile');
        },
      };
      cmp.say({ vendor: hostile });
      cmp.say({ eventStatus: 'tcloaded' });
    });
    assert.deepEqual(await recording.news(brief), ['tcloaded ']);
  });

  it('tells where the regulation does not apply', async (t) => {
    const recording = await openRecorded(t, { asks, before: cmp, scripts });
    await recording.run(() => cmp.tcf.update(null));
    const [fact] = await recording.news();
    assert.deepEqual(
      [fact.applies, fact.policy_version, fact.string],
      [false, 5, undefined],
    );
  });

  it('tells of a vendor what was disclosed and restricted', async (t) => {
    const recording = await openRecorded(t, { asks, before: fake });
    await recording.news();
    await recording.run(() => {
      const consents = { 1234: true };
      cmp.say({ vendor: { consents, legitimateInterests: consents } });
      cmp.say({ vendor: { consents, vendorsDisclosed: consents } });
      cmp.say({ vendor: { disclosedVendors: { 12: true, 1234: 'true' } } });
      const restrictions = { 2: { 1234: 0, 12: 1 }, 7: { 1234: 1 }, 9: {} };
      cmp.say({ publisher: { restrictions } });
    });
    const look = ({ vendor, restrictions }) => [vendor, restrictions];
    assert.deepEqual(await recording.news(look), [
      [{ consent: true, interest: true }, {}],
      [{ consent: true, interest: false, disclosed: true }, {}],
      [{ consent: false, interest: false, disclosed: false }, {}],
      [
        { consent: false, interest: false },
        { 2: 0, 7: 1 },
      ],
    ]);
  });

  it('tells of no vendor where none is named', async (t) => {
    const ask = [{ read: 'tcf' }];
    const recording = await openRecorded(t, {
      asks: ask,
      before: cmp,
      scripts,
    });
    await recording.run((string) => cmp.tcf.update(string, false), all);
    const [fact] = await recording.news();
    assert.equal('vendor' in fact, false);
    assert.deepEqual(fact.publisher, [1, 8]);
  });

  it('is asked by messages in a frame of another origin', async (t) => {
    const recording = await openRecordedFrame(t, {
      asks,
      before: stub + cmp,
      scripts,
    });
    const update = async (string) => {
      await recording.visit.run((text) => cmp.tcf.update(text, false), string);
      // The stub loses all answers but those it gets at once.
      await recording.run(() => signals.check());
    };
    await update(all);
    const [first] = await recording.untilNews(1);
    await update(none);
    const [second] = await recording.untilNews(1);
    assert.deepEqual([first.string, second.string], [all, none]);
    assert.deepEqual(first.vendor, {
      consent: true,
      interest: false,
      disclosed: true,
    });
  });

  it('is found above a frame that knows of none', async (t) => {
    const recording = await openRecordedFrame(t, {
      asks,
      deep: true,
      before: stub + cmp,
      scripts,
    });
    await recording.visit.run((text) => cmp.tcf.update(text, false), all);
    await recording.run(() => signals.check());
    assert.deepEqual(await recording.untilNews(1, brief), ['tcloaded 1,3,8,9']);
  });

  it('believes no other frame, and passes over what is no answer', async (t) => {
    const recording = await openRecordedFrame(t, {
      asks,
      before: stub + cmp,
      scripts,
    });
    await recording.run((string) => {
      const callId = 'sluice addEventListener';
      const returnValue = { eventStatus: 'tcloaded', tcString: string };
      const reply = { callId, returnValue, success: true };
      postMessage({ __tcfapiReturn: reply }, '*');
    }, all);
    await recording.visit.run((string) => {
      const callId = 'sluice addEventListener';
      const returnValue = { eventStatus: 'from above', tcString: string };
      const reply = { __tcfapiReturn: { callId, returnValue, success: true } };
      const { contentWindow } = document.querySelector('iframe[src]');
      for (const message of [7, null, 'no', '{}', { __tcfapiReturn: {} }]) {
        contentWindow.postMessage(message, '*');
      }
      contentWindow.postMessage(JSON.stringify(reply), '*');
    }, all);
    assert.deepEqual(await recording.untilNews(1, brief), ['from above ']);
  });
});
