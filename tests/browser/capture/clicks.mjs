// Ways to click, and what the page does about it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  clickByScript,
  eventsAfter,
  onButton,
  onLink,
  stay,
  testEach,
} from './click.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const cases = [
  {
    name: 'the enter key on a link is a click',
    body: '<a id="x" href="/next">Next</a>',
    act: (page) => page.press('#x', 'Enter'),
    event: onLink(),
  },
  {
    name: 'the space key on a button is a click',
    body: '<button id="x" type="button">Buy</button>',
    act: (page) => page.press('#x', 'Space'),
    event: onButton(),
  },
  {
    name: 'a click of the middle button is one, and says so',
    body: '<a id="x" href="/next">Next</a>',
    act: (page) => page.click('#x', { button: 'middle' }),
    event: onLink({ button: 'middle' }),
  },
  {
    name: 'a click on a link to another site is told apart',
    body: '<a id="x" href="https://other.example/shop?a=1">Other</a>',
    event: onLink({
      name: 'outbound_click',
      href: 'https://other.example/shop',
    }),
  },
  {
    name: 'a click on a file to download is told apart by its ending',
    body: '<a id="x" href="/prices.csv">Prices</a>',
    event: onLink({ name: 'file_download', href: '/prices.csv' }),
  },
  {
    name: 'a click on a file to download is told apart by its attribute',
    body: '<a id="x" href="/next" download>Prices</a>',
    event: onLink({ name: 'file_download' }),
  },
  {
    name: 'a click on an e-mail address is told apart, and tells nobody of it',
    body: '<a id="x" href="mailto:joe@shop.example?subject=me">Write</a>',
    event: onLink({ name: 'email_click', href: 'mailto:' }),
  },
  {
    name: 'a click on a phone number is told apart',
    body: '<a id="x" href="tel:+4930123456">Call</a>',
    event: onLink({ name: 'phone_click', href: 'tel:' }),
  },
  {
    name: 'a click that the page stops on its way down counts',
    body: `<button id="x" type="button">Buy</button><script>
      const stop = (event) => event.stopImmediatePropagation();
      document.addEventListener('click', stop, true);
    </script>`,
    event: onButton(),
  },
  {
    name: 'a click that its element stops counts',
    body: `<button id="x" type="button">Buy</button><script>
      const stop = (event) => event.stopImmediatePropagation();
      document.getElementById('x').addEventListener('click', stop, true);
    </script>`,
    event: onButton(),
  },
  {
    name: 'a click on what its own handler takes away counts',
    body: `<div id="box"><button id="x" onclick="box.remove()">No</button>
      </div>`,
    event: onButton(),
  },
  {
    name: 'a click by a script counts',
    body: '<button id="x" type="button">Buy</button>',
    act: clickByScript,
    event: onButton(),
  },
];

describe('clicks', () => {
  testEach(cases);

  it('are not counted on text, on a field, or by the right button', async (t) => {
    const body = `<p>Text</p><input value="typed">
      <a href="/next">Next</a>`;
    const events = await eventsAfter(t, body, async (page) => {
      await page.click('p');
      await page.click('input');
      await page.click('a', { button: 'right' });
    });
    assert.deepEqual(events, []);
  });

  it('are not counted if the middle button does nothing', async (t) => {
    const body = '<button id="x" type="button">Buy</button>';
    const events = await eventsAfter(t, body, (page) =>
      page.click('#x', { button: 'middle' }),
    );
    assert.deepEqual(events, []);
  });

  it('never tell text or the value of a field', async (t) => {
    const visit = await stage.visit(t, {
      body: `${stay}<form><label>Label text<input value="typed value"></label>
        <button value="button value" title="Title text"
          aria-label="Aria text">Button text</button>
        <a href="/next" title="Link title">Link text</a></form>`,
    });
    await visit.open();
    for (const tag of ['input', 'button', 'a']) await visit.page.click(tag);
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'click', 'click']);
    const sent = visit.inbox.batches.map(({ request }) => request.body);
    assert.doesNotMatch(sent.join(), / (text|value|title)"/i);
  });
});
