// Two scripts of one page that each start a tracker.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bundle } from '../../../js/tools/load-source.mjs';
import { pathOf } from '../fixture/built.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** The package as an application bundles it. */
const { outputFiles } = await bundle({
  stdin: {
    contents: `export { createTracker } from './js/dist/index.mjs';`,
    resolveDir: pathOf(''),
  },
  bundle: true,
  write: false,
  format: 'esm',
});
const [{ text }] = outputFiles;

/** A visit to a page with two copies of the package, whose trackers are
 * `window.all`: one more for each of the options, by one copy and the other in
 * turn; `window.sluice` is the first. */
export async function openCopies(t, options, page = {}) {
  const all = options.map((more) => ({
    endpoint: stage.collector.endpoint,
    engagement: false,
    ...more,
  }));
  const visit = await stage.visit(t, {
    tag: { src: '/start.mjs', type: 'module' },
    data: { endpoint: undefined, engagement: undefined },
    body: '<button id="b" type="button" onclick="">Buy</button>',
    ...page,
    pages: {
      '/one.mjs': { text },
      '/two.mjs': { text },
      '/start.mjs': {
        text: `import * as one from '/one.mjs';
          import * as two from '/two.mjs';
          window.copies = [one, two];
          window.options = ${JSON.stringify(all)};
          window.all = options.map((given, i) =>
            copies[i % 2].createTracker(given));
          window.sluice ??= all[0];`,
      },
      ...page.pages,
    },
  });
  await visit.open();
  await visit.page.waitForFunction(() => window.all);
  return visit;
}

const same = () => all.every((one) => one === all[0]);

describe('two trackers for one endpoint and policy', () => {
  const said =
    /^sluice: this page has a tracker .*version 0\.1\.0\) \[second_tracker\]$/;

  it('are one, and the console says so once', async (t) => {
    const visit = await openCopies(t, [{}, {}, {}, {}]);
    assert.ok(await visit.run(same));
    await visit.page.click('#b');
    await visit.run(() => all.forEach((one, i) => one.track(`own_${i}`)));
    const events = await visit.finish();
    const own = ['own_0', 'own_1', 'own_2', 'own_3'];
    assert.deepEqual(namesOf(events), ['page_view', 'click', ...own]);
    assert.equal(visit.said.length, 1);
    assert.match(visit.said[0], said);
  });

  it("are one whose options are the first one's", async (t) => {
    const visit = await openCopies(t, [{ clicks: false }, { clicks: true }]);
    assert.ok(await visit.run(same));
    await visit.page.click('#b');
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
  });

  it('are one where the policy is an object', async (t) => {
    const policy = {
      policy: 1,
      id: 'own',
      revision: '1',
      unknownRegion: 'all',
      purposes: { analytics: { title: 'Measure' } },
      signals: {},
      regimes: [
        {
          id: 'all',
          model: 'opt-out',
          regions: ['*'],
          purposes: { analytics: { else: 'granted' } },
        },
      ],
      events: [{ name: '*', needs: 'analytics' }],
      fields: [{ path: '*', do: 'allow' }],
      destinations: { collector: { needs: 'analytics' } },
    };
    const visit = await openCopies(t, [{ policy }, { policy }]);
    assert.ok(await visit.run(same));
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
  });

  it("are one where one is the script tag's", async (t) => {
    const { endpoint } = stage.collector;
    const visit = await openCopies(t, [{}], {
      head: `<script src="/sluice.js" data-endpoint="${endpoint}"
        data-engagement="false"></script>`,
    });
    assert.ok(await visit.run(() => all[0] === sluice));
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
  });

  it('are one where the page has changed Object.prototype', async (t) => {
    const visit = await openCopies(t, [{}, {}], {
      init: [() => (Object.prototype.get = () => {})],
    });
    assert.ok(await visit.run(same));
    assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
  });

  it('are no property of window that a page would list', async (t) => {
    const visit = await openCopies(t, [{}]);
    const listed = await visit.run(() => [
      ...Object.keys(window),
      ...Object.keys(Object.getOwnPropertyDescriptors(window)),
    ]);
    const names = listed.filter((name) => /sluice/i.test(name));
    assert.deepEqual(names, ['sluice', 'sluice']);
    const isEnumerable = await visit.run(() =>
      Object.prototype.propertyIsEnumerable.call(window, Symbol.for('sluice')),
    );
    assert.equal(isEnumerable, false);
  });

  it('are one where another version of the package has it', async (t) => {
    const visit = await openCopies(t, [{}, {}]);
    const found = await visit.run(() => {
      const [[, running]] = window[Symbol.for('sluice')];
      running.version = '9.9.9';
      delete running.tracker.tape;
      const tracker = copies[1].createTracker(options[0]);
      return [tracker === all[0], tracker.tape()];
    });
    assert.deepEqual(found, [true, '']);
  });
});

describe('two trackers that differ', () => {
  const differences = {
    'in the endpoint': () => ({ endpoint: `${stage.collector.endpoint}?2` }),
    'in the policy': () => ({ policy: 'opt-in' }),
  };
  for (const [what, makeSecond] of Object.entries(differences)) {
    it(`${what} are two`, async (t) => {
      const second = makeSecond();
      const visit = await openCopies(t, [{}, second]);
      assert.equal(await visit.run(same), false);
      assert.deepEqual(visit.said, []);
      await visit.run(() => {
        all[1].consent({ analytics: true, ads: true });
        return all[1].flush();
      });
      const names = namesOf(await visit.finish());
      assert.deepEqual(names, ['page_view', 'page_view']);
    });
  }
});
