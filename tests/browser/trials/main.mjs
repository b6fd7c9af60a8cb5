// Prints which share of events arrives in each engine. See tests/run delivery.
import { parseArgs } from 'node:util';
import { startChromium } from '../fixture/drivers/chromium.mjs';
import { startFirefox } from '../fixture/drivers/firefox.mjs';
import { startWebKitGtk } from '../fixture/drivers/webkitgtk.mjs';
import { measure } from './measure.mjs';

const engines = {
  Chromium: startChromium,
  'Firefox ESR': startFirefox,
  WebKitGTK: startWebKitGtk,
};

function readTrials() {
  const options = { trials: { type: 'string', default: '50' } };
  const trials = Number(parseArgs({ options }).values.trials);
  if (Number.isInteger(trials) && trials > 0) return trials;
  throw new Error('--trials takes a whole number, at least 1');
}

function cellOf({ reason, arrived, twice }, trials) {
  if (reason) return 'no way';
  return `${arrived} of ${trials}${twice ? `, ${twice} twice` : ''}`;
}

const line = (cells) => `| ${cells.join(' | ')} |`;

async function main() {
  const trials = readTrials();
  const columns = [];
  for (const start of Object.values(engines)) {
    columns.push(await measure(start, trials));
  }
  console.log(line(['', ...Object.keys(engines)]));
  console.log(line(['---', ...columns.map(() => '---')]));
  columns[0].forEach(({ title }, row) => {
    const cells = columns.map((column) => cellOf(column[row], trials));
    console.log(line([title, ...cells]));
  });
  const results = columns.flat().filter(({ reason }) => !reason);
  return results.every(({ arrived }) => arrived === trials);
}

process.exitCode = (await main().catch((error) => {
  console.error(error.message);
}))
  ? 0
  : 1;
