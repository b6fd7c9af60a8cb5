/** The border to the core: wasm/abi.h, spoken from this side. Nothing but
 * this file knows that the core has a memory. */

/** What the module and `fallback.js` both export. */
export interface CoreExports {
  memory: { readonly buffer: ArrayBuffer };
  sluice_get_abi_version(): number;
  sluice_reserve_fact(bytes: number): number;
  sluice_take_fact(bytes: number): number;
  sluice_get_actions(): number;
  sluice_get_actions_size(): number;
  /** Of `debug.js` alone. */
  sluice_get_outcomes?(): number;
  sluice_get_outcomes_size?(): number;
}

export interface CoreAnswer {
  /** A Status: 0 taken, above 0 refused by policy, below 0 a mistake. */
  status: number;
  /** NDJSON; empty when there is nothing to do. */
  actions: string;
}

export const kAbiVersion = 1;

/** kMaxFactBytes of sdk/sluice/base/limits.hpp in UTF-16 units, each of
 * which needs three bytes at most. */
export const kMaxFactUnits = 196_608 / 3;

/** Status::TooLarge of sdk/sluice/base/status.hpp. */
const kTooLarge: CoreAnswer = { status: -6, actions: '' };

/** One tracker. Any exception out of `take` is a trap: what the core holds
 * can no longer be trusted, and it must not be called again. */
export class Core {
  private readonly encoder_ = new TextEncoder();
  private readonly decoder_ = new TextDecoder();

  /** Throws if the exports are of another version of the contract. */
  constructor(private readonly exports_: CoreExports) {
    const version = exports_.sluice_get_abi_version();
    if (version !== kAbiVersion) {
      throw new Error(`core speaks version ${version}, not ${kAbiVersion}`);
    }
  }

  take(fact: string): CoreAnswer {
    const core = this.exports_;
    const room = fact.length * 3;
    const at = core.sluice_reserve_fact(room);
    if (!at) return kTooLarge;
    const { written } = this.encoder_.encodeInto(fact, this.view_(at, room));
    const status = core.sluice_take_fact(written);
    const actions = this.text_(
      core.sluice_get_actions(),
      core.sluice_get_actions_size(),
    );
    return { status, actions };
  }

  /** Of `debug.js`: takes a fact, and returns what became of events, as
   * NDJSON. */
  outcomesOf(fact: string): string {
    this.take(fact);
    const core = this.exports_ as Required<CoreExports>;
    return this.text_(
      core.sluice_get_outcomes(),
      core.sluice_get_outcomes_size(),
    );
  }

  private text_(at: number, size: number): string {
    return size ? this.decoder_.decode(this.view_(at, size)) : '';
  }

  /** Made anew each time: memory that grew has left its old buffer. */
  private view_(at: number, size: number): Uint8Array {
    return new Uint8Array(this.exports_.memory.buffer, at, size);
  }
}
