import { readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readFile } from './input.js';
import { withFile } from './policy-explain.js';

const kHelp = `Usage: sluice goals explain FILE EVENT.json [--json]

Says which goals an event reaches, and why or why not: every test of its
conditions that was made, with what was expected and found, and the line of FILE
behind it. If a condition is for another event, its other tests are not made. If
one condition of a list matches, those after it are not tested.

  EVENT.json   the event: {"event": {"name": "click"}, "click": {...}}, as in
               event.schema.json
  --json       print a JSON object instead

Exit code 0; 2 for input that can't be understood.
`;

/** The answer to the ask `explain_goals`: sdk/sluice/inspect/asks.hpp. */
interface Explanation {
  event: string;
  goals: Goal[];
  error?: string;
}

interface Goal {
  id: string;
  kind: string;
  once: string;
  line: number;
  status: 'reached' | 'not meant' | 'excepted' | 'wrong';
  tests: Test[];
  value?: string;
  currency?: string;
  mistakes?: string[];
}

interface Test {
  path: string;
  found: string;
  expected: string;
  holds: boolean;
  line: number;
}

/** Returns the exit code. Throws the message for the user. */
export function explainCommand(args: string[]): number {
  const options = { json: { type: 'boolean' } } as const;
  const parsed = readArguments(args, kHelp, options);
  if (!parsed) return 0;
  const [file, event, ...more] = parsed.positionals;
  if (file === undefined || event === undefined || more.length > 0) {
    throw new Error('explain needs goals and an event; see --help');
  }
  const answer = startFull().ask({
    ask: 'explain_goals',
    goals: readFile(file),
    event: readFile(event),
  }) as Explanation;
  if (answer.error !== undefined) {
    throw new Error(withFile(answer.error, { goals: file, event }));
  }
  if (parsed.values.json) printJson([{ file, ...answer }]);
  else print(file, answer);
  return 0;
}

function print(file: string, { event, goals }: Explanation): void {
  const lines = [
    `event ${event}`,
    ...goals.flatMap((goal) => linesOf(file, goal)),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function linesOf(file: string, goal: Goal): string[] {
  const { id, kind, once, line, tests, mistakes = [] } = goal;
  return [
    `goal ${id} (${kind}, once per ${once}): ${statusWords(goal)} ` +
      `[${file}:${line}]`,
    ...tests.map(
      ({ path, found, expected, holds, line: at }) =>
        `   ${holds ? '+' : '-'} ${path}: expected ${expected}, ` +
        `found ${found === '' ? 'nothing' : JSON.stringify(found)} ` +
        `[${file}:${at}]`,
    ),
    ...mistakes.map((mistake) => `   ! ${mistake}`),
  ];
}

function statusWords({ status, value, currency }: Goal): string {
  switch (status) {
    case 'reached':
      return value === undefined
        ? 'reached'
        : `reached, worth ${[value, currency].filter(Boolean).join(' ')}`;
    case 'not meant':
      return 'not reached';
    case 'excepted':
      return 'not reached: an exception fits';
    default:
      return 'left out: it is wrong, see sluice goals check';
  }
}
