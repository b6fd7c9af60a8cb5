import { fileURLToPath } from 'node:url';

import sirv from 'sirv';

import { answerError, Refusal } from './answer.mjs';

const pageFolder = fileURLToPath(new URL('page', import.meta.url));

// The page shows what strangers posted: it may run nothing but its own files.
const pagePolicy =
  "default-src 'none'; connect-src 'self'; img-src 'self'; " +
  "script-src 'self'; style-src 'self'; frame-ancestors 'none'";

/** The server's request listener: `routes` by path and method, and at every
 * other path the files of the live page. */
export function createHandler(routes) {
  const servePage = createPage();
  return async (request, response) => {
    try {
      const { pathname, searchParams } = readUrl(request);
      const methods = routes[pathname];
      if (!methods) return servePage(request, response);
      const handle = methods[request.method];
      if (!handle) refuseMethod(response, methods);
      await handle(request, response, searchParams);
    } catch (error) {
      answerError(response, error);
    }
  };
}

function readUrl({ url }) {
  try {
    return new URL(url, 'http://collector');
  } catch {
    throw new Refusal(400, `${url} is not an address`);
  }
}

function createPage() {
  const serveFile = sirv(pageFolder, {
    dev: true,
    setHeaders(response) {
      response.setHeader('Content-Security-Policy', pagePolicy);
      response.setHeader('X-Content-Type-Options', 'nosniff');
    },
  });
  return (request, response) =>
    serveFile(request, response, () => {
      const reason = `there is nothing at ${request.url}`;
      answerError(response, new Refusal(404, reason));
    });
}

function refuseMethod(response, methods) {
  const allowed = Object.keys(methods).join(', ');
  response.setHeader('Allow', allowed);
  throw new Refusal(405, `this path takes ${allowed}`);
}
