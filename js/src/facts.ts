import type { ClickFact, PathElement } from './capture/click-fact.js';
import { kMaxFactUnits } from './core/abi.js';
import { CarefulJson, plainJson, TooLong } from './json.js';
import type { Moment } from './moment.js';
import type { SignalFact } from './signals/facts.js';

/** What the page saw, as sdk/sluice/tracker/README.md defines it. Members
 * that come from the site are `unknown`: the core says what they may be. */
export type Fact = Moment &
  (
    | StartMembers
    | SignalFact
    | {
        fact: 'signal';
        signal: 'api';
        choices: unknown;
        explicit: unknown;
        when: unknown;
      }
    | { fact: 'region'; region: unknown }
    | PageFact
    | { fact: 'title'; title: string | undefined }
    | ClickFact
    | { fact: 'settled'; answer: string | undefined; prevented: boolean }
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
        destination: number;
        batch: number;
        status: number;
        retry_after: number | undefined;
        body?: string | undefined;
        header?: string | undefined;
      }
    | { fact: 'stashed'; destination: number; batch: number; kept: boolean }
    | { fact: 'claimable'; id: string; text: string }
    | { fact: 'lost'; events: number }
    | ActFact
    | { fact: 'hidden'; left?: true | undefined }
    | {
        fact: 'forget';
        policy?: string | undefined;
        withdrawn?: string[];
      }
    | { fact: 'visible' | 'wake' | 'more' | 'flush' }
    | { fact: 'online' | 'offline' }
  );

interface StartMembers {
  fact: 'start';
  seed: string;
  url: string;
  config: unknown;
  attributes: Record<string, string | undefined> | undefined;
  /** The texts at the addresses that the configuration gives. */
  policy?: string | undefined;
  goals?: string | undefined;
  awaits_region: boolean | undefined;
  /** Descriptions of destinations by name, of a script that has some. */
  descriptions?: Record<string, unknown> | undefined;
  /** What the browser says of itself, and whether a program drives it. */
  agent: string;
  driven: boolean;
  /** It sends for a page that dies. */
  defers: true | undefined;
}

export type StartFact = Moment & StartMembers;

/** Facts that must never be refused: they take permissions away. */
export function isAboutConsent({ fact }: Fact): boolean {
  return fact === 'signal' || fact === 'forget';
}

/** Facts for which there is always room: besides those, answers that the core
 * waits for. */
export function isNeeded(fact: Fact): boolean {
  const answers = /^(sent|loaded|region|stashed|more)$/;
  return isAboutConsent(fact) || answers.test(fact.fact);
}

/** Facts that may become an event, and are counted where they are lost. */
export function isEvent({ fact }: Fact): boolean {
  return /^(track|identify|click|page|input|submit|error|vital)$/.test(fact);
}

export type PageCause =
  'load' | 'push' | 'replace' | 'pop' | 'hash' | 'restore' | 'call';

export interface PageFact {
  fact: 'page';
  url: string;
  referrer: string | undefined;
  title: string | undefined;
  cause: PageCause;
  prerendered?: true | undefined;
}

/** What a visitor does on a page. */
export type ActFact =
  | FormFact
  | { fact: 'scroll'; bottom: number; view: number; height: number }
  | {
      fact: 'shown';
      element: number;
      share: number;
      id: string | undefined;
      path: PathElement[];
    }
  | MediaFact
  | {
      fact: 'error';
      kind: 'exception' | 'rejection';
      message: string;
      source?: string;
      line?: number;
      column?: number;
    }
  | { fact: 'vital'; name: unknown; value: unknown; rating: unknown }
  | { fact: 'focus' | 'blur' };

export interface FormFact {
  fact: 'input' | 'submit';
  form: number;
  id: string | undefined;
  name: string | undefined;
  path: PathElement[];
  fields: number;
  field?: string | undefined;
  type?: string | undefined;
  by?: 'visitor' | 'script';
  /** As the browser reads it: `get`, `post`, `dialog`. */
  method?: string;
}

export interface MediaFact {
  fact: 'media';
  media: number;
  state: 'play' | 'pause' | 'seek' | 'time' | 'end';
  /** Seconds. */
  position: number;
  duration: number | undefined;
  provider: string;
  kind: string;
  id: string | undefined;
  title: string | undefined;
  source?: string;
  loop?: boolean;
  muted?: boolean;
}

/** A longer text is cut where the whole is too long. */
const kMaxTextUnits = 8192;

export interface FactText {
  /** Undefined when nothing of the fact can cross. */
  text: string | undefined;
  /** JSON pointers of what was left out of it. */
  leftOut: string[];
}

/** The text of a fact, never above kMaxFactUnits, whatever the page put into
 * it. The first way is the fast one, for facts without values of the site's
 * own: of an error or a map there it makes "{}". */
export function textOfFact(fact: Fact): FactText {
  const hasOwn = 'properties' in fact && fact.properties !== undefined;
  const text = hasOwn ? undefined : plainJson(fact);
  if (text && text.length <= kMaxFactUnits) return { text, leftOut: [] };
  // What others wrote stays whole as long as there is room.
  const whole = hasOwn ? undefined : carefulText(fact, Infinity);
  return whole ?? carefulText(fact) ?? withoutProperties(fact);
}

function carefulText(
  fact: object,
  maxTextUnits = kMaxTextUnits,
): FactText | undefined {
  const json = new CarefulJson(kMaxFactUnits, maxTextUnits);
  try {
    return { text: json.write(fact), leftOut: json.leftOut };
  } catch (error) {
    if (error instanceof TooLong) return undefined;
    throw error;
  }
}

function withoutProperties(fact: Fact): FactText {
  const rest = { ...fact, properties: undefined, oversize: true };
  return carefulText(rest) ?? { text: undefined, leftOut: [] };
}
