// Documents without an address of their own.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBuilt } from '../fixture/built.mjs';
import { writeTag } from '../fixture/document.mjs';
import { Inbox } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** What the tracker in a frame tells of its page, where a script of the page at
 * `/docs/a` makes the frame by `make(text, frame)`, `text` being a document with
 * the tag. A frame may have no origin, by which inboxes are told apart: its
 * title does that. */
async function pageIn(t, make) {
  const visit = await stage.visit(t, { tag: false, title: 'Around' });
  await visit.open('/docs/a?page=2');
  const title = `In ${visit.site.url}`;
  const tag = writeTag({
    src: `${visit.site.url}/sluice.js`,
    'data-endpoint': stage.collector.endpoint,
    'data-engagement': 'false',
  });
  await visit.run(
    ([text, makeIt]) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      new Function('text', 'frame', makeIt)(text, frame);
    },
    [`<title>${title}</title>${tag}`, make],
  );
  const inbox = new Inbox(stage.collector, [visit.site.url, 'null']);
  const isIn = ({ page }) => page.title === title;
  const events = await inbox.until((all) => all.some(isIn));
  assert.equal(events.filter(isIn).length, 1);
  return { ...events.find(isIn).page, origin: visit.site.url };
}

describe('a document', () => {
  // https://github.com/boostorg/website-v2/issues/1579
  it('in srcdoc is of the page around it', async (t) => {
    const page = await pageIn(t, 'frame.srcdoc = text');
    assert.equal(page.path, '/docs/a');
    assert.equal(page.url, `${page.origin}/docs/a`);
  });

  it('in srcdoc is of its base, if it names one', async (t) => {
    const base = '<base href="/docs/b">';
    const page = await pageIn(t, `frame.srcdoc = '${base}' + text`);
    assert.equal(page.path, '/docs/b');
  });

  it('in srcdoc within srcdoc is of the page around both', async (t) => {
    const quoted = `text.replace(/"/g, '&quot;')`;
    const inner = `'<iframe srcdoc="' + ${quoted} + '"></iframe>'`;
    const page = await pageIn(t, `frame.srcdoc = ${inner}`);
    assert.equal(page.path, '/docs/a');
  });

  it('in a sandboxed frame is of the page around it', async (t) => {
    const make = `frame.sandbox = 'allow-scripts'; frame.srcdoc = text`;
    const page = await pageIn(t, make);
    assert.equal(page.path, '/docs/a');
  });

  it('in about:blank is of the page around it', async (t) => {
    const make = `
      const { contentDocument: within } = frame;
      const tag = within.createElement('script');
      const given = new DOMParser().parseFromString(text, 'text/html');
      for (const { name, value } of given.querySelector('script').attributes) {
        tag.setAttribute(name, value);
      }
      within.title = given.title;
      within.head.append(tag);`;
    const page = await pageIn(t, make);
    assert.equal(page.path, '/docs/a');
  });

  it('written into a frame is of the page around it', async (t) => {
    const make = `frame.contentDocument.write(text);
      frame.contentDocument.close();`;
    const page = await pageIn(t, make);
    assert.equal(page.path, '/docs/a');
  });

  it('made of a Blob is of the page that opened it', async (t) => {
    const blob = `new Blob([text], { type: 'text/html' })`;
    const page = await pageIn(t, `frame.src = URL.createObjectURL(${blob})`);
    assert.equal(page.path, '/docs/a');
  });

  it('in a data: address tells nothing of what it holds', async (t) => {
    const page = await pageIn(
      t,
      `frame.src = 'data:text/html,' + encodeURIComponent(text)`,
    );
    assert.equal(page.url, 'data:');
    assert.equal(page.path, undefined);
  });

  it('in srcdoc with a snippet is seen once', async (t) => {
    const early = `<script>${readBuilt('snippet.js')}</script>`;
    const snippet = JSON.stringify(early).replaceAll('</', '<\\/');
    const page = await pageIn(t, `frame.srcdoc = ${snippet} + text`);
    assert.equal(page.path, '/docs/a');
  });
});
