import { onButton, onLink, view } from './events.mjs';

const body = `<form id="order" action="/thanks">
  <p><label>Name <input name="name"></label></p>
  <p><label>Password <input name="pass" type="password"></label></p>
  <p><button id="send">Send</button></p></form>
  <p><a id="away" href="/away">Away</a></p>`;

function onForm(name, field, field_type) {
  const form = { id: 'order', selector: '#order', fields: 2 };
  return { name, path: '/', form: { ...form, field, field_type } };
}

export const forms = [
  {
    name: 'a form is started, filled in and submitted by keyboard',
    site: { body },
    async act(visitor) {
      await visitor.open();
      await visitor.type('[name=name]', 'Jane');
      await visitor.press('Tab');
      await visitor.typeOn('secret');
      await visitor.press('Enter');
      await visitor.until('/thanks');
    },
    events: [
      view('/'),
      onForm('form_start', 'name', 'text'),
      // Browsers make a click on the button of it.
      onButton('send', { by: 'keyboard' }),
      onForm('form_submit', 'pass', 'password'),
      view('/thanks'),
    ],
  },
  {
    name: 'a form that closes a dialog is not submitted',
    site: {
      body: `<dialog id="d"><form method="dialog" id="f">
          <button id="cancel">Cancel</button></form></dialog>
        <script>addEventListener('load', () => d.showModal());</script>`,
    },
    async act(visitor) {
      await visitor.open();
      await visitor.click('#cancel');
    },
    events: [view('/'), onButton('cancel')],
  },
  {
    name: 'a form is abandoned when its page is left',
    site: { body },
    async act(visitor) {
      await visitor.open();
      await visitor.type('[name=name]', 'Jane');
      await visitor.click('#away');
      await visitor.until('/away');
    },
    events: [
      view('/'),
      onForm('form_start', 'name', 'text'),
      onLink('away', '/away'),
      onForm('form_abandon', 'name', 'text'),
      view('/away'),
    ],
  },
];
