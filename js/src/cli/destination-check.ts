import type { Full } from '../full/full.js';
import { readArguments } from './arguments.js';
import { readDescription } from './description-file.js';
import { startFull } from './full-module.js';
import { printJson } from './input.js';
import { count, printRemarks, type Remarks } from './remarks.js';

const kHelp = `Usage: sluice destination check FILE... [--json]

Finds what is wrong with descriptions: JSON (D001), destination.schema.json
(D002), operations and casts that do not exist (D003), paths that no event has
(D004), gzip that causes a CORS preflight (D005, a warning). Prints
"FILE:LINE:COLUMN: error CODE: message"; FILE - is standard input.

  --json   print one JSON object for each file instead, one on each line

Exit code 0 if there are no errors, 1 for errors, 2 for a file that can't be
read.
`;

interface Answer extends Remarks {
  kinds: number;
}

/** Returns the exit code. Throws the message for the user. */
export function checkCommand(args: string[]): number {
  const options = { json: { type: 'boolean' } } as const;
  const parsed = readArguments(args, kHelp, options);
  if (!parsed) return 0;
  const files = parsed.positionals;
  if (files.length === 0) throw new Error('check needs a file; see --help');
  const full = startFull();
  const answers = files.map((file) => ({
    file,
    ...checkDescription(full, readDescription(file)),
  }));
  if (parsed.values.json) printJson(answers);
  else {
    for (const { file, ...answer } of answers) {
      printRemarks(file, answer, count(answer.kinds, 'kind') + ' of events');
    }
  }
  return answers.some(({ errors }) => errors > 0) ? 1 : 0;
}

export function checkDescription(full: Full, text: string): Answer {
  return full.ask({ ask: 'check_destination', text }) as Answer;
}
