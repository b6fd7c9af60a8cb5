import type { DestinationOptions } from './api-destination.js';

export interface RelayOptions {
  /** What may go on: text or object. Each event is judged by the consent that
   * it carries. */
  policy: string | object;
  /** By their names in the policy. */
  destinations: Readonly<Record<string, DestinationOptions>>;
  /** Milliseconds until a collector counts as not reached. Default: 10,000. */
  timeout?: number;
}

/** What became of events on their way to one destination. */
export interface Delivered {
  /** Taken by the collector, as far as it says. */
  sent: number;
  /** Not for this destination: by the policy, or because its description has
   * no form for them. */
  kept: number;
  /** Given up: the collector will not have them. */
  rejected: number;
  /** Not now: texts of events for `deliver`, later. */
  later: string[];
}

export interface Taken {
  /** To answer the page with: 200; 400 for what is no batch; 503 where nothing
   * could be delivered anywhere, so that the page tries again. */
  status: 200 | 400 | 503;
  destinations: Record<string, Delivered>;
}

export interface Relay {
  /** Takes the body that a page posted. Never rejects. */
  take(body: string): Promise<Taken>;
  /** Brings events, each as text, to one destination. Never rejects. */
  deliver(destination: string, events: string[]): Promise<Delivered>;
}

/** Rejects for what `sluice policy check` and `destination check` find wrong,
 * and for what a description needs and nobody gave. */
export type CreateRelay = (options: RelayOptions) => Promise<Relay>;
