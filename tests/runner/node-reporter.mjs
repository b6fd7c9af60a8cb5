// Reporter for `node --test`: one line of JSON for each test that ended, with
// its `outcome` (passed, failed or skipped), `name` and, where it failed,
// `detail` and what its own part of the name is, `test`.
import { resolve } from 'node:path';
import { inspect } from 'node:util';

export default async function* report(events) {
  let names = []; // of the open suites and test; files come one after another
  const begun = new Map(); // file -> the last suite or test that began in it
  const complaints = new Map(); // file -> what it wrote to standard error
  for await (const { type, data } of events) {
    const file = data.file && resolve(data.file);
    if (type === 'test:dequeue' && !isFile(data)) {
      begun.set(file, `in "${data.name}"\n`);
    } else if (type === 'test:start') {
      names = [...names.slice(0, data.nesting), data.name];
    } else if (type === 'test:stderr') {
      complaints.set(file, (complaints.get(file) ?? '') + data.message);
    } else if (type === 'test:pass' || type === 'test:fail') {
      const name = [...names.slice(0, data.nesting), data.name].join(' > ');
      const context = (begun.get(file) ?? '') + (complaints.get(file) ?? '');
      const ended = endOf(type, data, context);
      if (ended) yield `${JSON.stringify({ ...ended, name })}\n`;
    }
  }
}

// `context` helps where a file failed as a whole, without a test to blame.
function endOf(type, data, context) {
  const error = data.details?.error;
  const isSuite = data.details?.type === 'suite';
  if (data.skip !== undefined || data.todo !== undefined) {
    return isSuite ? undefined : { outcome: 'skipped' };
  }
  if (type === 'test:pass') {
    return isSuite || isFile(data) ? undefined : { outcome: 'passed' };
  }
  if (error?.failureType === 'subtestsFailed') return undefined;
  const detail = describeError(error?.cause ?? error);
  if (!isFile(data)) return { outcome: 'failed', detail, test: data.name };
  return { outcome: 'failed', detail: `${detail}\n${context}` };
}

// A file appears as a test when it holds none, or when it failed as a whole.
function isFile({ file, name, nesting }) {
  return nesting === 0 && file !== undefined && resolve(name) === file;
}

function describeError(error) {
  if (typeof error === 'string') return error;
  if (!(error instanceof Error)) return inspect(error);
  const text = error.stack ?? error.message;
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*\(?node:internal/.test(line))
    .join('\n');
}
