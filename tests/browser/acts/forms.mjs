// Forms, filled in by keyboard.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';
import { elsewhere, leave, linkElsewhere, told } from './acts.mjs';

const form = `<form id="order" name="o" action="/elsewhere">
  <input type="hidden" name="token" value="secret-token">
  <label>Name <input name="name"></label>
  <label>E-mail <input name="mail" type="email"></label>
  <label>Password <input name="pass" type="password"></label>
  <label>Size <select name="size"><option>S<option>M</select></label>
  <button>Send</button></form>`;

describe('a form', () => {
  it('is started, filled in and submitted, and no value leaves', async (t) => {
    const visit = await stage.visit(t, { body: form, pages: elsewhere });
    await visit.open();
    await visit.page.type('[name=name]', 'Jane Secret');
    await visit.page.type('[name=mail]', 'jane@secret.example');
    await visit.page.type('[name=pass]', 'hunter2-secret');
    await visit.page.selectOption('[name=size]', 'M');
    await visit.page.click('button');
    await visit.page.waitForURL('**/elsewhere?**');
    await visit.inbox.untilNamed('form_submit');
    const { events } = visit.inbox;
    const common = { id: 'order', selector: '#order', fields: 4 };
    assert.deepEqual(
      events
        .filter(({ form }) => form)
        .map(({ event, form }) => {
          const { duration, name, ...rest } = form;
          assert.equal(name, 'o');
          assert.equal(duration > 0, event.name === 'form_submit');
          return { event: event.name, ...rest };
        }),
      [
        { event: 'form_start', ...common, field: 'name', field_type: 'text' },
        {
          ...{ event: 'form_submit', ...common },
          ...{ field: 'size', field_type: 'select-one' },
        },
      ],
    );
    assert.doesNotMatch(JSON.stringify(events), /secret|Jane/);
  });

  it('is abandoned with its last field when the page is left', async (t) => {
    const visit = await stage.visit(t, {
      body: form + linkElsewhere,
      pages: elsewhere,
    });
    await visit.open();
    await visit.page.type('[name=name]', 'Jane');
    await visit.page.type('[name=mail]', 'j');
    await leave(visit);
    await visit.inbox.untilNamed('form_abandon');
    assert.deepEqual(
      told(visit.inbox.events, 'form').map(({ name, field }) => [name, field]),
      // The form's own name hides that of the event.
      [
        ['o', 'name'],
        ['o', 'mail'],
      ],
    );
    assert.deepEqual(namesOf(visit.inbox.events), [
      'page_view',
      'form_start',
      'click',
      'form_abandon',
    ]);
  });

  it('is not what the browser would not submit', async (t) => {
    const body = `<form id="f"><input name="a"><input name="b" required>
      <button>Send</button></form>`;
    const visit = await stage.visit(t, { body });
    await visit.open();
    await visit.page.type('[name=a]', 'x');
    await visit.page.click('button');
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['page_view', 'form_start', 'click']);
  });

  it('counts once where its handler stops it and submits it', async (t) => {
    const body = `<form id="f" action="/elsewhere"><input name="a">
      <button>Send</button></form><script>
        f.addEventListener('submit', (event) => {
          event.preventDefault();
          f.submit();
        });
      </script>`;
    const visit = await stage.visit(t, { body, pages: elsewhere });
    await visit.open();
    await visit.page.type('[name=a]', 'x');
    await visit.page.press('[name=a]', 'Enter');
    await visit.page.waitForURL('**/elsewhere?**');
    await visit.inbox.untilNamed('form_submit');
    await visit.open();
    const events = await visit.finish();
    const names = namesOf(events).filter((name) => name !== 'click');
    assert.deepEqual(names, [
      'page_view',
      'form_start',
      'form_submit',
      'page_view',
    ]);
  });

  it('counts where a script submits what was filled in', async (t) => {
    const body = `<form id="f" action="/elsewhere"><input name="a">
      </form><script>
        f.a.addEventListener('change', () => f.submit());
      </script>`;
    const visit = await stage.visit(t, { body, pages: elsewhere });
    await visit.open();
    await visit.page.type('[name=a]', 'x');
    await visit.page.press('[name=a]', 'Tab');
    await visit.page.waitForURL('**/elsewhere?**');
    const { form } = await visit.inbox.untilNamed('form_submit');
    assert.equal(form.field, 'a');
  });

  for (const [how, body, act] of [
    [
      'by its own method',
      '<form method="dialog" id="f"><button>Cancel</button></form>',
      (page) => page.click('button'),
    ],
    [
      "by its button's method",
      `<form method="post" action="/elsewhere" id="f">
        <button formmethod="dialog">Cancel</button></form>`,
      (page) => page.click('button'),
    ],
    [
      'by a method given late, and though a field hides it',
      `<form method="post" action="/elsewhere" id="f"><input name="method">
        <button>Cancel</button></form>
        <script>f.setAttribute('method', 'DIALOG');</script>`,
      (page) => page.click('button'),
    ],
    [
      'by requestSubmit()',
      '<form method="dialog" id="f"></form>',
      (page) => page.evaluate(() => f.requestSubmit()),
    ],
    [
      'by submit(), filled in',
      '<form method="dialog" id="f"><input name="a"></form>',
      async (page) => {
        await page.type('[name=a]', 'x');
        await page.evaluate(() => f.submit());
      },
    ],
  ]) {
    it(`that closes a dialog ${how} is not submitted`, async (t) => {
      const goals = '[{"id": "lead", "on": "form_submit"}]';
      const visit = await stage.visit(t, {
        body: `<dialog id="d">${body}</dialog>`,
        data: { goals },
        pages: elsewhere,
      });
      await visit.open();
      await visit.run(() => d.showModal());
      await act(visit.page);
      assert.equal(await visit.run(() => d.open), false);
      const names = namesOf(await visit.finish());
      assert.ok(!names.includes('form_submit'), names.join());
      assert.ok(!names.includes('goal'), names.join());
    });
  }

  it('in a dialog is submitted by a button with another method', async (t) => {
    const visit = await stage.visit(t, {
      body: `<dialog open><form method="dialog" id="f"><button formmethod="get"
        formaction="/elsewhere">Send</button></form></dialog>`,
      pages: elsewhere,
    });
    await visit.open();
    await visit.page.click('button');
    await visit.page.waitForURL('**/elsewhere?**');
    await visit.inbox.untilNamed('form_submit');
  });

  it('inside a shadow root is told like any other', async (t) => {
    const body = `<my-form></my-form><script>
      document.querySelector('my-form').attachShadow({ mode: 'open' })
        .innerHTML = '<form id="f"><input name="a"><button>Go</button></form>';
      document.querySelector('my-form').shadowRoot
        .addEventListener('submit', (event) => event.preventDefault());
    </script>`;
    const visit = await stage.visit(t, { body });
    await visit.open();
    await visit.page.type('my-form [name=a]', 'x');
    await visit.page.press('my-form [name=a]', 'Enter');
    const events = await visit.finish();
    assert.deepEqual(
      namesOf(events).filter((name) => name.startsWith('form')),
      ['form_start', 'form_submit'],
    );
    assert.equal(events.find(({ form }) => form).form.selector, '#f');
  });

  it('whose fields hide its properties is told all the same', async (t) => {
    const body = `<form id="f"><input name="id"><input name="elements">
      <input name="parentNode"><input name="getAttribute">
      <input name="submit"></form>`;
    const visit = await stage.visit(t, { body });
    await visit.open();
    await visit.page.type('[name=elements]', 'x');
    const [, { form: started }] = await visit.finish();
    assert.deepEqual(
      { id: started.id, fields: started.fields, field: started.field },
      { id: 'f', fields: 5, field: 'elements' },
    );
  });

  it('that the site marked to be left alone is', async (t) => {
    const body = `<div data-sluice-ignore><form id="f"><input name="a">
      <button type="button" onclick="f.requestSubmit()">Go</button></form></div>
      <script>f.onsubmit = () => false;</script>`;
    const visit = await stage.visit(t, { body });
    await visit.open();
    await visit.page.type('[name=a]', 'x');
    await visit.page.press('[name=a]', 'Enter');
    const events = await visit.finish();
    assert.deepEqual(
      namesOf(events).filter((name) => name.startsWith('form')),
      [],
    );
  });
});
