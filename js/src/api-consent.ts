/** What a page says of its visitor's choices, and what came of them. */

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
  /** `not asked`: the policy permits it although nobody granted it. */
  state: 'granted' | 'not asked' | 'denied' | 'unknown';
  /** In words. */
  why: string;
  /** JSON pointer into the policy of what decided. */
  rule: string;
}
