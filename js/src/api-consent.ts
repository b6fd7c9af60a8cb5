/** What a page says of its visitor's choices, and what came of them. */

/** Options of {@link Tracker.consent}. */
export interface ConsentOptions {
  /** The visitor chose this here, for this site. Such a choice holds even
   * against Global Privacy Control. Default: `false`. */
  explicit?: boolean;
  /** When the visitor chose, if it was before this page. An objection by signal
   * made since then wins. Default: now. */
  when?: Date | number;
}

/** The choice for each purpose, such as `{ analytics: true }`. */
export type ConsentChoices = Record<string, boolean>;

/** The calls about consent. */
export interface ConsentCall {
  (choices: ConsentChoices, options?: ConsentOptions): void;
  /** What is permitted now, and why. It is undefined before the policy is in
   * force. */
  status(): ConsentStatus | undefined;
}

/** What the policy decides from everything that was said. */
export interface ConsentStatus {
  /** The policy in force, with the SHA-256 of its text. */
  policy: { id: string; revision: string; hash: string };
  /** Where the visitor is; empty if it is not known. */
  region: string;
  /** The regime of the policy that is in force. */
  regime: string;
  /** The state of each purpose. */
  purposes: Record<string, PurposeStatus>;
  /** An objection by signal (GPC, GPP, ...) is in force. A page that has to say
   * "Opt-Out Request Honored" may do so. */
  opt_out_honored: boolean;
}

/** The state of one purpose. */
export interface PurposeStatus {
  /** `not asked`: the policy permits it although nobody granted it. */
  state: 'granted' | 'not asked' | 'denied' | 'unknown';
  /** The reason in words. */
  why: string;
  /** The rule of the policy that decided, as a JSON pointer. */
  rule: string;
}
