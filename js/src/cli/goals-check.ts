import { readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readFile } from './input.js';
import { count, printRemarks, type Remarks } from './remarks.js';

const kHelp = `Usage: sluice goals check FILE... [--json]

Finds what is wrong with goals: JSON (G001), goals.schema.json (G002), and goals
that match the schema but are impossible (G003). A page ignores such a goal, and
says so in the console. G004 is a condition that no event can match, such as a
selector with classes. Prints "FILE:LINE:COLUMN: error CODE: message"; FILE - is
standard input.

  --json   print one JSON object for each file instead, one on each line

Exit code 0 if there are no errors, 1 for errors, 2 for a file that can't be
read.
`;

interface Answer extends Remarks {
  goals: number;
}

/** Returns the exit code. Throws the message for the user. */
export function checkCommand(args: string[]): number {
  const options = { json: { type: 'boolean' } } as const;
  const parsed = readArguments(args, kHelp, options);
  if (!parsed) return 0;
  const files = parsed.positionals;
  if (files.length === 0) throw new Error('check needs goals; see --help');
  const full = startFull();
  const answers = files.map((file) => ({
    file,
    ...(full.ask({ ask: 'check_goals', text: readFile(file) }) as Answer),
  }));
  if (parsed.values.json) printJson(answers);
  else {
    for (const { file, ...answer } of answers) {
      printRemarks(file, answer, count(answer.goals, 'goal'));
    }
  }
  return answers.some(({ errors }) => errors > 0) ? 1 : 0;
}
