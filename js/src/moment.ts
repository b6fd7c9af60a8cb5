/** When something happened. */
export interface Moment {
  /** Milliseconds since 1970, UTC, as the visitor's clock has it. */
  wall: number;
  /** Milliseconds that never run backwards. */
  mono: number;
}
