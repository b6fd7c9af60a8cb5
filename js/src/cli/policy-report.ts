import { onlyOne, readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { readFile } from './input.js';
import { pageOf, today } from './page.js';
import { withFile } from './policy-explain.js';

const kHelp = `Usage: sluice policy report FILE --html|--md [--date YYYY-MM-DD]

Prints the policy in sentences, for a record of processing (GDPR Art. 30). It
says what is collected, from whom and for which purpose, what happens before and
after each choice, what is stored and for how long, who receives it, and what
may never leave. It names the id, the revision and the SHA-256 of the policy.
What only the controller can say is marked "To be filled in". FILE - is standard
input.

  --html   one HTML file that needs nothing else
  --md     the same as Markdown
  --date   the day that the report names; default: today (UTC)

For example: sluice policy report policy.json --html > report.html

Exit code 0; 2 for a file that can't be read.
`;

const kOptions = {
  html: { type: 'boolean' },
  md: { type: 'boolean' },
  date: { type: 'string' },
} as const;

/** Returns the exit code. Throws the message for the user. */
export function reportCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const { values, positionals } = parsed;
  const file = onlyOne(positionals, 'report takes one policy');
  if (file === undefined) throw new Error('report needs a policy; see --help');
  const as = pageOf(values);
  if (!as) throw new Error('report needs --html or --md; see --help');
  const answer = startFull().ask({
    ask: 'report',
    policy: readFile(file),
    as,
    date: values.date ?? today(),
  }) as { page?: string; error?: string };
  if (answer.page === undefined) {
    throw new Error(withFile(answer.error ?? '', { policy: file }));
  }
  process.stdout.write(answer.page);
  return 0;
}
