import type { Full } from '../full/full.js';
import { onlyOne, readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readInput, readLines } from './input.js';

const kHelp = `Usage: sluice attribute [--model M] [PATH]
       sluice attribute [--model M] --lines
       sluice attribute --population

Shares the credit for a conversion between the touches before it. PATH, or
standard input, is

  {"touches": [{"time", "channel", "source", ...}, ...], "converted_at"}

Times are milliseconds since 1970 or ISO 8601 text. The order of touches does
not matter. Without "converted_at" the time of the last touch is used. The
answer has basis points in the order of the touches, which add up to 10000:

  {"weights": [4000, 2000, 4000]}              with --model
  {"model": "first", "weights": [10000, 0, 0]} a line for each, without

A touch after the conversion, or too long before it, gets 0. For a path that
can't be read, the answer is {"error": why}.

  --model M          first, last, last_non_direct, linear, position_based (40 %
                     first, 40 % last) or time_decay
  --half-life TIME   time_decay: after this time a touch is worth half;
                     default 7d
  --lookback TIME    how long before a conversion a touch counts; default 90d;
                     none: no limit
  --view-window TIME the same for a touch with "kind": "view"; default 1d
  --lines            read one path on each line, print the answers in that
                     order
  --population       read one path on each line, with "converted": true or
                     false; print what each channel is worth over all of them:
                     {"paths", "conversions", "markov": {CHANNEL: BASIS POINTS},
                     "shapley": the same, "models": {MODEL: the same}}.
                     Markov: the removal effects in a first-order chain, solved;
                     at most 64 channels. Shapley: a set of channels is worth
                     the conversions that took no others; exact

Exit code 0; 1 if a path can't be read.
`;

const kOptions = {
  model: { type: 'string' },
  'half-life': { type: 'string' },
  lookback: { type: 'string' },
  'view-window': { type: 'string' },
  lines: { type: 'boolean' },
  population: { type: 'boolean' },
} as const;

/** Far below kMaxRequestBytes of sdk/sluice/base/limits.hpp, whatever the
 * characters are and however they are escaped. */
const kMaxPieceUnits = 512 * 1024;

/** What is asked about every path. */
type Question = Record<string, unknown>;

interface Answer {
  answers: object[];
  error?: string;
  /** It is the question that is wrong. */
  asked?: boolean;
}

interface Population {
  flaws: { line: number; error: string }[];
  error?: string;
}

/** Returns the exit code. Throws the message for the user. */
export function attributeCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const { values } = parsed;
  const path = onlyOne(parsed.positionals, 'attribute takes one path');
  const { model, lookback } = values;
  const windows = {
    half_life: values['half-life'],
    lookback,
    view_window: values['view-window'],
  };
  const full = startFull();
  const readsAll = values.lines || values.population;
  if (readsAll && path !== undefined) {
    const option = values.lines ? '--lines' : '--population';
    throw new Error(`${option} reads standard input`);
  }
  if (values.population) {
    if (model !== undefined) throw new Error('--population has all models');
    return weighAll(full, windows);
  }
  const paths = values.lines ? readLines() : [readInput(path)];
  return weighEach(full, { model, ...windows }, paths);
}

function weighEach(full: Full, question: Question, paths: string[]): number {
  let code = 0;
  for (const text of paths) {
    const request = { ask: 'attribute', ...question, text };
    const { answers, error, asked } = full.ask(request) as Answer;
    if (asked) throw new Error(error);
    if (error !== undefined) code = 1;
    printJson(error === undefined ? answers : [{ error }]);
  }
  return code;
}

/** However many they are: the core is told of them piece by piece. */
function weighAll(full: Full, question: Question): number {
  const lines = readLines();
  let code = 0;
  for (let before = 0; before === 0 || before < lines.length;) {
    const piece = pieceOf(lines, before);
    const more = before + piece.length < lines.length;
    // A line that is empty and ends a piece is one as well.
    const text = piece.join('\n') + (more ? '\n' : '');
    const request = { ask: 'population', ...question, text, before, more };
    const { flaws, error, ...credit } = full.ask(request) as Population;
    if (error !== undefined) throw new Error(error);
    for (const flaw of flaws) {
      process.stderr.write(`sluice: line ${flaw.line}: ${flaw.error}\n`);
      code = 1;
    }
    if (!more) printJson([credit]);
    before += Math.max(piece.length, 1);
  }
  return code;
}

/** The lines from `begin` on that one request holds, at least one. */
function pieceOf(lines: string[], begin: number): string[] {
  let units = 0;
  let end = begin;
  while (end < lines.length && (end === begin || units < kMaxPieceUnits)) {
    units += lines[end++]!.length + 1;
  }
  return lines.slice(begin, end);
}
