import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import sirv from 'sirv';

import { builtFolder, readBuilt, requireBuilt } from '../common/built.mjs';

const served = ['sluice.js', 'fallback.js', 'debug.js'];

/** The policy preset the shop runs. */
export const policy = 'opt-in';

/** What the shop wants its visitors to do, as text for an attribute. */
const goals = JSON.stringify(
  JSON.parse(readFileSync(new URL('goals.json', import.meta.url), 'utf8')),
).replaceAll('"', '&quot;');

/** Throws a StartError unless the tracker was built. */
export const requireTracker = () => requireBuilt(['snippet.js', ...served]);

/** What a page needs to be tracked: the markup for its head, and the header
 * that lets it run, as the project's README tells site owners. */
export function embedTracker(collectorUrl) {
  const snippet = readBuilt('snippet.js').toString().trim();
  const hash = createHash('sha256').update(snippet).digest('base64');
  return {
    markup: `<script>${snippet}</script>
  <script async src="/sluice.js" data-endpoint="${collectorUrl}/collect"
    data-policy="${policy}" data-goals="${goals}"></script>`,
    contentSecurityPolicy: [
      "default-src 'self'",
      `script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`,
      `connect-src 'self' ${collectorUrl}`,
      "style-src 'self'",
      "img-src 'self' data:",
    ].join('; '),
  };
}

/** Serves the tracker's files as built, and passes on what is none. */
export function createTrackerFiles() {
  const serve = sirv(builtFolder, { dev: true });
  return (request, response, next) => {
    const name = request.url.split('?')[0].slice(1);
    if (served.includes(name)) serve(request, response, next);
    else next();
  };
}
