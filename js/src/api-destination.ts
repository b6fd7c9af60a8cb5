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

/** Where events go. */
export interface CollectorOptions {
  /** Where batches are posted, https on an https page. Needed, unless all
   * destinations have addresses of their own. */
  endpoint?: string;
  /** How collectors are spoken to: a description of `sluice/destinations/`, one
   * of your own, or the name of one in a script by `sluice bundle`. Default:
   * `sluice`, batches as a collector of ours takes them. */
  destination?: Description | string;
  /** What that description asks for. */
  destinationConfig?: DestinationOptions['config'];
  /** The same for single destinations, by their names in the policy. */
  destinations?: Readonly<Record<string, DestinationOptions>>;
}
