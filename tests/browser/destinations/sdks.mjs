// What we send beside what the vendors' own libraries send of the same visit,
// member by member.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { collectors } from '../../collectors/all.mjs';
import { jsonOf, readRequest } from '../../collectors/serve.mjs';
import { until } from '../fixture/deadline.mjs';
import { stage } from '../fixture/stage.mjs';
import { readVendor } from './vendor.mjs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const differences = JSON.parse(read('sdks/differences.json'));

const formOf = (text) => jsonOf(new URLSearchParams(text).get('data') ?? '');
const rowsOfForm = (text) =>
  [formOf(text) ?? jsonOf(text)].flat().filter(Boolean);
const bodyOf = (text) => [jsonOf(text)].flat().filter(Boolean);
const batchOf = (text) => bodyOf(text).flatMap((body) => body.batch ?? [body]);

/** The rows of a request, and what tells a row's kind, in each format. */
const formats = {
  plausible: { rows: bodyOf, kind: ({ n }) => n },
  posthog: { rows: batchOf, kind: ({ event }) => event },
  mixpanel: { rows: rowsOfForm, kind: ({ event }) => event },
  jitsu: { rows: batchOf, kind: ({ type, event }) => event ?? type },
  rudderstack: { rows: batchOf, kind: ({ type, event }) => event ?? type },
  segment: { rows: batchOf, kind: ({ type, event }) => event ?? type },
  snowplow: { rows: (text) => jsonOf(text)?.data ?? [], kind: ({ e }) => e },
};

/** Segment's and RudderStack's libraries ask for theirs first. */
const settings = {
  integrations: { 'Segment.io': { apiKey: 'k-1' } },
  source: {
    id: 's-1',
    workspaceId: 'w-1',
    enabled: true,
    config: { statsCollection: { errors: {}, metrics: {} } },
    destinations: [],
  },
  ok: true,
};

/** A server that takes everything, and keeps the rows that were posted. */
async function record(t, { rows }) {
  const recorded = [];
  const server = createServer(async (request, response) => {
    const { text } = await readRequest(request, 'always');
    if (request.method === 'POST') recorded.push(...rows(text));
    const origin = request.headers.origin ?? '*';
    response.writeHead(200, {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers':
        request.headers['access-control-request-headers'] ?? '*',
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(settings));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { recorded, url: `http://127.0.0.1:${server.address().port}` };
}

async function recordTheirs(t, name) {
  const { recorded, url } = await record(t, formats[name]);
  const visit = await stage.visit(t, {
    tag: false,
    pages: { '/sdk.js': { text: await readVendor(name) } },
    body: `<script>
      window.collector = ${JSON.stringify(url)};
      // Some send nothing of browsers that call themselves headless.
      const agent = navigator.userAgent.replace('Headless', '');
      Object.defineProperty(navigator, 'userAgent', { value: agent });
      Object.defineProperty(navigator, 'webdriver', { value: false });
    </script><script src="/sdk.js"></script>`,
  });
  await visit.open('/?utm_source=news&utm_medium=email&gclid=Cj0');
  await visit.run(() => void window.signup());
  return recorded;
}

async function recordOurs(t, name) {
  const { recorded, url } = await record(t, formats[name]);
  const description = JSON.parse(read(`../../../js/destinations/${name}.json`));
  const { config } = collectors[name];
  const use = { destination: description, destinationConfig: config };
  const options = { ...use, policy: 'opt-in', endpoint: url };
  const visit = await stage.visit(t, {
    data: { endpoint: url, config: JSON.stringify(options) },
  });
  await visit.open('/?utm_source=news&utm_medium=email&gclid=Cj0');
  await visit.run(() => {
    sluice.consent({ analytics: true, ads: true });
    sluice.track('signup', { plan: 'pro' });
    return sluice.flush();
  });
  return recorded;
}

/** The paths of all members; of a list those of its first element. */
function pathsOf(value, path = '') {
  if (Array.isArray(value)) return pathsOf(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) =>
    pathsOf(member, path ? `${path}.${name}` : name),
  );
}

/** Each path has its reason, which may stand for all that begin so. */
function assertWritten(paths, reasons, message) {
  const fits = (path) => (name) =>
    name.endsWith('*') ? path.startsWith(name.slice(0, -1)) : path === name;
  const names = Object.keys(reasons);
  assert.deepEqual(
    paths.filter((path) => !names.some(fits(path))),
    [],
    message,
  );
}

const sorted = (names) => [...new Set(names)].sort();

for (const [name, { kind }] of Object.entries(formats)) {
  describe(`${name} beside its own library`, () => {
    it('gets the same members, but for those that have a reason', async (t) => {
      const theirs = await recordTheirs(t, name);
      const ours = await recordOurs(t, name);
      const { kinds, onlyTheirs, onlyOurs } = differences[name];
      for (const one of kinds) {
        const find = (rows) => rows.find((row) => kind(row) === one);
        const seen = () =>
          JSON.stringify({
            one,
            theirs: theirs.map(kind),
            ours: ours.map(kind),
          });
        await until(() => find(theirs) && find(ours), seen);
        const [a, b] = [find(theirs), find(ours)].map((row) => pathsOf(row));
        const missing = (from, other) =>
          sorted(from.filter((path) => !other.includes(path)));
        assertWritten(missing(a, b), onlyTheirs, `${one}: only theirs`);
        assertWritten(missing(b, a), onlyOurs, `${one}: only ours`);
      }
    });
  });
}
