// Measures Sluice beside a baseline and prints what it found. See README.md.
import { parseArgs } from 'node:util';
import { measureCore, measureDecision } from './core.mjs';
import { openLab } from './lab.mjs';
import { reportOf, textOf } from './report.mjs';
import { runRounds } from './rounds.mjs';

function readArguments() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '7' },
      json: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new Error('--rounds takes a whole number, at least 1');
  }
  return { rounds, json: values.json };
}

// Standard output is for the result alone.
function progress(text) {
  console.error(`bench: ${text}`);
}

async function measure(rounds) {
  progress('the core, in Node.js');
  const core = await measureCore(rounds);
  const decision = measureDecision();
  const lab = await openLab();
  try {
    const page = await runRounds(lab, rounds, progress);
    const { complaints } = lab;
    const chromium = lab.version;
    return reportOf({ chromium, rounds, page, core, decision, complaints });
  } finally {
    await lab.close();
  }
}

async function main() {
  const { rounds, json } = readArguments();
  const report = await measure(rounds);
  console.log(json ? JSON.stringify(report, null, 2) : textOf(report));
}

main().catch((error) => {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
});
