/** The README's examples of collectors, each run as it stands against a mock
 * of its collector. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { URL, fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from '../../js/tools/load-source.mjs';
import { ga4 } from '../collectors/ga4.mjs';
import { matomo } from '../collectors/matomo.mjs';
import { plausible } from '../collectors/plausible.mjs';
import { posthog } from '../collectors/posthog.mjs';
import { segment } from '../collectors/segment.mjs';
import { serve } from '../collectors/serve.mjs';
import { snowplow } from '../collectors/snowplow.mjs';
import { ndjson } from '../collectors/standards.mjs';
import { makePage } from './loader-page.mjs';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const section = readme.split('\n## Collectors\n')[1].split('\n## ')[0];
const examples = new Map(
  [...section.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => [
    code.match(/sluice\/destinations\/([\w-]+)'/)[1],
    code,
  ]),
);

const kCollectors = {
  plausible: plausible({ domain: 'shop.example' }),
  matomo: matomo({ site: '1' }),
  posthog: posthog({ key: 'phc_...' }),
  snowplow: snowplow({ app: 'shop' }),
  segment: segment({ key: 'WRITE_KEY' }),
  ndjson: ndjson(),
};

const dist = fileURLToPath(new URL('js/dist/', root));

/** The package's files by the names that its users import. */
const asInstalled = {
  name: 'as-installed',
  setup(build) {
    build.onResolve({ filter: /^sluice$/ }, () => ({
      path: `${dist}index.mjs`,
    }));
    build.onResolve({ filter: /^sluice\/destinations\// }, ({ path }) => ({
      path: `${dist}${path.slice('sluice/'.length)}.mjs`,
    }));
  },
};

async function runOnPage(code, collector) {
  const served = await serve(collector);
  const requests = [];
  const page = makePage({
    fetch(url, init) {
      const { pathname, search } = new URL(url);
      requests.push(
        fetch(
          `${served.url}${pathname === '/events' ? '/' : pathname}${search}`,
          init,
        ),
      );
      return requests.at(-1);
    },
  });
  const { outputFiles } = await bundle({
    stdin: { contents: code },
    bundle: true,
    write: false,
    format: 'iife',
    plugins: [asInstalled],
    logLevel: 'silent', // import.meta, which an iife has none of
  });
  page.run(outputFiles[0].text);
  page.fire(page.window, 'pagehide');
  await Promise.all(requests);
  await served.close();
  return page.said;
}

describe('README.md, on collectors', () => {
  it('has an example for each that it promises', () => {
    assert.deepEqual(
      [...examples.keys()],
      [...Object.keys(kCollectors), 'ga4'],
    );
  });

  for (const [name, collector] of Object.entries(kCollectors)) {
    it(`points at ${name} in five lines, and it arrives`, async () => {
      const code = examples.get(name);
      assert.ok(code.trim().split('\n').length <= 5);
      assert.deepEqual(await runOnPage(code, collector), []);
      assert.deepEqual(collector.refused, []);
      assert.equal(collector.taken.length, 1);
    });
  }

  it('sends to GA4 from a server', async (t) => {
    const collector = ga4({ measurement_id: 'G-1', api_secret: 's-1' });
    const served = await serve(collector);
    t.after(() => served.close());
    const visit = JSON.parse(
      readFileSync(new URL('tests/destinations/visit.json', root), 'utf8'),
    );
    const body = JSON.stringify({
      sluice: 1,
      batch: 'b',
      sent_at: 1,
      events: visit.full,
    });
    const policy = new URL('js/dist/policies/opt-in.json', root);
    const code = examples
      .get('ga4')
      .replace("'sluice/node'", `'${new URL('js/dist/node.mjs', root)}'`)
      .replace(
        /'sluice\/(destinations\/\w+)'/,
        `'${new URL('js/dist/', root)}$1.mjs'`,
      );
    const [imports, rest] = code.split('\n\n');
    const script = `import { readFileSync } from 'node:fs';
      ${imports}
      const { fetch } = globalThis;
      globalThis.fetch = (url, init) =>
        fetch(url.replace('https://www.google-analytics.com', '${served.url}'), init);
      const policy = readFileSync(new URL('${policy}'), 'utf8');
      const body = ${JSON.stringify(body)};
      ${rest}
      console.log(status, destinations.collector.sent);`;
    const run = promisify(execFile);
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '-e', script],
      { env: { ...process.env, GA4_SECRET: 's-1' } },
    );
    await served.close();
    assert.deepEqual(collector.refused, []);
    assert.equal(stdout, `200 ${collector.taken.length}\n`);
    assert.ok(collector.taken.length > 10);
  });
});
