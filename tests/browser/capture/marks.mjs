// What the site says of its elements in its HTML, and what they say.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventsAfter, stay } from './click.mjs';
import { stage } from '../fixture/stage.mjs';

describe('a mark', () => {
  it('names the event of a click, and gives it properties', async (t) => {
    const body = `<div data-sluice-event="basket" data-sluice-value="49.90"
      data-sluice-currency="EUR" data-sluice-prop-sku="L-7"><b>Buy</b></div>`;
    const [{ event, properties }, ...more] = await eventsAfter(
      t,
      body,
      (page) => page.click('b'),
    );
    assert.equal(event.name, 'basket');
    const expected = { value: '49.90', currency: 'EUR', sku: 'L-7' };
    assert.deepEqual(properties, expected);
    assert.deepEqual(more, []);
  });

  it('has clicks ignored', async (t) => {
    const body = `<div data-sluice-ignore><button id="x">No</button></div>`;
    const events = await eventsAfter(t, body, (page) => page.click('#x'));
    assert.deepEqual(events, []);
  });

  it('masks what its element says', async (t) => {
    const body = `<div data-sluice-mask><a id="joe" href="/joe">Joe</a></div>`;
    const [{ click }] = await eventsAfter(t, body, (page) => page.click('a'));
    assert.equal(click.kind, 'link');
    assert.doesNotMatch(JSON.stringify(click), /joe/i);
  });
});

/** One that names the text. */
const policy = JSON.stringify({
  ...{ policy: 1, id: 'text', revision: '1', unknownRegion: 'all' },
  ...{ purposes: {}, signals: {}, events: [{ name: '*' }] },
  regimes: [{ id: 'all', model: 'opt-out', regions: ['*'], purposes: {} }],
  fields: [{ path: ['event.*', 'page.url', 'click.text'], do: 'allow' }],
  destinations: { collector: {} },
});

const spoken = `<button>Buy <i>now</i>
    <b data-sluice-mask>for Joe</b><style>.secret {}</style></button>
  <div role="button" contenteditable>Typed</div>
  <label role="button">Upload <input value="typed"><select>
    <option>Chosen</select></label>
  <div data-sluice-mask><a href="/next">Joe</a></div>`;

const clickAll = async (visit) => {
  for (const name of ['i', '[contenteditable]', 'a']) {
    await visit.page.click(name);
  }
  await visit.page.click('label', { position: { x: 3, y: 8 } });
};

describe('the text of what is clicked', () => {
  it('is taken where the policy names it, but for what is masked or typed', async (t) => {
    const visit = await stage.visit(t, {
      body: stay + spoken,
      data: { policy },
    });
    await visit.open();
    await clickAll(visit);
    const events = await visit.finish();
    assert.deepEqual(
      events.map(({ click }) => click?.text),
      [undefined, 'Buy now', undefined, undefined, 'Upload'],
    );
  });

  it('is not so much as read where it does not', async (t) => {
    const visit = await stage.visit(t, {
      body: stay + spoken,
      data: { tape: '' },
    });
    await visit.open();
    await clickAll(visit);
    await visit.finish();
    const tape = await visit.run(() => sluice.tape());
    assert.doesNotMatch(tape, /Buy|Joe|Typed|typed|secret|Upload/);
  });
});
