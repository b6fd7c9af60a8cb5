// Pages whose scripts open the document anew, by which all listeners of
// document and window go (https://html.spec.whatwg.org/#document-open-steps).
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** Writes another page, in each of the ways there are. */
const openings = {
  'document.open()': (text) => {
    document.open();
    document.write(text);
    document.close();
  },
  // Opens it, where the page is parsed.
  'document.write()': (text) => {
    document.write(text);
    document.close();
  },
  'document.open() twice': (text) => {
    document.open();
    document.open();
    document.writeln(text);
    document.close();
  },
};

const other = `<!doctype html><title>Two</title>
  <form id="f" action="javascript:void 0"><input id="i" name="mail"></form>
  <button id="c" type="button" onclick="">Buy</button>`;

/** A visit to a page in whose place another was written. */
async function openAnew(t, write, text = other, options = {}) {
  const visit = await stage.visit(t, options);
  await visit.open();
  await visit.run(write, text);
  // In a task of its own, as everything that a visitor does.
  await visit.page.waitForSelector('#c');
  return visit;
}

describe('a page that was written anew', () => {
  for (const [way, write] of Object.entries(openings)) {
    it(`by ${way} goes on being seen`, async (t) => {
      const visit = await openAnew(t, write);
      await visit.page.click('#c');
      await visit.page.fill('#i', 'x');
      await visit.run(() => history.pushState(null, '', '/route'));
      const events = await visit.finish();
      const form = ['form_start', 'form_abandon'];
      const names = ['page_view', 'click', ...form, 'page_view'];
      assert.deepEqual(namesOf(events), names);
    });
  }

  it('loses nothing of what was tracked when it is left', async (t) => {
    const visit = await openAnew(t, openings['document.open()']);
    await visit.run(() => sluice.track('last_words'));
    await visit.page.goto('about:blank');
    const events = await visit.inbox.untilNamed('last_words');
    assert.ok(events);
    assert.deepEqual(namesOf(visit.inbox.events), ['page_view', 'last_words']);
  });

  it('keeps its tracker where the new page has the tag, too', async (t) => {
    const visit = await openAnew(t, (text) => {
      const tag = document.querySelector('script[data-endpoint]').outerHTML;
      document.open();
      document.write(tag + text);
      document.close();
    });
    const isDone = () => document.readyState === 'complete';
    await visit.page.waitForFunction(isDone);
    await visit.page.click('#c');
    await visit.run(() => sluice.track('signup'));
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'click', 'signup']);
  });

  it('in a frame by the page around it is seen there', async (t) => {
    const visit = await stage.visit(t, {
      pages: {
        '/': { tag: false, body: '<iframe src="/in"></iframe>' },
        '/in': {},
      },
    });
    await visit.open();
    const frame = visit.page.frames()[1];
    await frame.waitForFunction(() => window.sluice?.flush);
    await visit.run((text) => {
      const { contentDocument: within } = document.querySelector('iframe');
      within.open();
      within.write(text);
      within.close();
    }, other);
    await frame.click('#c');
    await frame.evaluate(() => sluice.flush());
    await visit.inbox.untilNamed('click');
    const clicks = namesOf(visit.inbox.events).filter((n) => n === 'click');
    assert.equal(clicks.length, 1);
  });

  it('leaves no listener behind', async (t) => {
    const visit = await stage.visit(t, { body: other });
    await visit.open();
    await visit.run(() => {
      const root = document.documentElement;
      root.remove();
      document.append(root);
    });
    await visit.page.click('#c');
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'click']);
  });
});
