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

export type AttributionModel =
  | 'first'
  | 'last'
  | 'last_non_direct'
  | 'linear'
  | 'position_based'
  | 'time_decay';

/** What led the visitor here once. */
export interface Touch {
  /** Milliseconds since 1970. */
  time: number;
  /** view: something of the site's own was seen, and not clicked. */
  kind: 'click' | 'view';
  channel?: string;
  source?: string;
  medium?: string;
  campaign?: string;
  /** An advertising click id was there. */
  click_id?: true;
}

export interface Attribution {
  model: AttributionModel;
  /** Of the touch with the largest weight. */
  channel: string;
  /** The first and the last click. */
  first: Touch;
  last: Touch;
  /** Oldest first. */
  touches: Touch[];
  /** Of each touch, in basis points, were it a conversion now. */
  weights: number[];
  /** Of this visit, by parameter: `gclid`. */
  click_ids: Record<string, string>;
}

export interface AttributionCalls {
  /** What led the visitor here; undefined where nothing is known, or the
   * policy does not let `attribution.touches` out now. */
  current(): Attribution | undefined;
  /** The same under flat names, for the hidden fields of a CRM's form:
   * `sluice_first_source`, `sluice_last_channel`, `sluice_gclid`. */
  toFormFields(): Record<string, string>;
  /** Fills the hidden inputs in a form, or in what a selector finds, whose
   * `name` is one of those or which say `data-sluice-field="first.source"`; and
   * again whenever that changes: emptied, if consent is withdrawn. */
  fill(form: Element | string): void;
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
  /** What led the visitor here, for the page and its forms. */
  attribution: AttributionCalls;
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
