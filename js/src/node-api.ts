import type { DestinationOptions } from './api-destination.js';

export interface RelayOptions {
  /** What may go on: text or object. Each event is judged by the consent that
   * it carries. */
  policy: string | object;
  /** By their names in the policy. */
  destinations: Readonly<Record<string, DestinationOptions>>;
  /** Milliseconds until a collector counts as not reached. Default: 10,000. */
  timeout?: number;
  /** How often a batch is tried that the collector would not take now: after
   * up to 0.5 s, 1 s, 2 s, ... or what its Retry-After asks for. Default: 4. */
  tries?: number;
  /** Milliseconds of one call after which nothing is tried again; what is
   * missing then is in `later`. Default: 5,000, since a page gives up its own
   * request after 10,000. */
  within?: number;
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
  /** Tried as often as `tries` and `within` allow: texts of events for
   * `deliver`, later. */
  later: string[];
}

/** One event as the page's policy let it out: event.schema.json. */
export type CanonicalEvent = Record<string, Record<string, unknown>>;

/** What a page posts to a collector that no description is about. */
export interface Batch {
  /** The same in every try. */
  batch: string;
  /** Milliseconds since 1970, by the visitor's clock. */
  sent_at: number;
  /** Id and revision of the policy that let these events out. */
  policy: string;
  events: CanonicalEvent[];
  /** Milliseconds from each event to the sending. Taken from the time at which
   * the body came it is when the event happened, whatever the visitor's clock
   * says, and however often it was set meanwhile. */
  ages: number[];
  /** How many events will never come, by reason. */
  dropped: Record<string, number>;
  /** How many values were shortened. */
  cut: number;
}

/** The batch in the body of a post, its text or its bytes, which may be
 * gzipped; undefined for any other body, to be answered with 400. */
export type ReadBatch = (body: string | Uint8Array) => Batch | undefined;

/** The text of a body as it came, unzipped if it begins as gzip does. Throws
 * what it is instead: broken, no UTF-8, or (a RangeError) above 1 MiB. */
export type ReadBody = (body: Uint8Array) => string;

export interface Taken {
  /** To answer the page with: 200; 400 for what is no batch; 503 where nothing
   * could be delivered anywhere, so that the page tries again. */
  status: 200 | 400 | 503;
  destinations: Record<string, Delivered>;
}

export interface Relay {
  /** Takes the body that a page posted, as {@link ReadBatch} does. Never
   * rejects. */
  take(body: string | Uint8Array): Promise<Taken>;
  /** Brings events, each as text, to one destination. Never rejects. */
  deliver(destination: string, events: string[]): Promise<Delivered>;
}

/** Rejects for what `sluice policy check` and `destination check` find wrong,
 * and for what a description needs and nobody gave. */
export type CreateRelay = (options: RelayOptions) => Promise<Relay>;

/** What a request says of the browser that sent it. */
export interface VisitorRequest {
  /** Of the page: ids of two sites have nothing in common. */
  site: string;
  /** The IP address that the request came from. */
  address: string;
  /** Its header User-Agent. */
  agent: string;
}

/** The same id for equal requests of one day (UTC), 22 characters; another on
 * the next day. It can't be traced back: it is made with a random salt that
 * never leaves the process and is thrown away at midnight. A process that is
 * started again begins with new ids. */
export type DailyVisitor = (request: VisitorRequest) => string;

/** Makes a salt. It counts visitors of a day for a collector whose policy
 * stores nothing on the device. `now` gives milliseconds since 1970. */
export type CreateDailyVisitors = (now?: () => number) => DailyVisitor;
