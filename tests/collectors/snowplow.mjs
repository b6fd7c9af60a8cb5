/** Snowplow's collector and the part of Enrich that validates: 200 to all, and
 * bad rows for what is no JSON, or does not fit its schema in Iglu.
 * Tp2Adapter.scala; the schemas are in ../schemas/iglu. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { jsonOf } from './serve.mjs';

const kTypes = ['application/json; charset=utf-8', 'application/json'];
const folder = new URL('../schemas/iglu/', import.meta.url);
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validators = new Map();

function validatorOf(uri) {
  if (!validators.has(uri)) {
    const file = new URL(uri.replace(/^iglu:/, ''), folder);
    const { $schema, self, ...schema } = JSON.parse(readFileSync(file));
    validators.set(uri, ajv.compile(schema));
  }
  return validators.get(uri);
}

const decode = (text) => JSON.parse(Buffer.from(text, 'base64url').toString());

/** All that is wrong with a self-describing value, and those within it. */
function flawsOf({ schema, data }) {
  const validate = validatorOf(schema);
  const own = validate(data)
    ? []
    : [`${schema}: ${ajv.errorsText(validate.errors)}`];
  const inner = Array.isArray(data) ? data : [data];
  return own.concat(
    inner.filter((one) => one?.schema && one.data).flatMap(flawsOf),
  );
}

export function snowplow({ app }) {
  const taken = [];
  const refused = [];
  const take = (row) => {
    const parts = [row.ue_px, row.cx].filter(Boolean).map(decode);
    const flaws = parts.flatMap(flawsOf);
    if (row.aid !== app) flaws.push('aid');
    if (flaws.length > 0)
      return void refused.push({ flaw: flaws.join('; '), row });
    const dataOf = (text) => text && decode(text).data;
    taken.push({ ...row, ue: dataOf(row.ue_px), contexts: dataOf(row.cx) });
  };
  return {
    taken,
    refused,
    take({ method, path, headers, text }) {
      const isTp2 = path === '/com.snowplowanalytics.snowplow/tp2';
      if (method !== 'POST' || !isTp2) return { status: 404 };
      const isJson = kTypes.includes(headers['content-type'].toLowerCase());
      const body = isJson ? jsonOf(text) : undefined;
      const flaws = body ? flawsOf(body) : ['content type, or no JSON'];
      if (flaws.length > 0) refused.push({ flaw: flaws.join('; '), text });
      else body.data.forEach(take);
      return { status: 200, body: 'ok' };
    },
  };
}
