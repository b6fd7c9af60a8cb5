/** What a page can say to Sluice. All that is public is declared here. */

/** Options of {@link createTracker}; on a script tag the same names are
 * `data-*` attributes, e.g. `data-page-views="false"`. What may be said, and
 * what is wrong with what was said, is the core's to decide: a mistake is
 * reported in the console and leaves the page alone. */
export interface TrackerOptions {
  /** Where batches are posted. https on an https page. */
  endpoint: string;
  /** What may be captured, kept and sent: a preset, a policy, or the address
   * of one. Default: `cookieless`. */
  policy?: string | object;
  /** Where the visitor is, "FR" or "US-CA" (ISO 3166), or what finds out.
   * Nothing is decided before it has. Default: not known. */
  region?: string | (() => string | undefined | Promise<string | undefined>);
  /** Who the site is for. Default: general. */
  audience?: 'general' | 'child';
  /** Count page views by themselves. Default: true. */
  pageViews?: boolean;
  /** Capture clicks on links, buttons and the like. Default: true. */
  clicks?: boolean;
  /** Tell clicks on links to other sites apart. Default: true. */
  outbound?: boolean;
  /** Tell clicks on files to download apart. Default: true. */
  downloads?: boolean;
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
  /** Record a tape, see {@link Tracker.tape}. Default: false. */
  tape?: boolean;
  /** Say in the console what is left out, and why. Default: false. */
  debug?: boolean;
}

export interface TrackOptions {
  /** Marks a conversion, which is sent at once. */
  conversion?: boolean;
}

export interface ConsentOptions {
  /** The visitor chose this here, for this site: then it holds even against
   * Global Privacy Control. Default: false. */
  explicit?: boolean;
  /** When, if it was before this page: an objection made since then stands
   * against it. Default: now. */
  when?: Date | number;
}

/** Purposes by name, e.g. `{ analytics: true }`. */
export type ConsentChoices = Record<string, boolean>;

export interface ConsentCall {
  (choices: ConsentChoices, options?: ConsentOptions): void;
  /** What is permitted now, and why; undefined before the policy is at work. */
  status(): ConsentStatus | undefined;
}

/** What the policy makes of all that was said. */
export interface ConsentStatus {
  policy: { id: string; revision: string; hash: string };
  /** Empty while it is not known. */
  region: string;
  regime: string;
  purposes: Record<string, PurposeStatus>;
  /** An objection by signal (GPC, GPP, ...) stands: a page that has to say
   * "Opt-Out Request Honored" may do so. */
  opt_out_honored: boolean;
}

export interface PurposeStatus {
  state: 'granted' | 'denied' | 'unknown';
  /** In words. */
  why: string;
  /** JSON pointer into the policy of what decided. */
  rule: string;
}

/** Whatever JSON can carry; other values are left out. */
export type Properties = Record<string, unknown>;

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
  /** Sends what is waiting. Resolves, never rejects, when no request is
   * under way any more: all were answered or have failed. */
  flush(): Promise<void>;
  /** Erases all that is known about this visitor, unsent events included. */
  forget(): Forgotten;
  /** The tape so far as NDJSON: what the core was told and what it answered,
   * to be replayed with `sluice replay`. Empty without the option `tape`;
   * ends after 1 MiB. */
  tape(): string;
}
