import { onlyOne, readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readFile } from './input.js';
import { printExplanation, type Explanation } from './policy-explanation.js';

const kHelp = `Usage: sluice policy explain FILE --event EVENT.json
                             [--signals SIGNALS.json] [--region REGION]
                             [--audience child] [--json]

Says what Sluice does with an event, and which line of the policy decided. It
prints the regime, the state of each purpose, whether the event is sent, held or
dropped, which storage is used, and for each destination every field that is
sent or withheld.

  --event FILE     the event, in the form of event.schema.json:
                   {"event": {"name": "click"}, "page": {...}}
  --signals FILE   what the signals said before: a list of facts in order,
                   [{"signal": "gpc", "value": true}], or {SIGNAL: members},
                   {"gpc": true, "api": {"choices": {"ads": true}}}
  --region REGION  where the visitor is: FR, US-CA; default: not known
  --audience child use the regime for children
  --json           print a JSON object instead

Exit code 0; 2 for input that can't be understood.
`;

const kOptions = {
  event: { type: 'string' },
  signals: { type: 'string' },
  region: { type: 'string' },
  audience: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Returns the exit code. Throws the message for the user. */
export function explainCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const { values } = parsed;
  const file = onlyOne(parsed.positionals, 'explain takes one policy');
  if (file === undefined) throw new Error('explain needs a policy; see --help');
  if (!values.event) throw new Error('explain needs --event; see --help');
  const answer = startFull().ask({
    ask: 'explain',
    policy: readFile(file),
    region: values.region,
    audience: values.audience,
    signals: values.signals && readFile(values.signals),
    event: readFile(values.event),
  }) as Explanation & { error?: string };
  if (answer.error !== undefined) {
    throw new Error(withFile(answer.error, { ...values, policy: file }));
  }
  if (values.json) printJson([{ file, ...answer }]);
  else printExplanation(file, answer);
  return 0;
}

/** "event:3:4: ..." with the file's name in place of what it is for. */
export function withFile(error: string, files: object): string {
  const [, what = '', rest = ''] = /^(\w+)(:[^]*)$/.exec(error) ?? [];
  const file = (files as Record<string, unknown>)[what];
  return typeof file === 'string' ? `${file}${rest}` : error;
}
