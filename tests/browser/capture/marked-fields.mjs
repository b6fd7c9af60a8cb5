// Fields in elements that the site marked: each act counts once, by whichever
// way it is done.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** The names of what `act` sends on a page of this body beside its page view,
 * in order. */
async function namesAfter(t, body, act) {
  const visit = await stage.visit(t, { body, data: { forms: 'false' } });
  await visit.open();
  await act(visit.page);
  const [, ...events] = await visit.finish();
  return namesOf(events);
}

const agree = `<label data-sluice-event="agree"><input id="box" type="checkbox">
  <span id="text">I agree</span></label>`;

describe('a marked label', () => {
  for (const [how, act] of [
    ['on its box', (page) => page.click('#box')],
    ['on its text', (page) => page.click('#text')],
    ['by the space bar', (page) => page.press('#box', ' ')],
    ['by a script', (page) => page.evaluate(() => box.click())],
    ['on its text by a script', (page) => page.evaluate(() => text.click())],
  ]) {
    it(`counts once when it is pressed ${how}`, async (t) => {
      const names = await namesAfter(t, agree, async (page) => {
        await act(page);
        await act(page);
      });
      assert.deepEqual(names, ['agree', 'agree']);
    });
  }

  it('counts each press of several, text, box and key', async (t) => {
    const names = await namesAfter(t, agree, async (page) => {
      await page.click('#text');
      await page.press('#box', ' ');
      await page.click('#box');
      await page.click('#text');
    });
    assert.deepEqual(names, ['agree', 'agree', 'agree', 'agree']);
  });

  it('counts the press of its box after one of its text was prevented', async (t) => {
    const body = `${agree}<script>
      text.addEventListener('click', (event) => event.preventDefault());
    </script>`;
    const names = await namesAfter(t, body, async (page) => {
      await page.click('#text');
      await page.press('#box', ' ');
    });
    assert.deepEqual(names, ['agree', 'agree']);
  });

  it('reaches its goal by the radio button in it', async (t) => {
    const body = `<label data-sluice-goal="plan" data-sluice-value="20"
      data-sluice-currency="EUR"><input type="radio" name="p"> Pro</label>`;
    const visit = await stage.visit(t, { body });
    await visit.open();
    await visit.page.click('input');
    const names = namesOf(await visit.finish()).sort();
    assert.deepEqual(names, ['click', 'goal', 'page_view']);
  });

  it('counts once where a list in it is chosen from', async (t) => {
    const body = `<label data-sluice-event="size"><b>Size</b>
      <select><option>S<option>M<option>L</select></label>`;
    const names = await namesAfter(t, body, async (page) => {
      await page.click('b');
      await page.press('select', 'ArrowDown');
    });
    assert.deepEqual(names, ['size']);
  });
});

const fields = `<fieldset data-sluice-event="pick">
    <input type="radio" name="r" id="a" checked><input type="radio" name="r">
  </fieldset>
  <div data-sluice-event="list"><select><option>S<option>M</select></div>
  <table><tr data-sluice-event="slide"><td>
    <input type="range" min="0" max="9" value="0"></td></tr></table>
  <div data-sluice-event="date"><input type="date" value="2026-01-01"></div>
  <div data-sluice-event="write"><input id="name"></div>
  <div><input id="plain"></div>`;

describe('a marked element around a field', () => {
  it('counts what is chosen by keyboard', async (t) => {
    const names = await namesAfter(t, fields, async (page) => {
      await page.press('#a', 'ArrowDown');
      await page.press('select', 'ArrowDown');
      await page.press('[type=range]', 'ArrowRight');
      await page.press('[type=range]', 'ArrowRight');
      await page.press('[type=date]', 'ArrowUp');
      await page.focus('#name');
      await page.keyboard.type('Jane');
      await page.focus('#plain');
      await page.keyboard.type('Jane');
    });
    assert.deepEqual(names, ['pick', 'list', 'slide', 'date', 'write']);
  });

  it('counts what is chosen by mouse, each press of it once', async (t) => {
    const names = await namesAfter(t, fields, async (page) => {
      await page.click('[type=radio]:not(#a)');
      await page.click('[type=range]');
      await page.click('[type=range]', { position: { x: 3, y: 8 } });
      await page.click('#name');
      await page.keyboard.type('Jane');
      await page.click('#plain');
    });
    assert.deepEqual(names, ['pick', 'slide', 'slide', 'write']);
  });

  it('says how, and no value', async (t) => {
    const visit = await stage.visit(t, { body: fields });
    await visit.open();
    await visit.page.press('select', 'ArrowDown');
    await visit.page.click('[type=range]');
    const events = (await visit.finish()).filter(({ click }) => click);
    assert.deepEqual(
      events.map(({ click }) => [click.by, click.kind, click.tag]),
      [
        ['keyboard', 'element', 'div'],
        ['mouse', 'element', 'tr'],
      ],
    );
  });

  it('counts once where its own script presses the field', async (t) => {
    const body = `<table><tr data-sluice-event="row"><td>Row</td>
      <td><input type="checkbox"></td></tr></table><script>
        document.querySelector('tr').onclick = ({ target }) => {
          if (!target.matches('input')) document.querySelector('input').click();
        };
      </script>`;
    const names = await namesAfter(t, body, async (page) => {
      await page.click('td');
      await page.click('input');
    });
    assert.deepEqual(names, ['row', 'row']);
  });

  it('does not count what a script gives its other fields', async (t) => {
    const body = `<div data-sluice-event="loan"><input id="sum" type="range">
      <input id="rate"></div><script>
        sum.oninput = () => {
          rate.value = sum.value;
          rate.dispatchEvent(new Event('input', { bubbles: true }));
        };
      </script>`;
    const names = await namesAfter(t, body, async (page) => {
      for (let i = 0; i < 3; i++) await page.press('#sum', 'ArrowRight');
    });
    assert.deepEqual(names, ['loan']);
  });

  it('counts in a shadow tree', async (t) => {
    const body = `<my-box data-sluice-event="box"></my-box><script>
      document.querySelector('my-box').attachShadow({ mode: 'open' })
        .innerHTML = '<label><i>Text</i><input type="checkbox"></label>' +
          '<select><option>S<option>M</select>';
    </script>`;
    const names = await namesAfter(t, body, async (page) => {
      await page.click('input');
      await page.click('i');
      await page.press('select', 'ArrowDown');
    });
    assert.deepEqual(names, ['box', 'box', 'box']);
  });

  it('is left alone where the site wants that', async (t) => {
    const body = `<div data-sluice-event="no" data-sluice-ignore>
      <label>Box <input type="checkbox"></label><select><option>S<option>M
      </select></div>`;
    const names = await namesAfter(t, body, async (page) => {
      await page.click('input');
      await page.press('select', 'ArrowDown');
    });
    assert.deepEqual(names, []);
  });
});
