import type { Attribution, ConsentStatus } from './api.js';
import { parseJson } from './json.js';
import type { Level } from './console.js';

/** What the core asks for, as sdk/sluice/tracker/README.md defines it. */
export type Action =
  | SendAction
  | AbortAction
  | DeferAction
  | DeviceAction
  | { action: 'consent'; status: ConsentStatus }
  | { action: 'attribution'; current: Attribution | null }
  | { action: 'wake'; at: number | null }
  | { action: 'listen'; signals: Ask[] }
  | WatchAction
  | ViewedAction
  | AwaitAction
  | ReportAction
  | ForgotAction;

/** What comes, or came, of the click at hand within so many milliseconds. */
export interface AwaitAction {
  action: 'await';
  within: number;
}

export interface ForgotAction {
  action: 'forgot';
  events: number;
  records: KeptRecord[];
}

/** One thing that a policy has the device keep. */
export interface KeptRecord {
  /** By which the core knows it. */
  name: string;
  kind: StorageKind;
  key: string;
}

/** Anything else is never touched. */
export type StorageKind = 'local' | 'session' | 'cookie';

export interface StoreAction {
  action: 'store';
  kind: StorageKind;
  key: string;
  value: object;
  /** Seconds, for a cookie. */
  max_age: number;
}

/** About what the device keeps, and `more`: what is performed, and answered,
 * at once. */
export type DeviceAction =
  | { action: 'load'; records: KeptRecord[] }
  | StoreAction
  | { action: 'erase'; records: KeptRecord[] }
  | StashAction
  | ClaimAction
  | LeaseAction
  | { action: 'discard'; prefix: string }
  | ForgetTabsAction
  | { action: 'more' };

export interface ForgetTabsAction {
  action: 'forget_tabs';
  policy: string;
  /** Purposes: only what rests on them is to be forgotten. */
  withdrawn: string[];
}

export interface StashAction {
  action: 'stash';
  destination: number;
  batch: number;
  prefix: string;
  id: string;
  /** Of all that stand under the prefix, in UTF-16 units. */
  max_bytes: number;
  text: string;
}

export interface ClaimAction {
  action: 'claim';
  prefix: string;
}

export interface LeaseAction {
  action: 'lease';
  key: string;
  /** Milliseconds since 1970. */
  until: number;
}

export interface AbortAction {
  action: 'abort';
  destination: number;
  batch: number;
}

/** What the browser is to send if the page dies; nothing without `url`. */
export interface DeferAction extends Posted {
  action: 'defer';
  destination: number;
  url?: string;
}

/** What a collector is sent. */
export interface Posted {
  /** Content-Type of the body; absent: a GET without one. */
  type?: string;
  headers?: Record<string, string>;
  body?: string | ArrayBuffer;
}

export interface SendAction extends Posted {
  action: 'send';
  destination: number;
  batch: number;
  url: string;
  /** The body may be gzipped; what stands in place of those members then. */
  gzip?: Partial<Pick<SendAction, 'url' | 'type' | 'headers'>>;
  /** Whether the core wants to see the answer's body. */
  read?: true;
  /** The header of the answer that the core wants to see. */
  header?: string;
  /** The visitor consented to storage: it may leave as a beacon, too, which
   * carries the collector's cookies. */
  beacon?: true;
  keepalive: boolean;
  /** Milliseconds. */
  timeout: number;
  body: string;
}

export interface ReportAction {
  action: 'report';
  level: Level;
  code: string;
  at: string;
  message: string;
}

/** A page view has begun. */
export interface ViewedAction {
  action: 'viewed';
  /** Milliseconds in which a change of the title is told at once. */
  title?: number;
}

/** The kinds of acts to be captured. */
export interface WatchAction {
  action: 'watch';
  answers?: true;
  forms?: true;
  scroll?: true;
  engagement?: true;
  video?: true;
  errors?: true;
  /** What stands on what is clicked. */
  text?: true;
  /** Percent of an element that make it in view. */
  impressions?: number;
}

/** A source of consent that the policy reads. */
export interface Ask {
  /** A name of src/signals/index.ts; others are passed over. */
  read: string;
  /** Of TCF: who asks. */
  vendor?: number;
}

/** A report as the reporter takes it. */
export function wordsOf({ level, code, message, at }: ReportAction) {
  return [level, code, message, at] as const;
}

/** Reads the core's answer, which is NDJSON. */
export function readActions(text: string): Action[] {
  const actions: Action[] = [];
  for (const line of text.split('\n')) {
    if (line) actions.push(parseJson(line) as Action);
  }
  return actions;
}
