// What a plain page view sends, and what is at work where all is off.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const kinds = [
  ...['forms', 'scroll', 'engagement', 'impressions', 'video', 'errors'],
];

/** Notes, before the tracker comes, whatever listens or observes. */
function noteListening() {
  window.listening = [];
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    listening.push(type);
    return addEventListener.call(this, type, ...rest);
  };
  for (const name of ['IntersectionObserver', 'MutationObserver']) {
    window[name] = class extends window[name] {
      observe(...args) {
        listening.push(name);
        return super.observe(...args);
      }
    };
  }
}

const mine =
  /^(input|submit|scroll|focus|blur|playing|error|message|unhandled.*|.*Observer)$/;

async function listeningWith(t, data) {
  const visit = await stage.visit(t, { data, init: [noteListening] });
  await visit.open();
  const all = await visit.run(() => listening);
  return [...new Set(all.filter((type) => mine.test(type)))].sort();
}

describe('acts', () => {
  it('of a page that is only looked at are not captured', async (t) => {
    const visit = await stage.visit(t, { body: 'Text' });
    await visit.open();
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
  });

  it('that are switched off are not even listened for', async (t) => {
    const off = Object.fromEntries(kinds.map((kind) => [kind, 'false']));
    // Titles that come late, and fields in marked elements, are none of these.
    const others = ['MutationObserver', 'input'];
    assert.deepEqual(await listeningWith(t, off), others);
  });

  it('that are on are listened for', async (t) => {
    const on = Object.fromEntries(kinds.map((kind) => [kind, '']));
    assert.deepEqual(await listeningWith(t, on), [
      ...['MutationObserver', 'blur', 'error', 'focus', 'input', 'message'],
      ...['playing', 'scroll', 'submit', 'unhandledrejection'],
    ]);
  });
});
