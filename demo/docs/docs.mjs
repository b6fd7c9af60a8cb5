import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import sirv from 'sirv';

/** What demo/build-docs makes; the site is in its folder docs/. */
const builtFolder = fileURLToPath(
  new URL('../../build/docs/site', import.meta.url),
);

const headers = {
  // The site needs nothing from other hosts, and cannot ask them.
  'Content-Security-Policy': [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline'", // VitePress writes some into its pages
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Serves the documentation at /docs/, and passes on what is elsewhere. */
export function createDocs() {
  const serveFile = sirv(builtFolder, { dev: true, setHeaders });
  return (request, response, next) => {
    const path = request.url.split(/[?#]/)[0];
    if (path === '/docs') return redirect(response, '/docs/');
    if (!path.startsWith('/docs/')) return next();
    serveFile(request, response, () => answerMissing(response));
  };
}

function setHeaders(response) {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value);
  }
}

function redirect(response, location) {
  response.writeHead(302, { Location: location });
  response.end();
}

function answerMissing(response) {
  const isBuilt = existsSync(`${builtFolder}/docs/index.html`);
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(
    isBuilt
      ? 'The documentation has no such page.\n'
      : 'The documentation is not built; run demo/build-docs.\n',
  );
}
