/** What a page can say to Sluice: all that is public, by what this exports. */
import type { AttributionCalls, AttributionModel } from './api-attribution.js';
import type { ConsentCall } from './api-consent.js';
import type { CollectorOptions } from './api-destination.js';
import type { Goal } from './api-goals.js';

export type * from './api-attribution.js';
export type * from './api-consent.js';
export type * from './api-destination.js';
export type * from './api-goals.js';

/** Options of {@link createTracker}; on a script tag the same names are
 * `data-*` attributes, e.g. `data-page-views="false"`. What may be said, and
 * what is wrong with what was said, is the core's to decide: a mistake is
 * reported in the console and leaves the page alone. */
export interface TrackerOptions extends CollectorOptions {
  /** What may be captured, stored and sent: a preset, a policy, or the address
   * of one. Default: `cookieless`. */
  policy?: string | object;
  /** Where the visitor is, "FR" or "US-CA" (ISO 3166), or what finds out.
   * Nothing is decided before it has. Default: not known. */
  region?: string | (() => string | undefined | Promise<string | undefined>);
  /** Who the site is for. Default: general. */
  audience?: 'general' | 'child';
  /** Count page views by themselves. Default: true. */
  pageViews?: boolean;
  /** What of an address, beside its path, makes another page of a route:
   * `path` nothing, `query` the query, `hash` query and fragment, `auto` the
   * query and fragments that are routes ("#/cart"). Default: auto. */
  routes?: 'auto' | 'path' | 'query' | 'hash';
  /** Capture clicks on links, buttons and the like. Default: true. */
  clicks?: boolean;
  /** Tell clicks on links to other sites apart. Default: true. */
  outbound?: boolean;
  /** Tell clicks on files to download apart. Default: true. */
  downloads?: boolean;
  /** What files to download end in, in place of the usual list: a list, or a
   * text with commas. */
  downloadExtensions?: string | string[];
  /** Tell clicks on e-mail addresses and phone numbers apart. Default: true. */
  contacts?: boolean;
  /** Tell of clicks on something to click after which nothing happens.
   * Default: true. */
  deadClicks?: boolean;
  /** Tell of several clicks on one spot that get no answer. Default: true. */
  rageClicks?: boolean;
  /** What to do where no person sits before the browser: `flag` says so in
   * `device.automated`, `drop` sends nothing. Default: flag. */
  bots?: 'flag' | 'drop';
  /** Forms: started, submitted, abandoned. Names and types of fields, never a
   * value. Default: true. */
  forms?: boolean;
  /** How far pages are scrolled. Default: true. */
  scroll?: boolean;
  /** Percent of a page. Default: 25, 50, 75, 90, 100. */
  scrollMilestones?: readonly number[];
  /** How long a page was visible and had the focus. Default: true. */
  engagement?: boolean;
  /** Elements with the attribute `data-sluice-impression` that were in view.
   * Default: true. */
  impressions?: boolean;
  /** How much of them, percent. Default: 50. */
  impressionShare?: number;
  /** For how long, milliseconds. Default: 1000. */
  impressionTime?: number;
  /** Videos and sounds, and YouTube's players with `enablejsapi=1`: started,
   * how far played. Default: true. */
  video?: boolean;
  /** What visitors look for on the site. Default: true. */
  search?: boolean;
  /** Query parameters that say so. Default: q, s, search, query, keyword. */
  searchParameters?: readonly string[];
  /** Errors that no script has caught, their messages masked. Default:
   * false. */
  errors?: boolean;
  /** What visitors should do: each time an event reaches a goal, a conversion
   * leaves. A list, a file's content, the text of either, or the address of such
   * a file; goals.schema.json describes it, `sluice goals check` finds what is
   * wrong. Default: none. */
  goals?: Goal[] | { goals: Goal[] } | string;
  /** Parameters of the site's own that name a campaign: by the usual parameter
   * they stand in for, or by the name of a field of your own, e.g.
   * `{ utm_source: ['ref', 'src'], partner: 'partner_id' }`. */
  campaignParameters?: Record<string, string | string[]>;
  /** Hosts that are the site's own besides the page's, or that visitors come
   * back from, e.g. `['shop.example', 'pay.example']`: no referrers. Each
   * covers the hosts below it. */
  internalHosts?: string[];
  /** A new campaign begins a new session. Default: false. */
  newSessionOnCampaign?: boolean;
  /** Who gets the credit for a conversion. Default: `last_non_direct`. */
  attributionModel?: AttributionModel;
  /** After which a touch is worth half in the model `time_decay`, "7d". */
  attributionHalfLife?: string;
  /** How long before a conversion a touch counts. Default: "90d". */
  attributionLookback?: string;
  /** The same of what was only seen. Default: "1d". */
  attributionViewWindow?: string;
  /** Record a tape, see {@link Tracker.tape}. Default: false. */
  tape?: boolean;
  /** Say in the console of every event what became of it, by `debug.js`.
   * Default: false. */
  debug?: boolean;
}

export interface TrackOptions {
  /** Marks a conversion, macro unless it says micro, which is sent at once.
   * `purchase` and `refund` are conversions without it. */
  conversion?: boolean | 'micro' | 'macro';
}

/** Whatever JSON can carry, and errors ("Error: boom"), maps, sets and typed
 * arrays. Other values are left out, which the console says: functions,
 * symbols, elements, and a list in place of the object. NaN is null. */
export type Properties = Record<string, unknown>;

/** What Google's library `web-vitals` tells of a page. */
export interface WebVital {
  name: string;
  value: number;
  rating: string;
}

/** What {@link Tracker.forget} removed. */
export interface Forgotten {
  /** How many events were waiting and will not be sent. */
  events: number;
  /** Keys erased from the browser's storage. */
  keys: string[];
}

/** No method ever throws into the page, and each may be called detached
 * from its object. A tracker that could not start has the same methods, and
 * they do nothing. */
export interface Tracker {
  /** Records an event of the site's own. */
  track(name: string, properties?: Properties, options?: TrackOptions): void;
  /** Records a page view, whether or not the address has changed. */
  page(): void;
  /** Says who the visitor is. */
  identify(user: string, traits?: Properties): void;
  /** Says what the visitor allows; `consent.status()` tells what came of it. */
  consent: ConsentCall;
  /** What led the visitor here, for the page and its forms. */
  attribution: AttributionCalls;
  /** Records a metric of Google's library `web-vitals`, e.g. as
   * `onLCP(tracker.vital)`. */
  vital(metric: WebVital): void;
  /** Sends what is waiting. Resolves, never rejects, when no request is
   * under way any more: all were answered or have failed. */
  flush(): Promise<void>;
  /** Erases all that is known about this visitor, unsent events included. */
  forget(): Forgotten;
  /** The tape so far as NDJSON: what the core was told and what it answered,
   * to be replayed with `sluice replay`. Empty without the option `tape`;
   * ends after 1 MiB. */
  tape(): string;
  /** Ends the tracker: what waits is sent or stored as when the page is left,
   * all listeners and timers are removed, and later calls do nothing.
   * `createTracker` with the same options starts another one. Page views are
   * counted anew by that: it is not for the clean-up of a component. */
  stop(): void;
}
