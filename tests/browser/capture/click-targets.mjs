// What of a page a click is on.
import { describe } from 'node:test';
import { drawn } from '../fixture/drawn.mjs';
import {
  clickByScript,
  onButton,
  onElement,
  onLink,
  testEach,
} from './click.mjs';

const openShadow = (host, markup) => `<script>
  document.querySelector('${host}').attachShadow({ mode: 'open' }).innerHTML =
    \`${markup}\`;
</script>`;

const cases = [
  {
    name: 'a click on a link tells where it leads, without query',
    body: '<a id="x" href="/next?secret=1">Next</a>',
    event: onLink(),
  },
  {
    name: 'a click on a button is told by its id',
    body: '<button id="x" type="button">Buy</button>',
    event: onButton(),
  },
  {
    name: 'a click on a span deep in a button is one on the button',
    body: `<main><button>No</button>
      <button><b><span class="x">Buy</span></b></button></main>`,
    act: (page) => page.click('.x'),
    event: onButton({
      id: undefined,
      selector:
        'html:nth-of-type(1) > body:nth-of-type(1) > ' +
        'main:nth-of-type(1) > button:nth-of-type(2)',
    }),
  },
  {
    name: 'a click deep inside a link around a whole card is one on the link',
    body: `<a id="x" href="/next">${'<div>'.repeat(12)}<b>Card</b>
      ${'</div>'.repeat(12)}</a>`,
    act: (page) => page.click('b'),
    event: onLink(),
  },
  {
    name: 'a click on something with the role of a button is one on a button',
    body: '<div id="x" role="button" tabindex="0">Buy</div>',
    event: onButton({ tag: 'div' }),
  },
  {
    name: 'complaint 23: a click inside an open shadow root is told from the inside',
    body: `<my-card></my-card>${openShadow(
      'my-card',
      '<a id="x" href="/next"><i>Next</i></a>',
    )}`,
    act: (page) => page.click('#x i'),
    event: onLink(),
  },
  {
    name: 'complaint 23: a click inside nested shadow roots is told from the innermost',
    body: `<my-page></my-page>${openShadow(
      'my-page',
      '<my-card></my-card>',
    )}<script>
      const { shadowRoot } = document.querySelector('my-page');
      shadowRoot
        .querySelector('my-card')
        .attachShadow({ mode: 'open' }).innerHTML =
        '<button id="x"><b>Buy</b></button>';
    </script>`,
    act: (page) => page.click('#x b'),
    event: onButton(),
  },
  {
    name: 'complaint 23: a click on content of a link that is slotted finds the link',
    body: `<my-card><b>Next</b></my-card>${openShadow(
      'my-card',
      '<a id="x" href="/next"><slot></slot></a>',
    )}`,
    act: (page) => page.click('b'),
    event: onLink(),
  },
  {
    name: 'complaint 8: a click on a link inside SVG is one on a link',
    body: `<svg width="90" height="90">
      <a id="x" href="/next"><rect width="90" height="90"/></a></svg>`,
    act: (page) => page.click('rect'),
    event: onLink(),
  },
  {
    name: 'complaint 8: a click on a link of old SVG is one on a link',
    body: `<svg width="90" height="90">
      <a id="x" xlink:href="/next"><rect width="90" height="90"/></a></svg>`,
    act: (page) => page.click('rect'),
    event: onLink(),
  },
  {
    name: 'a click on a link that is a script does not tell the script',
    body: '<a id="x" href="javascript:void secret()">Open</a>',
    event: onLink({ href: undefined }),
  },
  {
    name: 'a click in a form whose fields hide its properties counts',
    body: `<form><input name="id"><input name="localName">
      <input name="getAttribute"><input name="previousElementSibling">
      <button id="x" type="button">Send</button></form>`,
    act: clickByScript,
    event: onButton(),
  },
  {
    name: 'complaint 23: a click 200 shadow roots deep is one on its button',
    body: `<my-nest></my-nest><script>
      let host = document.querySelector('my-nest');
      for (let depth = 1; depth < 200; depth++) {
        host = host.attachShadow({ mode: 'open' })
          .appendChild(document.createElement('my-nest'));
      }
      host.attachShadow({ mode: 'open' }).innerHTML =
        '<button id="x" type="button">Buy</button>';
    </script>`,
    event: onButton(),
  },
  {
    name: 'a click on a part of an image map is one on a link',
    body: `<map name="m"><area id="x" shape="rect" coords="0,0,90,90"
        href="/next"></map>
      <img usemap="#m" width="90" height="90" alt=""
        src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`,
    async act(page) {
      await drawn(page);
      await page.mouse.click(40, 40);
    },
    event: onLink({ tag: 'area' }),
  },
  {
    name: 'a click on what has a handler is one, by attribute or property',
    body: `<div id="x"><b>Open</b></div><script>
      document.getElementById('x').onclick = () => {};
    </script>`,
    act: (page) => page.click('b'),
    event: onElement(),
  },
  {
    name: 'a click on what shows a hand is one on the outermost that does',
    body: `<div id="x" style="cursor: pointer"><p><b>Open</b></p></div>`,
    act: (page) => page.click('b'),
    event: onElement(),
  },
  {
    name: 'a click on what a framework has named is told by its place',
    body: '<p id="ember123"><button id="css-1a2b3c">Buy</button></p>',
    act: (page) => page.click('button'),
    event: onButton({
      id: 'css-1a2b3c',
      selector:
        'html:nth-of-type(1) > body:nth-of-type(1) > ' +
        'p:nth-of-type(1) > button:nth-of-type(1)',
    }),
  },
  {
    name: 'a click on a label that is a button is one',
    body: `<label id="x" role="button">Upload <input type="checkbox"></label>`,
    act: (page) => page.click('#x', { position: { x: 4, y: 8 } }),
    event: onButton({ tag: 'label' }),
  },
];

describe('what a click is on', () => testEach(cases));
