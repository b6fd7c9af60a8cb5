// The reference's examples of collectors, each run as it stands against a mock
// of its collector.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { URL, fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  secretsOf,
  settingsOf,
} from '../../js/docs/tools/destination-example.mjs';
import { listDestinations } from '../../js/docs/tools/schema-pages.mjs';
import { bundle } from '../../js/tools/load-source.mjs';
import { collectors } from '../collectors/all.mjs';
import { serve } from '../collectors/serve.mjs';
import { blocksOf, generatedPages } from './documents.mjs';
import { makePage } from './loader-page.mjs';

const root = new URL('../../', import.meta.url);
const reference = generatedPages.find(({ path }) =>
  path.endsWith('reference/destinations.md'),
);
const examples = new Map(
  blocksOf(reference)
    .filter(({ language }) => language === 'js')
    .map(({ code }) => [
      code.match(/sluice\/destinations\/([\w-]+)'/)[1],
      code,
    ]),
);

/** The mock of a collector, set up as the example says. */
function mockOf(destination, secrets = {}) {
  const { make, config } = collectors[destination.id];
  return make({ ...config, ...settingsOf(destination), ...secrets });
}

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

/** What the example prints of a batch with a visit in it, where the collector
 * is at `url`. */
async function runOnServer({ id, endpoint }, url, secrets) {
  const visit = readFileSync(new URL('tests/destinations/visit.json', root));
  const batch = { sluice: 1, batch: 'b', sent_at: 1 };
  const body = { ...batch, events: JSON.parse(visit).full };
  const code = examples
    .get(id)
    .replace("'sluice/node'", `'${new URL('js/dist/node.mjs', root)}'`)
    .replace(
      /'sluice\/(destinations\/[\w-]+)'/,
      `'${new URL('js/dist/', root)}$1.mjs'`,
    );
  const [imports, rest] = code.split('\n\n');
  const script = `import { readFileSync } from 'node:fs';
    ${imports}
    const { fetch } = globalThis;
    globalThis.fetch = (to, init) =>
      fetch(to.replace('${endpoint}', '${url}'), init);
    const policy = readFileSync(new URL('js/dist/policies/opt-in.json', '${root}'), 'utf8');
    const body = ${JSON.stringify(JSON.stringify(body))};
    ${rest}
    console.log(status, destinations.collector.sent);`;
  const env = secrets.map((name) => [name.toUpperCase(), 's-1']);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', script],
    { env: { ...process.env, ...Object.fromEntries(env) } },
  );
  return stdout;
}

describe('the reference, on destinations', () => {
  const all = listDestinations();

  it('has an example of each', () => {
    assert.deepEqual(
      [...examples.keys()],
      all.map(({ id }) => id),
    );
  });

  for (const destination of all) {
    if (secretsOf(destination).length > 0) continue;
    const { id } = destination;
    it(`sends to ${id} from a page, in five lines, and it arrives`, async () => {
      const collector = mockOf(destination);
      const code = examples.get(id);
      assert.ok(code.trim().split('\n').length <= 5);
      assert.deepEqual(await runOnPage(code, collector), []);
      assert.deepEqual(collector.refused, []);
      assert.equal(collector.taken.length, 1);
    });
  }

  for (const destination of all) {
    const secrets = secretsOf(destination);
    if (secrets.length === 0) continue;
    it(`sends to ${destination.id} from a server`, async (t) => {
      const values = secrets.map((name) => [name, 's-1']);
      const collector = mockOf(destination, Object.fromEntries(values));
      const served = await serve(collector);
      t.after(() => served.close());
      const printed = await runOnServer(destination, served.url, secrets);
      assert.deepEqual(collector.refused, []);
      assert.equal(printed, `200 ${collector.taken.length}\n`);
      assert.ok(collector.taken.length > 5);
    });
  }
});
