import type { Full } from '../full/full.js';
import { onlyOne, readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { printJson, readFile } from './input.js';
import { splitValues, type JsonValue } from './json-values.js';
import { count } from './remarks.js';

const kHelp = `Usage: sluice receipts verify FILE [--policy POLICY.json]... [--json]

Checks receipts of privacy choices as a collector stored them. FILE has events,
batches, rows with an event in "event", or receipts alone: as JSON lines or as
one array. Other events in it are ignored. FILE - is standard input.

A receipt has a number, its own hash, and the hash of the receipt before it. The
receipts of one page load to one destination are a chain. These break it:

  a receipt whose text was changed, so that its hash is another
  a receipt that is missing, or whose number is not the next one
  a policy that changes within a chain, or without a new revision

Store the text of a receipt as it arrived. A column that sorts the members of
JSON, as jsonb does, makes the hash impossible to check. The command cannot see
if the last receipts of a chain are missing. Receipts do not name the visitor.

  --policy   the receipts have to be of this policy; may be given several times
  --json     print a JSON object instead

Exit code 0 if every chain is whole; 1 if a chain is broken; 2 for input that
can't be understood.
`;

const kOptions = {
  policy: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

interface Remark {
  line: number;
  message: string;
}

/** The answer to the ask `verify_receipts`: sdk/sluice/inspect/asks.hpp. */
interface Verified {
  receipts: number;
  chains: number;
  repeated: number;
  others: number;
  /** Milliseconds; absent where no receipt has a time. */
  from?: number;
  to?: number;
  policies: { policy: string; hash: string; receipts: number }[];
  flaws: Remark[];
  notes: Remark[];
}

type Answer = Verified & { error?: string; line?: number };

/** Of one request, which may have 4 MiB and some thousand JSON values. */
const kMostItems = 1000;
const kMostLetters = 500_000;

/** Returns the exit code. Throws the message for the user. */
export function verifyCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, kOptions);
  if (!parsed) return 0;
  const { values, positionals } = parsed;
  const file = onlyOne(positionals, 'verify takes one file');
  if (file === undefined) throw new Error('verify needs a file; see --help');
  const policies = (values.policy ?? []).map((name) => {
    return { name, text: readFile(name) };
  });
  const answer = verify(startFull(), splitValues(readFile(file)), policies);
  if (answer.error !== undefined) {
    throw new Error(`${file}:${answer.line}: ${answer.error}`);
  }
  if (answer.receipts === 0) throw new Error(`${file} has no receipts`);
  if (values.json) printJson([{ file, ...answer }]);
  else print(file, answer);
  return answer.flaws.length > 0 ? 1 : 0;
}

function verify(
  full: Full,
  items: JsonValue[],
  policies: { name: string; text: string }[],
): Answer {
  let begin = 0;
  for (;;) {
    let end = begin;
    for (let letters = 0; end < items.length; end++) {
      letters += items[end]?.text.length ?? 0;
      const isFull = end - begin === kMostItems || letters > kMostLetters;
      if (isFull && end > begin) break;
    }
    const more = end < items.length;
    const answer = full.ask({
      ask: 'verify_receipts',
      begin: begin === 0,
      policies: begin === 0 ? policies : [],
      items: items.slice(begin, end),
      more,
    }) as Answer;
    if (!more || answer.error !== undefined) return answer;
    begin = end;
  }
}

function print(file: string, answer: Verified): void {
  const lines = [
    ...answer.flaws.map(({ line, message }) => `${file}:${line}: ${message}`),
    ...answer.notes.map(
      ({ line, message }) => `${file}:${line}: note: ${message}`,
    ),
    `${file}: ${verdictOf(answer)}`,
    ...answer.policies.map(
      ({ policy, hash, receipts }) =>
        `  policy ${policy}: ${count(receipts, 'receipt')}, SHA-256 ${hash}`,
    ),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

function verdictOf(answer: Verified): string {
  const { receipts, chains, repeated, others, flaws, from, to } = answer;
  const parts = [
    flaws.length > 0 ? count(flaws.length, 'flaw') : 'ok',
    `${count(receipts, 'receipt')} in ${count(chains, 'chain')}`,
  ];
  if (from !== undefined && to !== undefined) {
    parts.push(`from ${timeOf(from)} to ${timeOf(to)}`);
  }
  if (repeated > 0) parts.push(`${repeated} stored twice`);
  if (others > 0) parts.push(`${count(others, 'other event')} passed over`);
  return parts.join(', ');
}

/** Years that no Date has are printed as they are. */
function timeOf(ms: number): string {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? String(ms) : time.toISOString();
}
