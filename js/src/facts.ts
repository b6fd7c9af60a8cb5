import { kMaxFactUnits } from './core/abi.js';
import {
  CarefulJson,
  isToJsonPolluted,
  kTooLong,
  stringifyJson,
} from './json.js';
import type { Moment } from './moment.js';

/** What the page saw, as sdk/sluice/tracker/README.md defines it. Members
 * that come from the site are `unknown`: the core says what they may be. */
export type Fact = Moment &
  (
    | {
        fact: 'start';
        seed: string;
        url: string;
        config: unknown;
        attributes: Record<string, string | undefined> | undefined;
      }
    | SignalFact
    | { fact: 'signal'; signal: 'site'; choices: unknown; explicit: unknown }
    | PageFact
    | { fact: 'click'; path: PathElement[]; button: number }
    | {
        fact: 'track';
        name: unknown;
        properties: unknown;
        conversion: unknown;
        oversize?: boolean;
      }
    | {
        fact: 'identify';
        user: unknown;
        properties: unknown;
        oversize?: boolean;
      }
    | {
        fact: 'loaded';
        values: Record<string, unknown>;
        failed: boolean;
      }
    | {
        fact: 'sent';
        batch: number;
        status: number;
        retry_after: number | undefined;
      }
    | { fact: 'hidden' | 'visible' | 'wake' | 'flush' | 'forget' }
  );

/** Facts that must never be refused: they take permissions away. */
export function isAboutConsent({ fact }: Fact): boolean {
  return fact === 'signal' || fact === 'forget';
}

/** What a source of consent says, as src/signals/ reads it. It is the core
 * that judges: what comes from elsewhere is `unknown` here. */
export type SignalFact = { fact: 'signal' } & (
  | { signal: 'gpc' | 'dnt'; value: boolean }
  | {
      signal: 'tcf';
      ok: boolean;
      status: unknown;
      event: unknown;
      applies: unknown;
      service_specific: unknown;
      policy_version: unknown;
      string: unknown;
      /** Purposes with consent, and with legitimate interest. */
      purposes: number[];
      interests: number[];
      /** Of the vendor that the policy names, if it names one. */
      vendor: TcfVendor | undefined;
      restrictions: Record<string, unknown>;
      publisher: number[];
      special_features: number[];
    }
  | {
      signal: 'gpp';
      ok: boolean;
      ready: boolean;
      status: unknown;
      applicable: unknown;
      string: unknown;
      /** By the prefix of a section those fields that an opt-out needs. */
      sections: Record<string, Record<string, unknown>>;
    }
  | { signal: 'usp'; string: unknown }
  | {
      signal: 'gcm' | 'uet';
      command: unknown;
      choices: Record<string, unknown>;
      /** Milliseconds. */
      wait: unknown;
      region: unknown;
    }
  | {
      signal: CmpName;
      choices: Record<string, boolean>;
      /** Whether there was a choice: without one, false is no refusal. */
      ready: boolean;
      /** Whether the visitor made it by an act. */
      explicit: boolean;
    }
);

export type CmpName =
  | 'onetrust'
  | 'cookiebot'
  | 'didomi'
  | 'usercentrics'
  | 'klaro'
  | 'cookieconsent'
  | 'osano';

interface TcfVendor {
  consent: boolean;
  interest: boolean;
  /** Undefined when the CMP says nothing of disclosure. */
  disclosed: boolean | undefined;
}

export type PageCause =
  'load' | 'push' | 'replace' | 'pop' | 'hash' | 'restore' | 'call';

export interface PageFact {
  fact: 'page';
  url: string;
  referrer: string | undefined;
  title: string | undefined;
  cause: PageCause;
}

export interface PathElement {
  tag: string;
  nth: number | undefined;
  id?: string | undefined;
  role?: string | undefined;
  type?: string | undefined;
  href?: string | undefined;
  download?: boolean | undefined;
}

export interface FactText {
  /** Undefined when nothing of the fact can cross. */
  text: string | undefined;
  /** JSON pointers of what was left out of it. */
  leftOut: string[];
}

/** The text of a fact, never above kMaxFactUnits, whatever the page put into
 * it. The first way is the fast one, and all that most facts need. */
export function textOfFact(fact: Fact): FactText {
  try {
    if (!isToJsonPolluted()) {
      const text = stringifyJson(fact);
      if (text.length <= kMaxFactUnits) return { text, leftOut: [] };
    }
  } catch {
    // A cycle, a throwing getter, a BigInt: go on carefully.
  }
  return carefulText(fact) ?? withoutProperties(fact);
}

function carefulText(fact: object): FactText | undefined {
  const json = new CarefulJson(kMaxFactUnits);
  try {
    return { text: json.write(fact), leftOut: json.leftOut };
  } catch (error) {
    if (error === kTooLong) return undefined;
    throw error;
  }
}

function withoutProperties(fact: Fact): FactText {
  const rest = { ...fact, properties: undefined, oversize: true };
  return carefulText(rest) ?? { text: undefined, leftOut: [] };
}
