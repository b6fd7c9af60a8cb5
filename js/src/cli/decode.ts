import type { Full } from '../full/full.js';
import { onlyOne, readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readInput, readLines } from './input.js';
import { nearest } from './nearest.js';

const kHelp = `Usage: sluice decode --kind tcf|gpp|usp [STRING]
       sluice decode --kind tcf|gpp|usp --lines

Prints as JSON what a consent string says. The string is STRING, or standard
input. If it can't be read, the answer is {"error": why, "at": character}.
Otherwise "problems" says why the string may not be used, or which parts of it
are ignored.

  --kind KIND   tcf (IAB TC string), gpp (IAB GPP string), usp (US Privacy)
  --lines       read one string on each line, print one answer on each line

Exit code 0; 1 if STRING can't be read. With --lines the exit code is 0,
even if a string can't be read.
`;

const kOptions = {
  kind: { type: 'string' },
  lines: { type: 'boolean' },
} as const;

const kKinds = ['tcf', 'gpp', 'usp'];

/** Returns the exit code. Throws the message for the user. */
export function decodeCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const { values, positionals } = parsed;
  const kind = checkKind(values.kind);
  const string = onlyOne(positionals, 'decode takes one string');
  const full = startFull();
  if (values.lines) {
    if (string !== undefined) throw new Error('--lines reads standard input');
    printJson(readLines().map((line) => decode(full, kind, line)));
    return 0;
  }
  const answer = decode(full, kind, readInput(string));
  printJson([answer]);
  return 'error' in answer ? 1 : 0;
}

function checkKind(kind?: string): string {
  if (kind === undefined) throw new Error('decode needs --kind; see --help');
  if (kKinds.includes(kind)) return kind;
  const near = nearest(kind, kKinds);
  const hint = near ? `did you mean ${near}?` : `there is ${kKinds.join(', ')}`;
  throw new Error(`no kind ${kind}; ${hint}`);
}

function decode(full: Full, kind: string, text: string): object {
  return full.ask({ ask: 'decode', kind, text }) as object;
}
