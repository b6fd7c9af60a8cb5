/** A collector behind HTTP, at an address of this machine. */
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** What a browser of another origin may do. Chromium keeps the answer to a
 * preflight for five seconds by default; 0 makes each request ask. */
function corsOf({ origin = '*', 'access-control-request-headers': headers }) {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': headers ?? '*',
    'access-control-expose-headers': 'x-plausible-dropped, retry-after',
    'access-control-max-age': '0',
  };
}

/** Resolves to {url, preflights, requests, close} of a server that answers as
 * `collector` does. One that `unzips` reads gzipped bodies: `always`, or where a
 * `header` says so. */
export async function serve(collector) {
  const server = createServer(async (request, response) => {
    const cors = corsOf(request.headers);
    if (request.method === 'OPTIONS') {
      served.preflights++;
      return response.writeHead(204, cors).end();
    }
    const one = await readRequest(request, collector.unzips);
    served.requests.push(one);
    const { status, headers, body = '' } = collector.take(one);
    response.writeHead(status, { ...cors, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const served = {
    url: `http://127.0.0.1:${server.address().port}`,
    preflights: 0,
    requests: [],
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
  return served;
}

/** What a request says, whole. `unzips`: 'always', or with the 'header' that
 * tells of it, or undefined. */
export async function readRequest(request, unzips) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const bytes = Buffer.concat(parts);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const isTold = request.headers['content-encoding'] === 'gzip';
  const reads = isGzip && (unzips === 'header' ? isTold : unzips === 'always');
  const { pathname, searchParams } = new URL(request.url, 'http://x');
  return {
    method: request.method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: request.headers,
    type: (request.headers['content-type'] ?? '').split(';')[0].trim(),
    isGzip,
    text: (reads ? gunzipSync(bytes) : bytes).toString('utf8'),
  };
}

/** The JSON of a text, or undefined. */
export function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
