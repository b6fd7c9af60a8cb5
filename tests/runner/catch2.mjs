import { availableParallelism } from 'node:os';
import { lastLines, runQuietly } from './command.mjs';
import { inParallel } from './parallel.mjs';

/** How many tests a process runs: few, so that the processes end together,
 * enough that starting them costs nothing beside. */
const kTestsAtATime = 12;

/** Runs a Catch2 program, a process for each core at a time; resolves to its
 * {passed, failures}. */
export async function runCatch2(program) {
  const list = await runQuietly(program, ['--list-test-names-only']);
  const names = list.stdout.split('\n').filter(Boolean);
  const groups = [];
  while (names.length > 0) groups.push(names.splice(0, kTestsAtATime));
  const runs = await inParallel(groups, availableParallelism(), (some) =>
    runSome(program, some),
  );
  return {
    passed: runs.reduce((total, { passed }) => total + passed, 0),
    failures: runs.flatMap(({ failures }) => failures),
  };
}

async function runSome(program, names) {
  const quoted = names.map((name) => name.replace(/[\\,[\]]/g, '\\$&')).join();
  const run = await runQuietly(program, ['-r', 'xml', quoted]);
  const results = readCatch2Report(run.stdout);
  const count = results.passed + results.failures.length;
  // A sanitizer may complain after the last test has passed, and ends the
  // program; what it says belongs to the test that was running.
  if (results.failures.length === 0 && (!run.ok || count < names.length)) {
    const name = `${program} ${quoted}: ${run.ending}, ran ${count}`;
    results.failures.push({ name, detail: '' });
  }
  if (!run.ok && run.stderr) {
    results.failures.at(-1).detail += `\n${lastLines(run.stderr, 60)}`;
  }
  return results;
}

/** Reads the report of Catch2's `xml` reporter, even one that was cut off
 * because the program died: then the test that was running has failed. */
export function readCatch2Report(xml) {
  const results = { passed: 0, failures: [] };
  for (const testCase of xml.split('<TestCase ').slice(1)) {
    const [head, ...body] = testCase.split('</TestCase>')[0].split('\n');
    if (body.some((line) => line.includes('<OverallResult success="true"'))) {
      results.passed += 1;
    } else {
      const detail = body.map(readable).filter(Boolean).join('\n');
      results.failures.push({ name: attributesOf(head).name, detail });
    }
  }
  return results;
}

function attributesOf(tag) {
  const pairs = tag.matchAll(/(\w+)="([^"]*)"/g);
  return Object.fromEntries(
    Array.from(pairs, ([, name, value]) => [name, unescapeXml(value)]),
  );
}

function unescapeXml(text) {
  const characters = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(\w+);/g, (all, name) => characters[name] ?? all);
}

// Catch2 writes each tag and each line of text on a line of its own.
function readable(line) {
  const [, tag] = line.match(/^\s*<(\w+)/) ?? [];
  const { filename, line: number, type, name } = attributesOf(line);
  const where = `${filename}:${number}`;
  switch (tag) {
    case 'Section':
      return `in "${name}"`;
    case 'Expression':
      return `${type} at ${where}`;
    case 'Exception':
    case 'Failure':
    case 'FatalErrorCondition':
      return `${tag} at ${where}`;
    case undefined:
      return isText(line) ? `  ${unescapeXml(line.trim())}` : '';
    case 'Expanded':
      return '  which is';
    default:
      return '';
  }
}

function isText(line) {
  return line.trim() !== '' && !line.includes('</');
}
