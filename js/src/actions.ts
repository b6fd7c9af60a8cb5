import { parseJson } from './json.js';
import type { Level } from './console.js';

/** What the core asks for, as sdk/sluice/tracker/README.md defines it. */
export type Action =
  | SendAction
  | { action: 'load'; keys: string[] }
  | { action: 'store'; key: string; value: unknown }
  | { action: 'erase'; keys: string[] }
  | { action: 'wake'; at: number | null }
  | { action: 'listen'; signals: Ask[] }
  | ReportAction
  | { action: 'forgot'; events: number; keys: string[] };

export interface SendAction {
  action: 'send';
  batch: number;
  url: string;
  /** Content-Type of the body. */
  type: string;
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

/** A source of consent that the policy reads. */
export interface Ask {
  /** A name of src/signals/index.ts; others are passed over. */
  read: string;
  /** Of TCF: who asks. */
  vendor?: number;
}

/** Reads the core's answer, which is NDJSON. */
export function readActions(text: string): Action[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => parseJson(line) as Action);
}
