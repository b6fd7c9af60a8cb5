// The vectors in the browser's own engine. That the answers are right is
// checked in Node.js (tests/wasm/vectors.test.mjs); here they must be the same
// bytes, through WebAssembly and through the fallback.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { hosts, take } from '../../wasm/core.mjs';
import { stage } from '../fixture/stage.mjs';

const folder = new URL('../../vectors/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** What crosses the border in Node.js when the core is given a vector: pairs
 * of a fact and the actions after it. */
async function record({ config, url, start, facts = [], texts = [] }) {
  const core = await hosts.wasm();
  const crossed = [];
  const giveText = (text) => {
    const { actions } = take(core, text);
    crossed.push([text, actions]);
    actions.split('\n').filter(Boolean).map(JSON.parse).forEach(perform);
  };
  const give = (fact) => {
    const mono = crossed.length * 1000;
    giveText(JSON.stringify({ wall: 1.7e12 + mono, mono, ...fact }));
  };
  const perform = ({ action, batch }) => {
    if (action === 'load') give({ fact: 'loaded', values: {} });
    if (action === 'send') give({ fact: 'sent', batch, status: 200 });
  };
  const page = url ?? 'https://shop.example/';
  const seed = '0123456789abcdef0123456789abcdef';
  const options = { endpoint: '/collect', ...config };
  give({ fact: 'start', seed, url: page, config: options, ...start });
  if (url) give({ fact: 'page', url, cause: 'load' });
  facts.forEach(give);
  texts.forEach(giveText);
  give({ fact: 'flush' });
  return crossed;
}

/** In the page: gives the facts of each recording to a core of its own, and
 * returns the actions after each fact. */
async function replayAll({ recordings, way, take }) {
  const giveTo = Function(`return ${take}`)();
  const module = await WebAssembly.compileStreaming(fetch('/core.wasm'));
  const makers = {
    wasm: async () => (await WebAssembly.instantiate(module)).exports,
    fallback: (number) => import(`/fallback.js?${number}`),
  };
  const answers = [];
  for (const [number, facts] of recordings.entries()) {
    const core = await makers[way](number);
    answers.push(facts.map((fact) => giveTo(core, fact).actions));
  }
  return answers;
}

for (const way of ['wasm', 'fallback']) {
  describe(`vectors through ${way} in the browser`, () => {
    for (const file of files) {
      it(`${file} gives the same bytes as in Node.js`, async (t) => {
        const { vectors } = JSON.parse(readFileSync(new URL(file, folder)));
        const crossed = await Promise.all(vectors.map(record));
        const visit = await stage.visit(t, { tag: false });
        await visit.open();
        const answers = await visit.run(replayAll, {
          recordings: crossed.map((pairs) => pairs.map(([fact]) => fact)),
          way,
          take: take.toString(),
        });
        const expected = crossed.map((pairs) => pairs.map(([, it]) => it));
        assert.ok(expected.flat().some((actions) => actions !== ''));
        assert.deepEqual(answers, expected);
      });
    }
  });
}
