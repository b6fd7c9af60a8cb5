import { readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readFile } from './input.js';

const kHelp = `Usage: sluice policy check FILE... [--json]

Finds what is wrong with policies: JSON (P001), the schema (P002), and what
fits the schema but can't be meant. Prints "FILE:LINE:COLUMN: error|warn CODE:
message"; js/policies/README.md explains each code. FILE - is standard input.

  --json   print an object a line instead, one for each file

Exit code 0 for none but warnings, 1 for errors, 2 for a file that can't be
read.
`;

interface Answer {
  errors: number;
  warnings: number;
  remarks: Remark[];
  regimes: number;
  eventRules: number;
  fieldRules: number;
  /** The date of the list US-UOOM, where it is used. */
  regionsAsOf?: string;
}

interface Remark {
  line: number;
  column: number;
  severity: 'error' | 'warn';
  code: string;
  message: string;
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
  else for (const { file, ...answer } of answers) print(file, answer);
  return answers.some(({ errors }) => errors > 0) ? 1 : 0;
}

function print(file: string, answer: Answer): void {
  const { errors, warnings, remarks } = answer;
  const lines = remarks.map(
    ({ line, column, severity, code, message }) =>
      `${file}:${line}:${column}: ${severity} ${code}: ${message}`,
  );
  const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const sizes = sizesOf(answer);
  lines.push(
    errors + warnings === 0
      ? `${file}: ok (${sizes})`
      : `${file}: ${found}; ${sizes}`,
  );
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
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

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
