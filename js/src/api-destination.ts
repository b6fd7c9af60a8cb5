import type { AmountOptions } from './api-amount.js';

export type * from './api-amount.js';

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
  /** Whether it takes gzip; see {@link CollectorOptions.gzip}. */
  gzip?: boolean;
  /** How it is spoken to. Default: as the option `destination` says. */
  description?: Description | string;
  /** What that description asks for. */
  config?: Readonly<Record<string, string | number | boolean>>;
}

/** Where events go. */
export interface CollectorOptions extends AmountOptions {
  /** Where batches are posted, https on an https page. Needed, unless all
   * destinations have addresses of their own. */
  endpoint?: string;
  /** It takes gzip: bodies of a packet and more may begin with the bytes 1f 8b,
   * with no header to say so. For Sluice's own batches, `json-array`, `ndjson`
   * and descriptions of yours that ask for it; those of vendors know. Default:
   * false. */
  gzip?: boolean;
  /** How collectors are spoken to: a description of `sluice/destinations/`, one
   * of your own, or the name of one in a script by `sluice bundle`. Default:
   * `sluice`, batches as a collector of ours takes them. */
  destination?: Description | string;
  /** What that description asks for. */
  destinationConfig?: DestinationOptions['config'];
  /** The same for single destinations, by their names in the policy. */
  destinations?: Readonly<Record<string, DestinationOptions>>;
}
