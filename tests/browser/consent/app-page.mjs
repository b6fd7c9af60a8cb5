// An application that has Sluice from npm, bundled by esbuild.
import { bundle } from '../../../js/tools/load-source.mjs';
import { pathOf } from '../fixture/built.mjs';
import { openUnder } from '../fixture/policies.mjs';
import { stage } from '../fixture/stage.mjs';

const { outputFiles } = await bundle({
  stdin: {
    contents: `export { createTracker } from './js/dist/index.mjs';`,
    resolveDir: pathOf(''),
  },
  bundle: true,
  write: false,
  format: 'esm',
});
const app = outputFiles[0].text;

/** A visit whose page calls createTracker with the JSON `options` and the
 * members that the text `more` has. */
export function openApp(t, { policy, more = '', ...options }) {
  const given = JSON.stringify({ endpoint: stage.collector.endpoint, policy });
  const start = `import { createTracker } from '/app.mjs';
    window.sluice = createTracker({ ...${given}, ${more} });`;
  return openUnder(t, undefined, {
    tag: { src: '/start.mjs', type: 'module' },
    data: { endpoint: undefined },
    pages: {
      '/app.mjs': { text: app },
      '/start.mjs': { text: start },
    },
    ...options,
  });
}
