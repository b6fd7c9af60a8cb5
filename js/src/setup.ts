import { parseJson } from './json.js';
import { quietly } from './quiet.js';

/** What a tracker is started with. The configuration goes to the core as it
 * was written, which reads and judges it. */
export interface Setup {
  /** An object, or the JSON text of `data-config`. */
  config: unknown;
  /** The script tag's other `data-*` attributes. */
  attributes?: Record<string, string | undefined>;
  /** Descriptions of destinations by name, of a script that has some. */
  descriptions?: Record<string, unknown>;
  /** The address of `fallback.js`; may throw where there is none. */
  fallbackUrl: () => string;
  /** The same of `debug.js`. */
  debugUrl: () => string;
}

/** Whether an option that this side acts on is on. An attribute of no value
 * (`<script data-tape>`) is, as in HTML. */
export function isOn(name: 'tape' | 'debug' | 'errors', setup: Setup): boolean {
  const option = optionOf(name, setup);
  return option === '' || option === 'true' || option === true;
}

/** An option that this side acts on, as the site wrote it. */
export function optionOf(name: string, setup: Setup): unknown {
  return (
    setup.attributes?.[name] ?? quietly(() => readConfig(setup.config)?.[name])
  );
}

function readConfig(config: unknown): Record<string, unknown> | undefined {
  const read: unknown = typeof config === 'string' ? parseJson(config) : config;
  return typeof read === 'object' && read !== null
    ? (read as Record<string, unknown>)
    : undefined;
}
