import { readArguments } from './arguments.js';
import { readEventNames } from './events-file.js';
import { startFull } from './full-module.js';
import { printJson, readFile } from './input.js';
import { withFile } from './policy-explain.js';
import { count, printRemarks, type Remarks } from './remarks.js';

const kHelp = `Usage: sluice policy check FILE... [--events FILE] [--goals FILE] [--json]

Finds what is wrong with policies: JSON (P001), the schema (P002), and mistakes
that match the schema. Prints "FILE:LINE:COLUMN: error|warn CODE:
message"; js/docs/reference/check-codes.md explains each code. FILE - is
standard input.

  --events FILE   names of the site's own events, in addition to "ownEvents" of
                  the policy: a JSON list of names, or captured events (one
                  object, a list, or one on each line). The command then warns
                  of every name that is on no list
  --goals FILE    goals of the site; the names of their events are known, too
  --json          print one JSON object for each file instead, one on each line

Exit code 0 if there are only warnings, 1 for errors, 2 for a file that can't be
read.
`;

const kOptions = {
  events: { type: 'string' },
  goals: { type: 'string' },
  json: { type: 'boolean' },
} as const;

interface Answer extends Remarks {
  /** What can't be understood besides the policy. */
  error?: string;
  regimes: number;
  eventRules: number;
  fieldRules: number;
  /** The date of the list US-UOOM, where it is used. */
  regionsAsOf?: string;
}

/** Returns the exit code. Throws the message for the user. */
export function checkCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const { values, positionals: files } = parsed;
  if (files.length === 0) throw new Error('check needs a policy; see --help');
  const full = startFull();
  const known = {
    events: values.events && readEventNames(values.events),
    goals: values.goals && readFile(values.goals),
  };
  const answers = files.map((file) => {
    const request = { ask: 'check', text: readFile(file), ...known };
    const answer = full.ask(request) as Answer;
    if (answer.error === undefined) return { file, ...answer };
    throw new Error(withFile(answer.error, values));
  });
  if (values.json) printJson(answers);
  else {
    for (const { file, ...answer } of answers) {
      printRemarks(file, answer, sizesOf(answer));
    }
  }
  return answers.some(({ errors }) => errors > 0) ? 1 : 0;
}

function sizesOf(answer: Answer): string {
  const sizes = [
    count(answer.regimes, 'regime'),
    count(answer.eventRules, 'event rule'),
    count(answer.fieldRules, 'field rule'),
  ];
  const { regionsAsOf } = answer;
  if (regionsAsOf) sizes.push(`US-UOOM as of ${regionsAsOf}`);
  return sizes.join(', ');
}
