import { onButton, onLink, view } from './events.mjs';

const stay = `<script>
  document.addEventListener('click', (event) => event.preventDefault());
</script>`;

const untracked = { tag: false, head: '', body: 'Next' };
const pages = { '/next': untracked };

const zoo = `${stay}
  <p><a id="link" href="/next?secret=1"><b>Next</b></a>
    <button id="button" type="button"><span>Buy</span></button>
    <a id="other" href="https://other.example/shop?a=1">Other</a>
    <a id="file" href="/prices.csv">Prices</a>
    <a id="mail" href="mailto:jane@shop.example">Mail</a>
    <span id="text">Text</span></p>
  <svg width="90" height="90">
    <a id="svg" href="/next"><rect width="90" height="90"/></a></svg>
  <my-card></my-card>
  <script>
    document.querySelector('my-card').attachShadow({ mode: 'open' })
      .innerHTML = '<button id="inside" type="button"><b>Buy</b></button>';
  </script>`;

const link = '<p><a id="link" href="/next">Next</a></p>';

export const clicks = [
  {
    name: 'clicks by mouse are told by what they are on',
    site: { body: zoo, pages },
    async act(visitor) {
      await visitor.open();
      const wanted = ['#link b', '#button span', '#other', '#file', '#mail'];
      for (const one of [...wanted, '#text', '#svg rect', '#inside b']) {
        await visitor.click(one);
      }
    },
    events: [
      view('/'),
      onLink('link', '/next'),
      onButton('button'),
      {
        ...onLink('other', 'https://other.example/shop'),
        name: 'outbound_click',
      },
      { ...onLink('file', '/prices.csv'), name: 'file_download' },
      { ...onLink('mail', 'mailto:'), name: 'email_click' },
      onLink('svg', '/next'),
      onButton('inside'),
    ],
  },
  {
    name: 'clicks by keyboard are clicks',
    site: { body: zoo, pages },
    async act(visitor) {
      await visitor.open();
      await visitor.press('Enter', { on: '#link' });
      await visitor.press('Enter', { on: '#button' });
      await visitor.press(' ', { on: '#button' });
    },
    events: [
      view('/'),
      onLink('link', '/next', { by: 'keyboard' }),
      onButton('button', { by: 'keyboard' }),
      onButton('button', { by: 'keyboard', count: 2 }),
    ],
  },
  {
    name: 'taps are clicks',
    needs: 'touch',
    site: { body: zoo, pages },
    async act(visitor) {
      await visitor.open();
      await visitor.tap('#link b');
      await visitor.tap('#button span');
    },
    events: [
      view('/'),
      onLink('link', '/next', { by: 'touch' }),
      onButton('button', { by: 'touch' }),
    ],
  },
  {
    name: 'a click with the control key is one',
    site: { body: link, pages },
    async act(visitor) {
      await visitor.open();
      await visitor.click('#link', { withControl: true });
      await visitor.inbox.untilNamed('click');
      await visitor.open('/end');
    },
    events: [
      view('/'),
      onLink('link', '/next', { modifier: 'ctrl' }),
      view('/end'),
    ],
  },
  {
    name: 'a click of the middle button is one, and says so',
    needs: 'middle button',
    site: { body: link, pages },
    async act(visitor) {
      await visitor.open();
      await visitor.click('#link', { button: 'middle' });
    },
    events: [view('/'), onLink('link', '/next', { button: 'middle' })],
  },
  {
    name: 'a click that nothing answers is a dead one, others are not',
    site: {
      data: { 'dead-clicks': 'true' },
      body: `<button id="dead" type="button">Buy</button>
        <button id="live" type="button" onclick="this.append('!')">Buy</button>
        <p><input id="field"></p>`,
    },
    async act(visitor) {
      await visitor.open();
      await visitor.click('#live');
      await visitor.click('#field');
      await visitor.click('#dead');
      await visitor.inbox.untilNamed('dead_click');
    },
    events: [
      view('/'),
      onButton('live'),
      onButton('dead'),
      { ...onButton('dead'), name: 'dead_click' },
    ],
  },
];
