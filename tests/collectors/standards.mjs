/** Receivers that follow a standard: CloudEvents' batch of JSON, held against
 * its schema; OTLP's logs, read by its .proto files without a field unknown;
 * lines and arrays of canonical events, held against ours. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import protobuf from 'protobufjs';
import { isDeepStrictEqual } from 'node:util';
import { jsonOf } from './serve.mjs';

const kJsonOfOtlp = { longs: String, enums: Number, json: true };
const readJson = (path) =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

function receiver(isRight, rowsOf, flawOf, more = {}) {
  const taken = [];
  const refused = [];
  return {
    taken,
    refused,
    ...more,
    take(request) {
      if (request.method !== 'POST') return { status: 405 };
      if (!isRight(request)) return { status: 415 };
      const rows = rowsOf(request.text);
      if (!Array.isArray(rows)) return { status: 400 };
      for (const row of rows) {
        const flaw = flawOf(row);
        if (flaw) refused.push({ flaw, row });
        else taken.push(row);
      }
      return { status: 200, body: {} };
    },
  };
}

function held(ajv, schema) {
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return (row) => (validate(row) ? undefined : ajv.errorsText(validate.errors));
}

export const cloudEvents = () =>
  receiver(
    ({ type }) => type === 'application/cloudevents-batch+json',
    jsonOf,
    held(
      new Ajv({ strict: false }),
      readJson('../schemas/cloudevents/cloudevents.json'),
    ),
  );

const ofOurs = () =>
  held(
    new Ajv2020({ strict: false }),
    readJson('../../sdk/sluice/event/event.schema.json'),
  );

export const ndjson = () =>
  receiver(
    ({ type }) => /^(application\/x-ndjson|text\/plain)$/.test(type),
    (text) => text.split('\n').map(jsonOf),
    ofOurs(),
    { unzips: 'always' },
  );

export const jsonArray = () =>
  receiver(
    ({ type }) => /^(application\/json|text\/plain)$/.test(type),
    jsonOf,
    ofOurs(),
    { unzips: 'always' },
  );

/** Strict, where receivers may pass over what they do not know: what was read
 * and written again is what came. */
export function otlp() {
  const root = new protobuf.Root();
  const folder = fileURLToPath(new URL('../schemas/otlp/', import.meta.url));
  root.resolvePath = (_, target) => `${folder}${target}`;
  root.loadSync('opentelemetry/proto/collector/logs/v1/logs_service.proto');
  const type = root.lookupType(
    'opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest',
  );
  const taken = [];
  const refused = [];
  return {
    taken,
    refused,
    take({ method, path, type: contentType, text }) {
      if (method !== 'POST' || path !== '/v1/logs') return { status: 404 };
      if (contentType !== 'application/json') return { status: 415 };
      const body = jsonOf(text);
      if (!body) return { status: 400 };
      const again = type.toObject(type.fromObject(body), kJsonOfOtlp);
      const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(again)), body);
      const records = body.resourceLogs.flatMap(({ scopeLogs }) =>
        scopeLogs.flatMap(({ logRecords }) => logRecords),
      );
      if (isSame) taken.push(...records);
      else refused.push({ flaw: 'not OTLP', again, body });
      return { status: 200, body: {} };
    },
  };
}
