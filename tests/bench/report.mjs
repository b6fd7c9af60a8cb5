import { cpus } from 'node:os';
import { kCoreMetrics, kPageMetrics } from './metrics.mjs';

const kDecisionGoalUs = 20;

/** All that is known after measuring, for machines to read. */
export function reportOf(measured) {
  const { chromium, rounds, page, core, decision, complaints } = measured;
  const { sluice, baseline, nothing } = page;
  const { wasm, fallback } = core;
  return {
    machine: describeMachine(chromium),
    rounds,
    page: rowsOf(kPageMetrics, { sluice, baseline }),
    measuring: { cpu_ms: nothing.cpu, heap_bytes: nothing.heap },
    core: rowsOf(kCoreMetrics, { wasm, fallback }),
    decision_us: decision,
    complaints: [...complaints],
  };
}

function describeMachine(chromium) {
  const model = cpus()[0].model.trim();
  const versions = `Chromium ${chromium}; Node.js ${process.versions.node}`;
  return `${model}, ${cpus().length} cores; ${versions}`;
}

function rowsOf(metrics, sides) {
  return metrics.map(({ key, title, unit, scale, goal }) => {
    const values = Object.entries(sides).map(([name, side]) => [
      name,
      side[key] * scale,
    ]);
    const [[, first], [, second]] = values;
    const ratio = second > 0 ? first / second : undefined;
    return { metric: title, unit, ...Object.fromEntries(values), ratio, goal };
  });
}

/** The same for people. */
export function textOf(report) {
  const { machine, rounds, page, measuring, core, complaints } = report;
  const cpu = `${readable(measuring.cpu_ms)} ms of the CPU time`;
  const heap = `${readable(measuring.heap_bytes / 1000)} KB of the heap`;
  const lines = [
    machine,
    `Medians of ${rounds} rounds. The absolute times describe only this run.`,
    '',
    ...tableOf(page, ['metric', 'unit', 'sluice', 'baseline', 'ratio', 'goal']),
    `Measuring itself is ${cpu} and ${heap}, on both sides.`,
    '',
    'One fact in the core alone, in Node.js:',
    ...tableOf(core, ['metric', 'unit', 'wasm', 'fallback']),
    '',
    `The gate's decision over 30 fields, written: ` +
      `${readable(report.decision_us)} us (goal ${kDecisionGoalUs})`,
  ];
  if (complaints.length > 0) lines.push('', 'Not as it should be:');
  return [...lines, ...complaints].join('\n');
}

function tableOf(rows, columns) {
  const cellsOf = (row) => columns.map((name) => cellOf(row[name]));
  const lines = [columns, ...rows.map(cellsOf)];
  const widthOf = (_, i) => Math.max(...lines.map((cells) => cells[i].length));
  const widths = columns.map(widthOf);
  const padded = (cell, i) =>
    i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]);
  return lines.map((cells) => cells.map(padded).join('  '));
}

function cellOf(value) {
  return typeof value === 'number' ? readable(value) : (value ?? '-');
}

/** Three digits are more than a run can repeat. */
function readable(number) {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(number) || 1)));
  return number.toLocaleString('en', {
    minimumFractionDigits: Math.min(digits, 2),
    maximumFractionDigits: Math.min(digits, 2),
  });
}
