import { fileURLToPath } from 'node:url';

import sirv from 'sirv';

import { readBuilt, requireBuilt } from '../common/built.mjs';
import { readPolicies } from './policies.mjs';

const publicFolder = fileURLToPath(new URL('public', import.meta.url));

const headers = {
  // The page may open no connection: what it needs comes to it as scripts.
  'Content-Security-Policy': [
    "default-src 'none'",
    "connect-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Scripts that are written when they are asked for, by path. */
const scripts = {
  '/playground/full.mjs': () => readBuilt('full.mjs'),
  '/playground/full-wasm.js': () =>
    exportOf('base64', readBuilt('full.wasm').toString('base64')),
  '/playground/policies.js': () => exportOf('policies', readPolicies()),
};

const exportOf = (name, value) =>
  `export const ${name} = ${JSON.stringify(value)};\n`;

/** Throws a StartError unless what the playground asks was built. */
export const requirePlayground = () =>
  requireBuilt(['full.mjs', 'full.wasm', 'policies']);

/** Serves the playground at /playground, and passes on what is elsewhere. */
export function createPlayground() {
  const serveFile = sirv(publicFolder, {
    dev: true,
    setHeaders(response) {
      for (const [name, value] of Object.entries(headers)) {
        response.setHeader(name, value);
      }
    },
  });
  return (request, response, next) => {
    const write = scripts[request.url.split('?')[0]];
    if (!write) return serveFile(request, response, next);
    response.writeHead(200, {
      ...headers,
      'Content-Type': 'text/javascript; charset=utf-8',
    });
    response.end(write());
  };
}
