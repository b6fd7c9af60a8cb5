// Prints which share of events arrives in each engine. See tests/run delivery.
import { parseArgs } from 'node:util';
import { keepBusy } from './busy.mjs';
import { startCollector } from '../fixture/collector.mjs';
import { fewestOf, lists } from './cases.mjs';
import { shareBrowser } from '../fixture/driven.mjs';
import { engines } from './engines.mjs';
import { measureCase } from './measure.mjs';

function readOptions() {
  const options = {
    trials: { type: 'string', default: '50' },
    busy: { type: 'boolean', default: false },
  };
  const { trials, busy } = parseArgs({ options }).values;
  const count = Number(trials);
  if (Number.isInteger(count) && count > 0) return { trials: count, busy };
  throw new Error('--trials takes a whole number, at least 1');
}

/** Resolves to what became of each case, by the case. */
async function measureAll(start, trials) {
  const collector = await startCollector();
  const browsers = shareBrowser(start);
  const results = new Map();
  const measureOne = (one) =>
    browsers.use(async (engine) => {
      const result = await measureCase(one, { engine, collector }, trials);
      const fewest = fewestOf(result.possible, one, engine);
      return { ...result, fewest };
    }, console.error);
  const measureList = async (list) => {
    for (const one of list) {
      results.set(one, await measureOne(one).catch(brokenOff(one)));
    }
  };
  try {
    await Promise.all(lists.map(measureList));
    return results;
  } finally {
    await browsers.close();
    await collector.close();
  }
}

/** One that breaks off is worth the others: they take half an hour. */
const brokenOff = (one) => (error) => {
  console.error(`${one.title}: ${error.stack}`);
  return { broken: true };
};

function cellOf({ reason, broken, ...counts }, trials) {
  if (reason) return 'no way';
  if (broken) return 'broke off';
  const { arrived, extra, late, twice, possible } = counts;
  return [
    `${arrived} of ${trials}`,
    ...(possible < trials ? [`${possible} were given time`] : []),
    ...(late ? [`${late} with the next visit`] : []),
    ...(twice ? [`${twice} sent twice`] : []),
    ...(extra ? [`${extra} counted twice`] : []),
  ].join(', ');
}

/** Whether all that could arrive did, and once. */
const isWell = ({ reason, arrived, extra, fewest }) =>
  reason || (extra === 0 && arrived >= fewest);

const line = (cells) => `| ${cells.join(' | ')} |`;

/** A table for a machine that is quiet but for the trials, or for a busy one. */
async function main() {
  const { trials, busy } = readOptions();
  const columns = [];
  const rest = busy ? keepBusy() : () => {};
  try {
    for (const start of Object.values(engines)) {
      columns.push(await measureAll(start, trials));
    }
  } finally {
    rest();
  }
  console.log(line(['', ...Object.keys(engines)]));
  console.log(line(['---', ...columns.map(() => '---')]));
  for (const one of lists.flat()) {
    const cells = columns.map((column) => cellOf(column.get(one), trials));
    console.log(line([one.title, ...cells]));
  }
  return columns.every((column) => [...column.values()].every(isWell));
}

process.exitCode = (await main().catch((error) => {
  console.error(error.message);
}))
  ? 0
  : 1;
