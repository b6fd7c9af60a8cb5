/** What a page can ask of what led its visitor here. */

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
  /** Of this visit, whatever the weights; empty where it is not known. */
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
