/** How a collector is spoken to, as destination.schema.json describes it: what
 * `sluice/destinations/NAME` exports, or one of your own. */
export interface Description {
  readonly destination: 1;
  readonly name: string;
  readonly [member: string]: unknown;
}

/** One destination of the policy. */
export interface DestinationOptions {
  /** Its address; the description's own, or the option `endpoint`, without. */
  endpoint?: string;
  /** How it is spoken to. Default: as the option `destination` says. */
  description?: Description | string;
  /** What that description asks for. */
  config?: Readonly<Record<string, string | number | boolean>>;
}
