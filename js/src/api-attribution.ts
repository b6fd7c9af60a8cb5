/** What a page can ask of what led its visitor here. */

/** The attribution models. */
export type AttributionModel =
  | 'first'
  | 'last'
  | 'last_non_direct'
  | 'linear'
  | 'position_based'
  | 'time_decay';

/** One way in which the visitor came to the site. */
export interface Touch {
  /** When, in milliseconds since 1970. */
  time: number;
  /** `click`: a visit began with it. `view`: something of the site's own was
   * seen and not clicked. */
  kind: 'click' | 'view';
  /** The channel, by the rules of GA4's default channel group. */
  channel?: string;
  /** The campaign's source, or the name of the referrer. */
  source?: string;
  /** The campaign's medium. */
  medium?: string;
  /** The campaign's name. */
  campaign?: string;
  /** An advertising click id was in the address. */
  click_id?: true;
}

/** What led the visitor here. */
export interface Attribution {
  /** The model by which the weights are computed. */
  model: AttributionModel;
  /** The channel of this visit; empty if it is not known. */
  channel: string;
  /** The first click. */
  first: Touch;
  /** The last click. */
  last: Touch;
  /** All touches, oldest first; at most 20. */
  touches: Touch[];
  /** What each touch would get if a conversion happened now, in basis points:
   * 10,000 in all, or 0 where no touch counts. */
  weights: number[];
  /** The click ids of this visit by parameter, such as `gclid`. */
  click_ids: Record<string, string>;
}

/** The calls about what led the visitor here. */
export interface AttributionCalls {
  /** What led the visitor here. It is undefined if nothing is known, or if the
   * policy does not allow `attribution.touches` now. */
  current(): Attribution | undefined;
  /** The same with flat names, for the hidden fields of a CRM's form:
   * `sluice_first_source`, `sluice_last_channel`, `sluice_gclid`. */
  toFormFields(): Record<string, string>;
  /** Fills the hidden inputs of a form, or of what a selector finds. An input
   * takes part if its `name` is one of those names, or if it has the attribute
   * `data-sluice-field="first.source"`. They are filled again when the values
   * change, and emptied if consent is withdrawn. */
  fill(form: Element | string): void;
}
