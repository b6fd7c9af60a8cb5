/** How many of the events are sent. */
export interface AmountOptions {
  /** Which percentage of visitors to measure, with up to two decimals. The same
   * visitors are chosen every time, and a higher percentage adds to them.
   * Conversions are sent for every visitor. Other events carry
   * `event.sampling`, in basis points, so that a collector can scale them up.
   * Default: `100`. */
  sampling?: number;
  /** Whose id decides who is measured: the visitor's, the session's, or the page
   * load's. If the policy does not allow the id, the next one in this order is
   * used. Default: `'visitor'`. */
  sampleBy?: 'visitor' | 'session' | 'page';
  /** Drop events above 20 a second or 200 at once. Conversions are never
   * dropped. Default: `true`. */
  rateLimit?: boolean;
}
