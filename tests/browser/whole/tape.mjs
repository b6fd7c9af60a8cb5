// A tape recorded here gives the same bytes wherever it is replayed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pathOf } from '../fixture/built.mjs';
import { stage } from '../fixture/stage.mjs';

const folder = pathOf('build/browser');
const native = pathOf('build/native/tests/sluice_replay');
const cli = pathOf('js/dist/cli.mjs');

const body = `<a id="out" href="https://other.example/">Other</a>
<button>Button</button><script>
  document.addEventListener('click', (event) => event.preventDefault());
</script>`;

/** Facts of every kind, and texts and numbers of every kind. */
async function useAll({ page, collector, run }) {
  await page.click('#out');
  await page.click('button');
  await page.click('a', { button: 'middle' });
  await run(() => {
    sluice.consent({ analytics: true, ads: false, unknown: 1 });
    sluice.identify('user-7', { plan: 'pro' });
    const numbers = [0, -0, 0.1, 1e21, 5e-324, -1.7976931348623157e308, 1 / 3];
    const texts = ['\u00e9\u{1f600}\u2028', 'a\ud800b', '\u0000\u001f"\\/'];
    sluice.track('signup', { numbers, texts, none: null, deep: { a: [{}] } });
    sluice.track('order', { value: 9 }, { conversion: true });
    sluice.track('');
    sluice.track('huge', { text: 'x'.repeat(10_000) });
    history.pushState(null, '', '/route?utm_source=route#/deep');
  });
  await collector.fail({ status: 503, retry_after: '1', count: 1 });
  await run(() => sluice.flush());
  await run(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    window.dispatchEvent(
      new PageTransitionEvent('pageshow', { persisted: true }),
    );
    sluice.track('unsent');
    sluice.forget();
    sluice.page();
    sluice.consent({ analytics: false });
    sluice.track('denied');
  });
  await run(() => sluice.flush());
}

/** Records a tape into a file. Resolves to its path and to the lines on it
 * that the core answered. */
async function record(t, name, init = []) {
  const data = { policy: 'opt-in', tape: '', debug: '' };
  const visit = await stage.visit(t, { data, body, init });
  await visit.open('/?utm_source=news&utm_term=%E2%82%AC+%zz&gclid=Cj0-1');
  const run = (script) => visit.run(script);
  await useAll({ page: visit.page, collector: stage.collector, run });
  const tape = await run(() => sluice.tape());
  const path = `${folder}/${name}.ndjson`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, tape);
  const actions = tape.split('\n').filter((line) => /^\{"action"/.test(line));
  return { path, tape, actions: actions.map((line) => `${line}\n`).join('') };
}

const replay = (program, ...args) =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 24 });

const ways = {
  'with WebAssembly': [],
  'with the fallback': [() => delete window.WebAssembly],
};

for (const [way, init] of Object.entries(ways)) {
  describe(`a tape recorded ${way}`, () => {
    const name = way.split(' ').at(-1).toLowerCase();

    it('has facts and actions of every kind on it', async (t) => {
      const { tape } = await record(t, name, init);
      const lines = tape
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const { fact, action } = JSON.parse(line);
          return fact ?? action;
        })
        // Only if a request happens to be under way, a click unanswered, or
        // the page slow enough to leave its events with the browser.
        .filter((kind) => !['abort', 'defer', 'settled'].includes(kind));
      assert.deepEqual([...new Set(lines)].sort(), [
        ...['await', 'claim', 'click', 'consent', 'discard', 'erase', 'flush'],
        ...['forget', 'forget_tabs', 'forgot', 'hidden', 'identify', 'listen'],
        ...['load', 'loaded', 'page', 'report', 'send', 'sent', 'signal'],
        ...['start', 'stash', 'stashed', 'store', 'track', 'viewed'],
        ...['visible', 'wake', 'watch'],
      ]);
    });

    it('replays to the same bytes in Node.js', async (t) => {
      const { path, actions } = await record(t, name, init);
      const checked = replay(process.execPath, cli, 'replay', path, '--check');
      assert.match(checked, /^the same \d\d+ actions\n$/);
      assert.equal(replay(process.execPath, cli, 'replay', path), actions);
    });

    // Where the native part was built, as by tests/run.
    const skip = !existsSync(native) && 'there is no native build';
    it('replays to the same bytes natively', { skip }, async (t) => {
      const { path, actions } = await record(t, name, init);
      const hint = 'is it built anew? cmake --workflow --preset native';
      assert.equal(replay(native, path), actions, hint);
    });
  });
}
