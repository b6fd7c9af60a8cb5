import type { Full } from '../full/full.js';
import { readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readInput, readLines } from './input.js';
import { parseJsonLine } from './json-file.js';

const kHelp = `Usage: sluice url URL [REFERRER]
       sluice url < QUESTION
       sluice url --lines

Says how a visitor came to URL, by the same rules as in a page. QUESTION, on
standard input, is

  {"url": TEXT, "referrer"?: TEXT, "internalHosts"?: as the option of that name,
   "campaignParameters"?: as the option of that name}

The answer is as follows. Empty members are left out.

  {"utm": {"source", "medium", "campaign", "term", "content", "id",
           "source_platform", "creative_format", "marketing_tactic"},
   "click_id": {"gclid": ...}, "unusual",
   "referrer": {"class", "name", "host"}, "channel", "url"}

Values of utm and click_id are decoded, and otherwise as written. unusual lists
campaign parameters that are not written as usual ("amp;utm_medium",
"UTM_Source") or that nobody filled in ("gclid={gclid}"). channel is one of
GA4's default channel group. url is the address without its secrets.

  --lines   read one question on each line, print one answer on each line; for a
            line that can't be understood {"error": why, "line": number}

Exit code 0; 1 if a line can't be understood; 2 if the question can't be
understood.
`;

const kOptions = { lines: { type: 'boolean' } } as const;

/** Returns the exit code. Throws the message for the user. */
export function urlCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const [url, referrer, ...more] = parsed.positionals;
  if (more.length > 0) {
    throw new Error('url takes an address and its referrer; see --help');
  }
  const full = startFull();
  if (parsed.values.lines) {
    if (url !== undefined) throw new Error('--lines reads standard input');
    return answerLines(full);
  }
  const given = url === undefined ? readQuestion(readInput()) : undefined;
  const answer = ask(full, given ?? { url, referrer });
  if (answer.error !== undefined) throw new Error(answer.error);
  printJson([answer]);
  return 0;
}

interface Answer {
  error?: string;
  line?: number;
}

function answerLines(full: Full): number {
  const answers = readLines().map((text, i) => answerLine(full, text, i + 1));
  printJson(answers);
  return answers.some(({ error }) => error !== undefined) ? 1 : 0;
}

function answerLine(full: Full, text: string, line: number): Answer {
  try {
    const answer = ask(full, readQuestion(text));
    return answer.error === undefined ? answer : { ...answer, line };
  } catch (error) {
    return { error: (error as Error).message, line };
  }
}

function ask(full: Full, question: object): Answer {
  return full.ask({ ...question, ask: 'url' }) as Answer;
}

function readQuestion(text: string): object {
  const question = parseJsonLine(text, 'the question');
  if (typeof question === 'object' && question !== null) return question;
  throw new Error('the question is not an object');
}
