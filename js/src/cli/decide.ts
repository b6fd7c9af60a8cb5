import type { Full } from '../full/full.js';
import { onlyOne, readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readInput, readLines } from './input.js';
import { parseJsonLine } from './json-file.js';

const kHelp = `Usage: sluice decide [QUESTION]
       sluice decide --lines

Says whether a TC string allows a vendor to use a purpose. QUESTION, or standard
input, is

  {"tc": STRING, "gdprApplies": true | false | null, "vendor": {"id": NUMBER,
   "purpose": NUMBER, "declaredBasis": "consent" | "legitimateInterest" | null,
   "flexible": true | false}}

The answer is {"allowed": true | false, "why": RULE}. A TC string that can't be
read, or may not be used, allows nothing.

  --lines   read one question on each line, print one answer on each line

Exit code 0, allowed or not; 2 for a question that can't be understood.
`;

const kOptions = { lines: { type: 'boolean' } } as const;

/** Returns the exit code. Throws the message for the user. */
export function decideCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const question = onlyOne(parsed.positionals, 'decide takes one question');
  const full = startFull();
  if (!parsed.values.lines) {
    printJson([decide(full, readInput(question), 'the question')]);
    return 0;
  }
  if (question !== undefined) throw new Error('--lines reads standard input');
  const lines = readLines();
  printJson(lines.map((line, i) => decide(full, line, `line ${i + 1}`)));
  return 0;
}

/** `where` names the question in what the user is told. */
function decide(full: Full, text: string, where: string): unknown {
  const { tc, gdprApplies, vendor } = readQuestion(text, where);
  const request = { ask: 'decide', tc, gdprApplies, vendor };
  const answer = full.ask(request) as { error?: string };
  if (answer.error === undefined) return answer;
  throw new Error(`${where} is not understood: ${answer.error}`);
}

function readQuestion(text: string, where: string): Record<string, unknown> {
  const question = parseJsonLine(text, where);
  if (typeof question === 'object' && question !== null) {
    return question as Record<string, unknown>;
  }
  throw new Error(`${where} is not an object`);
}
