import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

import sirv from 'sirv';

import { listen, stop } from '../common/listen.mjs';
import { createDocs } from '../docs/docs.mjs';
import {
  createPlayground,
  requirePlayground,
} from '../playground/playground.mjs';
import { ringBell } from './bell.mjs';
import { findPage, layOut, layOutNeighbour, missingPage } from './pages.mjs';
import { writePriceList } from './price-list.mjs';
import {
  createTrackerFiles,
  embedTracker,
  policy,
  requireTracker,
} from './tracker.mjs';

const publicFolder = fileURLToPath(new URL('public', import.meta.url));

/** Starts the shop on 127.0.0.1; its pages send to the collector at
 * `collectorUrl`. The playground is at /playground, the documentation at /docs.
 * Resolves to its address and the function that ends it; throws a StartError if
 * the tracker was not built or the port is taken. */
export async function startShop({ port, collectorUrl }) {
  requireTracker();
  requirePlayground();
  const server = createServer(guard(createHandler(collectorUrl)));
  const url = await listen(server, port);
  return { url, close: () => stop(server) };
}

/** Keeps the shop open where a page fails, as while the tracker is rebuilt. */
function guard(handle) {
  return (request, response) => {
    try {
      handle(request, response);
    } catch (error) {
      console.error(error);
      response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end('The shop failed; see its output.\n');
    }
  };
}

function createHandler(collectorUrl) {
  const serveDocs = createDocs();
  const servePlayground = createPlayground();
  const serveTracker = createTrackerFiles();
  const serveFile = sirv(publicFolder, { dev: true });
  return (request, response) => {
    const path = request.url.split(/[?#]/)[0];
    if (path === '/price-list.csv') return answerPriceList(response);
    if (path === '/sounds/bell.wav') return answerBell(response);
    if (path === '/neighbour') return answerNeighbour(request, response);
    const page = findPage(path);
    if (page) return answerPage(request, response, page, collectorUrl);
    const answerMissing = () => {
      answerPage(request, response, missingPage(), collectorUrl, 404);
    };
    serveTracker(request, response, () => {
      serveDocs(request, response, () => {
        servePlayground(request, response, () => {
          serveFile(request, response, answerMissing);
        });
      });
    });
  };
}

function answerPage(request, response, page, collectorUrl, status = 200) {
  const { markup, contentSecurityPolicy } = embedTracker(collectorUrl);
  const body = layOut(page, markup, {
    collector: collectorUrl,
    neighbour: `${otherHost(request)}/neighbour`,
    policy,
  });
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentSecurityPolicy,
  });
  response.end(body);
}

function answerNeighbour(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(layOutNeighbour({ shop: otherHost(request) }));
}

function answerPriceList(response) {
  response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' });
  response.end(writePriceList());
}

function answerBell(response) {
  response.writeHead(200, { 'Content-Type': 'audio/wav' });
  response.end(ringBell());
}

/** This server's other name, which browsers take for another site. */
function otherHost({ headers, socket }) {
  const isLocalhost = headers.host?.startsWith('localhost');
  const name = isLocalhost ? '127.0.0.1' : 'localhost';
  return `http://${name}:${socket.localPort}`;
}
