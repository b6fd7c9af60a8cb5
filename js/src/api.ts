/** What a page can say to Sluice: all that is public, by what this exports. */
import type { AttributionCalls, AttributionModel } from './api-attribution.js';
import type { ConsentCall } from './api-consent.js';
import type { CollectorOptions } from './api-destination.js';
import type { Goal } from './api-goals.js';

export type * from './api-attribution.js';
export type * from './api-consent.js';
export type * from './api-destination.js';
export type * from './api-goals.js';

/** Options of {@link createTracker}. On a script tag, the same names are
 * `data-*` attributes, such as `data-page-views="false"`. A mistake is reported
 * in the console and does not break the page. */
export interface TrackerOptions extends CollectorOptions {
  /** What may be recorded, stored and sent: `'cookieless'`, `'opt-in'`, a policy
   * of your own, or the address of one. If it is an address, nothing leaves
   * before the file has arrived. Default: `'cookieless'`. */
  policy?: string | object;
  /** Where the visitor is: `'FR'` or `'US-CA'` (ISO 3166). In `createTracker` it
   * may also be a function that finds out; nothing is decided before it has
   * answered. Default: not known. */
  region?: string | (() => string | undefined | Promise<string | undefined>);
  /** Who the site is for: `'child'` for a site directed at children. Default:
   * `'general'`. */
  audience?: 'general' | 'child';
  /** Record page views: loads, route changes (`pushState`, `replaceState`, back,
   * forward, `#/route`), and returns from the back/forward cache. If the page
   * changes its title within 3 seconds, and the page view has not left yet, the
   * page view gets the new title. Default: `true`. */
  pageViews?: boolean;
  /** Which parts of the URL, besides the path, start a new page view when they
   * change. `'path'`: none. `'query'`: the query. `'hash'`: the query and any
   * fragment. `'auto'`: the query, and a fragment that is a route (`#/cart`).
   * Default: `'auto'`. */
  routes?: 'auto' | 'path' | 'query' | 'hash';
  /** Record clicks on links, on buttons, and on other elements with a role, a
   * click handler or a pointer cursor. The text of the element is sent only if
   * the policy names `click.text`. The value of a field is never sent. Default:
   * `true`. */
  clicks?: boolean;
  /** Record clicks on links to other hosts as `outbound_click`. Your own host,
   * with or without `www.`, and `internalHosts` are not other hosts. Default:
   * `true`. */
  outbound?: boolean;
  /** Record clicks on links to files as `file_download`. Default: `true`. */
  downloads?: boolean;
  /** Which file extensions count as downloads, instead of the usual ones: a
   * list, or text such as `'pdf, step'`. Default: documents, archives, and
   * audio, video and program files. */
  downloadExtensions?: string | string[];
  /** Record clicks on e-mail addresses and phone numbers as `email_click` and
   * `phone_click`. The address or number itself is sent only if the policy
   * names `click.address`. Default: `true`. */
  contacts?: boolean;
  /** Record a `dead_click` when an element that looks clickable is clicked and
   * nothing happens for 3 seconds. Default: `true`. */
  deadClicks?: boolean;
  /** Record a `rage_click` after 3 or more clicks on one spot when nothing
   * happens. Default: `true`. */
  rageClicks?: boolean;
  /** What to do in a browser that a program drives, or that calls itself a
   * robot. `'flag'` sets `device.automated` in its events; `'drop'` sends
   * nothing. Default: `'flag'`. */
  bots?: 'flag' | 'drop';
  /** Record when a form is started, submitted or abandoned, with the name of the
   * last field. Names and types of fields are sent, and never a value. Closing
   * a dialog (`method="dialog"`) is no submission. Fields outside a `<form>`
   * are not detected. Default: `true`. */
  forms?: boolean;
  /** Record how far a page was scrolled, once for each milestone. Default:
   * `true`. */
  scroll?: boolean;
  /** The milestones of `scroll`: percentages of the page that the lower edge of
   * the viewport has passed. What is visible without scrolling counts as none.
   * Default: `[25, 50, 75, 90, 100]`. */
  scrollMilestones?: readonly number[];
  /** Record how long a page was visible and had the focus. The event is sent
   * when the visitor leaves the page. If there are several for one page view,
   * their sum is the whole time. Default: `true`. */
  engagement?: boolean;
  /** Record when an element with the attribute `data-sluice-impression="NAME"`
   * was in view. Clicks inside it carry the name. For an element in a shadow
   * tree, mark the host element. Default: `true`. */
  impressions?: boolean;
  /** What percentage of the element has to be in view. For an element larger
   * than the viewport: what percentage of the viewport it has to fill. Default:
   * `50`. */
  impressionShare?: number;
  /** For how many milliseconds the element has to be in view without a break.
   * Default: `1000`. */
  impressionTime?: number;
  /** Record when a video or audio element starts, when 10, 25, 50, 75 and 90
   * percent were played, and when it ends. YouTube's players need
   * `enablejsapi=1`. Default: `true`. */
  video?: boolean;
  /** Record site searches. The search term is sent only if the policy names
   * `search.term`. Default: `true`. */
  search?: boolean;
  /** The query parameters that hold the search term. Default: `['q', 's',
   * 'search', 'query', 'keyword']`. */
  searchParameters?: readonly string[];
  /** Record errors that no script caught, at most ten for a page view. Their
   * messages are masked. Default: `false`. */
  errors?: boolean;
  /** What you want visitors to do: a list of goals, the content of a goals file,
   * or the address of one. Each time an event reaches a goal, a conversion is
   * sent at once. Default: none. */
  goals?: Goal[] | { goals: Goal[] } | string;
  /** Your own URL parameters that name a campaign. The key is a usual parameter
   * that yours replaces, or the name of a new field: with `{ utm_source:
   * ['ref', 'src'], partner: 'partner_id' }`, `partner_id` becomes
   * `utm.partner`. Default: none. */
  campaignParameters?: Record<string, string | string[]>;
  /** Other hosts of your own, and hosts that visitors come back from, such as a
   * payment provider: `['pay.example']`. They are no referrers, and links to
   * them are not outbound. Each name includes its subdomains. Write
   * international names as `xn--`. Default: the page's own host. */
  internalHosts?: string[];
  /** Start a new session when a visitor arrives by a new campaign. Default:
   * `false`. */
  newSessionOnCampaign?: boolean;
  /** Which touches get the credit for a conversion: `'first'`, `'last'`,
   * `'last_non_direct'`, `'linear'`, `'position_based'` (40/20/40) or
   * `'time_decay'`. Default: `'last_non_direct'`. */
  attributionModel?: AttributionModel;
  /** In the model `time_decay`: the time after which a touch is worth half.
   * Default: `'7d'`. */
  attributionHalfLife?: string;
  /** How long before a conversion a touch still counts. Default: `'90d'`. */
  attributionLookback?: string;
  /** How long before a conversion an impression without a click still counts.
   * Default: `'1d'`. */
  attributionViewWindow?: string;
  /** Record a tape: what the core was told and what it answered. {@link
   * Tracker.tape} returns it. A tape holds personal data, such as full
   * addresses and what was given to `track()`. Default: `false`. */
  tape?: boolean;
  /** Write to the console what becomes of each event. This needs `debug.js`
   * beside `sluice.js`; with npm, Vite, webpack and Rspack bring it along.
   * Default: `false`. */
  debug?: boolean;
}

/** Options of {@link Tracker.track}. */
export interface TrackOptions {
  /** Whether the event is a conversion, which is sent at once. `true` means
   * `'macro'`. `purchase` and `refund` are conversions without this. Default:
   * `false`. */
  conversion?: boolean | 'micro' | 'macro';
}

/** Whatever JSON can carry, and errors, maps, sets and typed arrays. Functions,
 * symbols and elements are left out, and the console says so. NaN becomes
 * null. */
export type Properties = Record<string, unknown>;

/** A metric of Google's library `web-vitals`. */
export interface WebVital {
  /** The name of the metric, such as `LCP`. */
  name: string;
  /** Milliseconds; for CLS, its score. */
  value: number;
  /** `good`, `needs-improvement` or `poor`. */
  rating: string;
}

/** What {@link Tracker.forget} removed. */
export interface Forgotten {
  /** How many waiting events were removed. They will not be sent. */
  events: number;
  /** The keys that were erased from the browser's storage. */
  keys: string[];
}

/** A tracker. No method throws into the page, and each may be called without its
 * object. A tracker that could not start has the same methods, and they do
 * nothing. */
export interface Tracker {
  /** Records an event of your own. GA4's e-commerce events (`purchase`,
   * `add_to_cart`, ...) become orders: their amounts arrive as decimal text in
   * `order.*`. Properties that JSON cannot carry are left out, and the console
   * says so. */
  track(name: string, properties?: Properties, options?: TrackOptions): void;
  /** Records a page view, whether or not the address has changed. */
  page(): void;
  /** Says who the visitor is. The id is sent only if the policy names
   * `user.id`. */
  identify(user: string, traits?: Properties): void;
  /** Says what the visitor allows. `consent.status()` tells what came of it. */
  consent: ConsentCall;
  /** What led the visitor here, for the page and its forms. */
  attribution: AttributionCalls;
  /** Records a metric of Google's library `web-vitals`, for example by
   * `onLCP(tracker.vital)`. `reportWebVitals` of `sluice/web-vitals` records
   * all of them. */
  vital(metric: WebVital): void;
  /** Sends what is waiting. The promise resolves when no request is under way:
   * each was answered or has failed. It never rejects. */
  flush(): Promise<void>;
  /** Erases everything about this visitor, including events that were not sent
   * yet. If the policy stores anything, the site's other tabs with the same
   * policy (by its `id`) forget too: a key of localStorage, `sluice.forget`,
   * tells them and is removed at once. Another tracker on the same page does
   * not forget. */
  forget(): Forgotten;
  /** Returns the tape so far, as NDJSON; `sluice replay` replays it. Empty
   * without the option `tape`. A tape ends after 1 MiB. */
  tape(): string;
  /** Ends the tracker. What waits is sent or stored as when the visitor leaves
   * the page, all listeners and timers are removed, and later calls do nothing.
   * After that, `createTracker` with the same options starts another tracker,
   * which counts the page again. So do not call `stop()` in the clean-up of a
   * component. */
  stop(): void;
}
