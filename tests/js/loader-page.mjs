// A page of a few lines instead of a browser's, for the loader's own tests.
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { readBatch } from '../../js/dist/node.mjs';

export const kOrigin = 'https://shop.example/';
export const dist = new URL('../../js/dist/', import.meta.url);

export class Element {}

class HTMLScriptElement extends Element {
  src = `${kOrigin}sluice.js`;
  dataset = { endpoint: `${kOrigin}c`, tape: '' };
}

let pages = 0;

/** A page with one script tag, whose attributes are `dataset`, and with the
 * globals in `more`. `run` runs a script on it, `fire` fires an event at its
 * window or document; `posted` is what went to the collector and `said` what
 * the console shows. */
export function makePage({ dataset, ...more } = {}) {
  const posted = [];
  const said = [];
  const window = new EventTarget();
  const document = makeDocument(dataset);
  const log = (...words) => said.push(words.join(' '));
  const page = createContext({
    ...makeGlobals(window, document),
    console: { error: log, warn: log, info: log },
    async fetch(url, { body }) {
      posted.push({ url, ...(readBatch(body) ?? JSON.parse(body)) });
      return new Response('', { status: 200 });
    },
    ...more,
  });
  page.window = page;
  const run = (code) => runInContext(prepare(code), page);
  const fire = (target, type, init = {}) =>
    target.dispatchEvent(Object.assign(new Event(type), init));
  return { page, run, fire, window, document, posted, said };
}

/** A context has neither import() nor import.meta of its own. */
function prepare(code) {
  return code
    .replace('\uFEFF', '')
    .replace(/\bimport\(/g, 'importModule(')
    .replaceAll('import.meta.url', `"${kOrigin}page.js"`);
}

function makeDocument(dataset) {
  const currentScript = new HTMLScriptElement();
  Object.assign(currentScript.dataset, dataset);
  return Object.assign(new EventTarget(), {
    createEvent: () => new Event(''),
    currentScript,
    baseURI: kOrigin,
    referrer: 'https://news.example/',
    title: 'Shop',
    visibilityState: 'visible',
  });
}

function makeGlobals(window, document) {
  const location = { href: `${kOrigin}?utm_source=news` };
  const go = (_, __, to) => (location.href = new URL(to, location.href).href);
  return {
    ...{ Element, HTMLScriptElement, document, location },
    ...{ AbortController, Blob, TextDecoder, TextEncoder, URL },
    ...{ crypto, performance, setTimeout, clearTimeout },
    history: { pushState: go, replaceState: go },
    navigator: { globalPrivacyControl: true, sendBeacon: () => true },
    // Each page has modules of its own.
    importModule: (url) =>
      import(`${url.replace(kOrigin, dist.href)}?page=${pages++}`),
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
  };
}

/** The facts on the tape of a page's tracker. */
export function factsOf({ run }) {
  const lines = run('sluice.tape()').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line)).filter(({ fact }) => fact);
}

export const kindsOf = (page) => factsOf(page).map(({ fact }) => fact);

const script = readFileSync(new URL('sluice.js', dist), 'utf8');

/** A page, and what starts its script tag. */
export function makeScriptPage(more) {
  const page = makePage(more);
  return { ...page, start: () => page.run(script) };
}
