import { onButton, onLink, view } from './events.mjs';

export const routes = {
  name: 'routes are page views, by push, replace, fragment and step back',
  site: {
    body: `<button id="push" type="button"
        onclick="history.pushState(null, '', '/a')">Push</button>
      <button id="replace" type="button"
        onclick="history.replaceState(null, '', '/b')">Replace</button>
      <button id="router" type="button" onclick="
        history.replaceState({ y: 0 }, '', '/b?from=here');
        history.pushState(null, '', '/c')">Both</button>
      <a id="hash" href="#/cart">Cart</a>`,
  },
  async act(visitor) {
    await visitor.open();
    await visitor.click('#push');
    await visitor.click('#replace');
    await visitor.click('#router');
    await visitor.back();
    await visitor.until('/b');
    await visitor.back();
    await visitor.until('/');
    await visitor.click('#hash');
  },
  events: [
    view('/'),
    onButton('push'),
    view('/a', 'push'),
    { ...onButton('replace'), path: '/a' },
    view('/b', 'replace'),
    { ...onButton('router'), path: '/b' },
    view('/c', 'push'),
    view('/b', 'pop'),
    view('/', 'pop'),
    onLink('hash', '/#/cart'),
    view('/#/cart', 'hash'),
  ],
};
