import { EventEmitter, once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { readBuilt } from './built.mjs';
import { inTime } from './deadline.mjs';
import { writeDocument } from './document.mjs';

/** No charset is given, as by many servers. */
const types = {
  csv: 'text/csv',
  png: 'image/png',
  js: 'text/javascript',
  mjs: 'text/javascript',
  txt: 'text/plain',
  wasm: 'application/wasm',
};

/** What the build made for sites to serve, by path. */
const built = new Map(
  ['sluice.js', 'fallback.js', 'index.mjs', 'core.wasm'].map((name) => [
    `/${name}`,
    readBuilt(name),
  ]),
);

/** A web site on 127.0.0.1, ended with the test.
 *
 * `page` describes its pages as document.mjs has them, `headers` beside; what
 * `pages` says of the page at a path goes before, and `text` is that of a file.
 * `tls`, a key and a certificate, makes it https. */
export async function openSite(t, { page, pages = {}, tls }) {
  const site = new Site(page, pages);
  const answer = (request, response) => site.answer(request, response);
  const server = tls
    ? https.createServer(tls, answer)
    : http.createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => stop(server));
  const scheme = tls ? 'https' : 'http';
  const { port } = server.address();
  site.url = `${scheme}://127.0.0.1:${port}`;
  site.otherUrl = `${scheme}://localhost:${port}`;
  return site;
}

class Site {
  /** Its address, and the same server as another site. */
  url;
  otherUrl;
  /** Paths of the requests so far, in order. */
  requests = [];

  #asked = new EventEmitter();
  #held = new Map();
  #page;
  #pages;

  constructor(page, pages) {
    this.#page = page;
    this.#pages = pages;
  }

  /** Resolves once `path` has been asked for. */
  async until(path) {
    while (!this.requests.includes(path)) {
      await inTime(once(this.#asked, 'request'), path);
    }
  }

  /** Answers requests for `path` only once the returned function is called. */
  hold(path) {
    const hold = {};
    hold.released = new Promise((release) => (hold.release = release));
    this.#held.set(path, hold);
    return hold.release;
  }

  async answer(request, response) {
    const [path] = request.url.split('?');
    this.requests.push(path);
    this.#asked.emit('request');
    await this.#held.get(path)?.released;
    const { type, headers, body } = this.#find(path);
    response.writeHead(200, { 'Content-Type': type, ...headers });
    response.end(body);
  }

  #find(path) {
    const [, extension] = path.split('.');
    const { headers, text, ...own } = { ...this.#page, ...this.#pages[path] };
    if (extension) {
      return { type: types[extension], body: built.get(path) ?? text ?? '' };
    }
    const type = 'text/html; charset=utf-8';
    return { type, headers, body: writeDocument(own) };
  }
}

function stop(server) {
  return new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
