import type { Full } from '../full/full.js';
import { readDescription } from './description-file.js';
import { checkDescription } from './destination-check.js';
import { startFull } from './full-module.js';
import { hashOf } from './hashes.js';
import { readFile } from './input.js';
import { readJsonObject } from './json-file.js';
import { complaintsAbout } from './options-check.js';
import { printRemarks, type Remarks } from './remarks.js';

/** What goes into a bundle. */
export interface Parts {
  config: Record<string, unknown>;
  descriptions: Record<string, unknown>;
  /** The hash of each file that was read. */
  files: Record<string, string>;
}

interface Given {
  config: string;
  policy: string | undefined;
  destinations: string[];
}

/** A destination as the options have it. */
interface Use {
  /** Where that is in the options. */
  at: string;
  description: unknown;
  config: unknown;
  endpoint: unknown;
}

/** Reads and checks all of it; undefined for what has errors, which were
 * printed. Throws the message for the user. */
export function readParts(given: Given): Parts | undefined {
  const full = startFull();
  const files: Record<string, string> = {};
  const config = readJsonObject(given.config);
  files[given.config] = hashOf(readFile(given.config));
  if (given.policy !== undefined) {
    const text = readFile(given.policy);
    files[given.policy] = hashOf(text);
    const checked = full.ask({ ask: 'check', text }) as Remarks;
    if (!isSound(given.policy, checked)) return undefined;
    config.policy = JSON.parse(text);
  }
  const texts = readDescriptions(given.destinations, config);
  for (const [name, text] of texts) {
    files[name] = hashOf(text);
    if (!isSound(name, checkDescription(full, text))) return undefined;
  }
  const parts = putTogether(full, config, [...texts.values()]);
  const complaints = [
    ...complaintsAbout(parts.config, parts.descriptions),
    ...regionFlaw(full, config.region),
  ];
  for (const complaint of complaints) {
    process.stdout.write(`${given.config}: error ${complaint}\n`);
  }
  return complaints.length > 0 ? undefined : { ...parts, files };
}

/** The options, and the descriptions by their names; one that is alone needs
 * none in the options. */
function putTogether(
  full: Full,
  config: Record<string, unknown>,
  texts: string[],
): Pick<Parts, 'config' | 'descriptions'> {
  const described = new Map(texts.map((text) => [nameOf(text), text]));
  const [only] = described.keys();
  const usesOne = config.destinations === undefined && described.size === 1;
  const said = usesOne ? { destination: only, ...config } : config;
  for (const use of usesOf(said)) checkUse(full, use, described);
  const descriptions = Object.fromEntries(
    Array.from(described, ([name, text]) => [name, forPages(text)]),
  );
  return { config: said, descriptions };
}

/** A region that no visitor is ever in, said as an error of `policy check`. */
function regionFlaw(full: Full, region: unknown): string[] {
  if (typeof region !== 'string') return [];
  const { error } = full.ask({ ask: 'check_region', region }) as {
    error?: string;
  };
  return error === undefined ? [] : [`/region: ${error}`];
}

function isSound(file: string, remarks: Remarks): boolean {
  if (remarks.errors > 0) printRemarks(file, remarks, 'no bundle was made');
  return remarks.errors === 0;
}

const nameOf = (text: string) => (JSON.parse(text) as { name: string }).name;

/** Those given, and those that the options name and nobody gave. */
function readDescriptions(
  given: string[],
  config: Record<string, unknown>,
): Map<string, string> {
  const texts = new Map(given.map((file) => [file, readDescription(file)]));
  const there = new Set(Array.from(texts.values(), nameIfAny));
  for (const { description } of usesOf(config)) {
    const isName = typeof description === 'string' && /^[^{]/.test(description);
    if (!isName || description === 'sluice' || there.has(description)) continue;
    texts.set(description, readDescription(description));
  }
  return texts;
}

function nameIfAny(text: string): string | undefined {
  try {
    return nameOf(text);
  } catch {
    return undefined; // the check says what is wrong with it
  }
}

function usesOf(config: Record<string, unknown>): Use[] {
  const { destination, destinationConfig, destinations, endpoint } = config;
  const one = { at: '', description: destination, config: destinationConfig };
  const named = Object.entries((destinations ?? {}) as Record<string, Use>);
  const uses = named.map(([name, use]) => ({
    at: ` of "destinations"."${name}"`,
    description: use.description ?? destination,
    config: use.config ?? destinationConfig,
    endpoint: use.endpoint ?? endpoint,
  }));
  return named.length > 0 ? uses : [{ ...one, endpoint }];
}

function checkUse(full: Full, use: Use, described: Map<string, string>): void {
  const { at, description, config, endpoint } = use;
  if (description === undefined || description === 'sluice') return;
  const text =
    typeof description === 'string'
      ? (described.get(description) ?? description)
      : JSON.stringify(description);
  const asked = { description: text, config: config ?? {}, events: [] };
  // An address that only the policy knows is found out on the page.
  const answer = full.ask({
    ...asked,
    ask: 'preview_destination',
    endpoint: endpoint ?? 'https://in.policy.example',
  }) as { error?: string; secret?: string };
  if (answer.error !== undefined) throw new Error(`${answer.error}${at}`);
  if (answer.secret === undefined) return;
  throw new Error(
    `"${answer.secret}"${at} is a secret, and everybody can read a script: ` +
      'post to a server of yours, which sends on by `sluice/node`',
  );
}

function forPages(text: string): unknown {
  const { $schema, note, links, config, ...rest } = JSON.parse(text) as {
    $schema?: string;
    note?: string;
    links?: string[];
    config?: Record<string, { note?: string }>;
  };
  for (const setting of Object.values(config ?? {})) delete setting.note;
  return { ...rest, config };
}
