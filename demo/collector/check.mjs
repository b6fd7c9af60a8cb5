import { readFileSync } from 'node:fs';

import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const files = {
  envelope: 'envelope.schema.json',
  event: '../../sdk/sluice/event/event.schema.json',
  fault: 'fault.schema.json',
};

/** Functions by schema name that say what is wrong with a value as
 * `{at, expected}`, `at` being a JSON pointer, or nothing where it follows
 * that schema. */
export function createChecks() {
  const ajv = new Ajv();
  addFormats(ajv);
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => {
      const text = readFileSync(new URL(file, import.meta.url), 'utf8');
      return [name, createCheck(ajv.compile(JSON.parse(text)))];
    }),
  );
}

function createCheck(validate) {
  return (value) => {
    if (!validate(value)) return explain(validate.errors[0]);
  };
}

function explain({ instancePath, message, params }) {
  const { additionalProperty, allowedValue, allowedValues } = params;
  const detail = additionalProperty ?? allowedValue ?? allowedValues;
  const expected = detail === undefined ? message : `${message}: ${detail}`;
  return { at: instancePath, expected };
}
