import type { Full } from '../full/full.js';
import { readArguments } from './arguments.js';
import { startFull } from './full-module.js';
import { readFile } from './input.js';
import { parseJson } from './json-file.js';
import { withFile } from './policy-explain.js';

const kHelp = `Usage: sluice policy test FILE CASES.json

Compares what a policy does with what you expect. CASES.json is a list of

  {"name": "California, GPC on", "region": "US-CA", "signals": {"gpc": true},
   "event": {"event": {"name": "purchase"}, "click_id": {"gclid": "x"}},
   "expect": {"regime": "us", "purposes": {"ads": "denied"}, "action": "send",
              "destinations": {"warehouse": {"click_id.gclid": null},
                               "ads": "dropped"}}}

"region", "audience" and "signals" are the same as for sluice policy explain.
Only what "expect" names is compared. "action" is send, hold, drop or
cookieless. A destination is "sent", "cookieless", "held" or "dropped", or an
object: its fields with the values that are sent. null means that the field is
withheld.

Exit code 0 if all cases pass, 1 if one fails, 2 for cases that can't be
understood.
`;

interface Case {
  name?: string;
  [member: string]: unknown;
}

const kMembers = ['name', 'region', 'audience', 'signals', 'event', 'expect'];

/** Returns the exit code. Throws the message for the user. */
export function testCommand(args: string[]): number {
  const parsed = readArguments(args, kHelp, {});
  if (!parsed) return 0;
  const [file, path, ...more] = parsed.positionals;
  if (file === undefined || path === undefined || more.length > 0) {
    throw new Error('test needs a policy and its cases; see --help');
  }
  const policy = readFile(file);
  const cases = readCases(path);
  const full = startFull();
  const failed = cases.filter((one, i) => {
    const failures = run(full, { file, policy }, { path, one, number: i + 1 });
    return failures.length > 0;
  });
  process.stdout.write(`${cases.length} cases, ${failed.length} failed\n`);
  return failed.length > 0 ? 1 : 0;
}

function readCases(path: string): Case[] {
  const cases = parseJson(readFile(path), path);
  if (!Array.isArray(cases)) throw new Error(`${path} is no list of cases`);
  return cases as Case[];
}

/** Prints how a case went; returns what failed in it. */
function run(
  full: Full,
  { file, policy }: { file: string; policy: string },
  { path, one, number }: { path: string; one: Case; number: number },
): string[] {
  const at = `${path}: case ${number}`;
  if (typeof one !== 'object' || one === null) {
    throw new Error(`${at} is no object`);
  }
  const strange = Object.keys(one).find((name) => !kMembers.includes(name));
  if (strange) throw new Error(`${at} has an unknown member ${strange}`);
  const answer = full.ask({ ask: 'test', policy, case: one }) as {
    failures?: string[];
    error?: string;
  };
  if (answer.error !== undefined) {
    const error = withFile(answer.error, { policy: file });
    throw new Error(error === answer.error ? `${at}: ${error}` : error);
  }
  const failures = answer.failures ?? [];
  const verdict = failures.length > 0 ? 'FAIL ' : 'ok   ';
  const lines = [
    `${verdict} ${number} ${one.name ?? ''}`,
    ...failures.map((failure) => `        ${failure}`),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return failures;
}
