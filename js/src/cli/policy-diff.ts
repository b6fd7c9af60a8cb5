import { readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readFile } from './input.js';
import { pageOf, today } from './page.js';
import { withFile } from './policy-explain.js';

const kHelp = `Usage: sluice policy diff OLD NEW [--html|--md [--date YYYY-MM-DD]] [--json]

Compares what two policies do, not their texts. It compares what is sent and
stored for every region that they distinguish, every state of their purposes,
every event, destination and field. It also compares how purposes are decided,
for everything that signals can say.

  !! more leaves   data is sent, or stored, that was not before
  !! other data    the data is different, and may be more
     less leaves   less data is sent or stored than before
     changes       no data is concerned

Above 8 purposes, or 2,000 combinations of signals, a sample is compared, and
the first line says so.

  --html   print a page for those who approve the change: one HTML file that
           needs nothing else
  --md     the same as Markdown
  --date   the day that the page names; default: today (UTC)
  --json   print a JSON object instead

Exit code 0 if nothing changed or only less data leaves; 3 if more or other data
leaves, so that somebody has to look at it; 2 for files that can't be read.
`;

interface Diff {
  old: Side;
  new: Side;
  situations: number;
  sampled: boolean;
  changes: Change[];
  /** Where one was asked for. */
  page?: string;
}

interface Side {
  id: string;
  revision: string;
}

interface Change {
  way: 'more' | 'other' | 'less' | 'none';
  what: string;
  from: string;
  to: string;
  situations: number;
  regions: string[];
  events: string[];
  /** What was heard, or what the purposes were, the first time. */
  example: string;
}

const kSomebodyHasToLook = 3;

const kLabels = {
  more: '!! more leaves',
  other: '!! other data',
  less: '   less leaves',
  none: '   changes    ',
};

const kOptions = {
  html: { type: 'boolean' },
  md: { type: 'boolean' },
  date: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Returns the exit code. Throws the message for the user. */
export function diffCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const { values } = parsed;
  const [before, after, ...more] = parsed.positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error('diff needs two policies; see --help');
  }
  const answer = startFull().ask({
    ask: 'diff',
    old: readFile(before),
    new: readFile(after),
    as: pageOf(values),
    date: values.date ?? today(),
  }) as Diff & { error?: string };
  if (answer.error !== undefined) {
    throw new Error(withFile(answer.error, { old: before, new: after }));
  }
  if (answer.page !== undefined) process.stdout.write(answer.page);
  else if (values.json) printJson([answer]);
  else print(before, after, answer);
  return answer.changes.some(isWidening) ? kSomebodyHasToLook : 0;
}

const isWidening = ({ way }: Change) => way === 'more' || way === 'other';

function print(before: string, after: string, answer: Diff): void {
  const { changes, situations, sampled } = answer;
  const widening = changes.filter(isWidening).length;
  const rest = changes.length - widening;
  const compared = `${situations.toLocaleString('en')} situations`;
  const lines = [
    `${before} rev ${answer.old.revision}  ->  ` +
      `${after} rev ${answer.new.revision}   ` +
      `(${compared} ${sampled ? 'drawn from more' : 'compared'})`,
    ...changes.map(lineOf),
    changes.length === 0
      ? 'the same behaviour'
      : `${widening} widening, ${rest} other ` +
        `change${rest === 1 ? '' : 's'}` +
        `${widening > 0 ? '   (needs privacy approval)' : ''}`,
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function lineOf(change: Change): string {
  const { way, what, from, to, situations, regions, events, example } = change;
  const line = `${kLabels[way]}  ${what}: ${from} -> ${to}`;
  if (situations === 0) return line;
  const where = [
    ...(regions.length > 0 ? [`regions ${regions.join(' | ')}`] : []),
    ...(events.length > 0 ? [`events ${events.join(', ')}`] : []),
    ...(example ? [`e.g. ${example}`] : []),
  ];
  const count = situations.toLocaleString('en');
  return (
    `${line}   in ${count} situation${situations === 1 ? '' : 's'}; ` +
    where.join('; ')
  );
}
