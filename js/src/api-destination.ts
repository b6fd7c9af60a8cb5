import type { AmountOptions } from './api-amount.js';

export type * from './api-amount.js';

/** How to talk to a collector, as destination.schema.json describes it: what
 * `sluice/destinations/NAME` exports, or one of your own. */
export interface Description {
  /** The version of the language, 1. */
  readonly destination: 1;
  /** The name of the description. */
  readonly name: string;
  readonly [member: string]: unknown;
}

/** The settings of one destination of the policy. */
export interface DestinationOptions {
  /** The address of this destination. Without it, the description's own address
   * applies, and then the option `endpoint`. */
  endpoint?: string;
  /** Whether this destination accepts gzip; see {@link
   * CollectorOptions.gzip}. */
  gzip?: boolean;
  /** How to talk to it. Default: the option `destination`. */
  description?: Description | string;
  /** The settings that its description asks for. */
  config?: Readonly<Record<string, string | number | boolean>>;
}

/** Where events go. */
export interface CollectorOptions extends AmountOptions {
  /** The address of the collector, to which batches are posted. On an https page
   * it must be https. It is required, unless the policy or the description of
   * the destination has an address. Sluice's own batches are posted as
   * `text/plain`, so that the browser sends no CORS preflight. */
  endpoint?: string;
  /** Your collector accepts bodies compressed with gzip. A page then compresses
   * bodies of 1,400 bytes and more. They begin with the bytes `1f 8b`, and no
   * header says so. This applies to Sluice's own batches, to `json-array` and
   * `ndjson`, and to your own descriptions that read `$config.gzip`.
   * Descriptions of vendors know what their vendor accepts. Default:
   * `false`. */
  gzip?: boolean;
  /** How to talk to the collector: a description from
   * `sluice/destinations/NAME`, one of your own, or the name of one in a script
   * made by `sluice bundle`. Default: `'sluice'`, Sluice's own batches. */
  destination?: Description | string;
  /** The settings that the description asks for, for example `{ domain:
   * 'shop.example' }`. */
  destinationConfig?: DestinationOptions['config'];
  /** The settings above for each destination that the policy names: `{ stats: {
   * endpoint, gzip, description, config } }`. */
  destinations?: Readonly<Record<string, DestinationOptions>>;
}
