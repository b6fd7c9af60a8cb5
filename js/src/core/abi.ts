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
}

export interface Answer {
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
const kTooLarge: Answer = { status: -6, actions: '' };

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

  take(fact: string): Answer {
    const core = this.exports_;
    const room = fact.length * 3;
    const at = core.sluice_reserve_fact(room);
    if (!at) return kTooLarge;
    const { written } = this.encoder_.encodeInto(fact, this.view_(at, room));
    const status = core.sluice_take_fact(written);
    const size = core.sluice_get_actions_size();
    if (!size) return { status, actions: '' };
    const text = this.view_(core.sluice_get_actions(), size);
    return { status, actions: this.decoder_.decode(text) };
  }

  /** Made anew each time: memory that grew has left its old buffer. */
  private view_(at: number, size: number): Uint8Array {
    return new Uint8Array(this.exports_.memory.buffer, at, size);
  }
}
