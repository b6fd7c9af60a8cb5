import type { DestinationOptions } from './api-destination.js';

/** What a relay needs. */
export interface RelayOptions {
  /** The policy as text or object. The relay judges each event by the consent
   * that the event carries. */
  policy: string | object;
  /** The settings of each destination, by its name in the policy. */
  destinations: Readonly<Record<string, DestinationOptions>>;
  /** After how many milliseconds a collector counts as not reached. Default:
   * `10000`. */
  timeout?: number;
  /** How often to try a batch that the collector cannot accept now: after up to
   * 0.5 s, 1 s, 2 s, ... or after the time that its `Retry-After` asks for.
   * Default: `4`. */
  tries?: number;
  /** After how many milliseconds of one call to stop trying. What is left is in
   * `later`. A page gives up its own request after 10,000 milliseconds.
   * Default: `5000`. */
  within?: number;
}

/** What became of events on their way to one destination. */
export interface Delivered {
  /** How many events the collector accepted, as far as it says. */
  sent: number;
  /** How many events are not for this destination: by the policy, or because its
   * description has no form for them. */
  kept: number;
  /** How many events the collector refused for good. */
  rejected: number;
  /** The events that were still not accepted after `tries` and `within`, each as
   * text. Give them to `deliver` later. */
  later: string[];
}

/** One event, as the page's policy let it leave; event.schema.json describes
 * it. */
export type CanonicalEvent = Record<string, Record<string, unknown>>;

/** What a page posts to a collector of your own, without a description. */
export interface Batch {
  /** The id of the batch: the same in every try. */
  batch: string;
  /** When the page sent it, in milliseconds since 1970, by the visitor's
   * clock. */
  sent_at: number;
  /** The id and revision of the policy under which these events were sent. */
  policy: string;
  /** The events. */
  events: CanonicalEvent[];
  /** For each event, how many milliseconds passed until the batch was sent.
   * Subtract this from the time at which the body arrived: that is when the
   * event happened, whatever the visitor's clock says. */
  ages: number[];
  /** How many events will never arrive, by reason. */
  dropped: Record<string, number>;
  /** How many values were shortened. */
  cut: number;
}

/** Reads a batch from the body of a POST: text, or bytes, which may be gzipped.
 * Returns undefined for any other body; answer 400 then. */
export type ReadBatch = (body: string | Uint8Array) => Batch | undefined;

/** Returns the text of a body, unzipped if it is gzipped. Throws if it is
 * broken, or not UTF-8, and a RangeError if it is above 1 MiB. */
export type ReadBody = (body: Uint8Array) => string;

/** What became of a body that a page posted. */
export interface Taken {
  /** The status to answer the page with. 200; 400 for a body that is no batch;
   * 503 if nothing could be delivered anywhere, so that the page tries
   * again. */
  status: 200 | 400 | 503;
  /** What became of the events, by destination. */
  destinations: Record<string, Delivered>;
}

/** Passes events on from a server of yours, to collectors that need a
 * secret. */
export interface Relay {
  /** Takes the body that a page posted. Never rejects. */
  take(body: string | Uint8Array): Promise<Taken>;
  /** Sends events, each as text, to one destination. Never rejects. */
  deliver(destination: string, events: string[]): Promise<Delivered>;
}

/** Makes a relay. Rejects if `sluice policy check` or `sluice destination check`
 * would find an error, or if a setting that a description needs is missing. */
export type CreateRelay = (options: RelayOptions) => Promise<Relay>;

/** What a request says of the browser that sent it. */
export interface VisitorRequest {
  /** The site of the page. Ids of two sites cannot be matched. */
  site: string;
  /** The IP address that the request came from. */
  address: string;
  /** The request's header `User-Agent`. */
  agent: string;
}

/** Returns the same id, 22 characters, for equal requests of one day (UTC), and
 * another one the next day. It cannot be traced back: it is made with a random
 * salt that never leaves the process and is thrown away at midnight. A process
 * that starts again begins with new ids. */
export type DailyVisitor = (request: VisitorRequest) => string;

/** Makes a function that counts the visitors of a day, for a collector whose
 * policy stores nothing on the device. `now` returns milliseconds since
 * 1970. */
export type CreateDailyVisitors = (now?: () => number) => DailyVisitor;
