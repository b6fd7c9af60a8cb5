import type { Core } from '../core/abi.js';
import { onlyOne, readArguments } from './arguments.js';
import { startCore } from './core-module.js';
import { readFile } from './input.js';
import { readTape, type TapeLine } from './tape-lines.js';

const kHelp = `Usage: sluice replay TAPE [--check]

Gives the facts of a tape (NDJSON, see Tracker.tape) to the core in their
order and prints its actions, one on each line.

  --check   compare them with the actions on the tape instead; exit 1 and
            name the first line that differs, if one does
`;

/** Returns the exit code. Throws the message for the user. */
export function replayCommand(args: string[]): number {
  const options = { check: { type: 'boolean' } } as const;
  const parsed = readArguments(args, kHelp, options);
  if (!parsed) return 0;
  const path = onlyOne(parsed.positionals, 'replay takes one tape');
  if (path === undefined) throw new Error('replay needs a tape; see --help');
  const lines = readTape(readFile(path));
  return parsed.values.check ? check(lines) : print(lines);
}

function print(lines: TapeLine[]): number {
  const core = startCore();
  for (const line of lines) {
    if (line.isFact) process.stdout.write(take(core, line));
  }
  return 0;
}

/** Between two facts stand the actions of the first. */
function check(lines: TapeLine[]): number {
  const core = startCore();
  let expected = 0;
  let actions: string[] = [];
  for (const line of lines) {
    const got = actions.shift();
    if (line.isFact) {
      if (got !== undefined) return differs(line.number, undefined, got);
      actions = take(core, line).split('\n').slice(0, -1);
    } else {
      if (got !== line.text) return differs(line.number, line.text, got);
      expected++;
    }
  }
  const end = (lines[lines.length - 1]?.number ?? 0) + 1;
  if (actions.length > 0) return differs(end, undefined, actions[0]);
  process.stdout.write(`the same ${expected} actions\n`);
  return 0;
}

function differs(line: number, expected?: string, got?: string): number {
  process.stderr.write(
    `sluice: line ${line} differs\n` +
      `  expected: ${expected ?? 'no action'}\n` +
      `  got:      ${got ?? 'no action'}\n`,
  );
  return 1;
}

function take(core: Core, { number, text }: TapeLine): string {
  try {
    return core.take(text).actions;
  } catch (error) {
    throw new Error(`the core stopped at line ${number}: ${String(error)}`);
  }
}
