/** How much of what happens is sent. */
export interface AmountOptions {
  /** What part of all visitors to measure, percent with two decimals. Their
   * conversions all come; other events say in `event.sampling`, in basis
   * points, which part they stand for. Default: 100. */
  sampling?: number;
  /** By whose id: of what is not known, the next one's. Default: visitor. */
  sampleBy?: 'visitor' | 'session' | 'page';
  /** Drop what comes above 20 events a second, 200 at once. Conversions always
   * come. Default: true. */
  rateLimit?: boolean;
}
