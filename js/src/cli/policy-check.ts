import { readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readFile } from './input.js';
import { count, printRemarks, type Remarks } from './remarks.js';

const kHelp = `Usage: sluice policy check FILE... [--json]

Finds what is wrong with policies: JSON (P001), the schema (P002), and what
fits the schema but can't be meant. Prints "FILE:LINE:COLUMN: error|warn CODE:
message"; js/policies/README.md explains each code. FILE - is standard input.

  --json   print an object a line instead, one for each file

Exit code 0 for none but warnings, 1 for errors, 2 for a file that can't be
read.
`;

interface Answer extends Remarks {
  regimes: number;
  eventRules: number;
  fieldRules: number;
  /** The date of the list US-UOOM, where it is used. */
  regionsAsOf?: string;
}

/** Returns the exit code. Throws what the user has to be told. */
export function checkCommand(args: string[]): number {
  const options = { json: { type: 'boolean' } } as const;
  const parsed = readArguments(args, kHelp, options);
  if (!parsed) return 0;
  const files = parsed.positionals;
  if (files.length === 0) throw new Error('check needs a policy; see --help');
  const full = startFull();
  const answers = files.map((file) => ({
    file,
    ...(full.ask({ ask: 'check', text: readFile(file) }) as Answer),
  }));
  if (parsed.values.json) printJson(answers);
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
