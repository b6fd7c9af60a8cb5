/** The border to the module `full`: wasm/full.h, spoken from this side. What
 * can be asked is in sdk/sluice/inspect/asks.hpp. Knows no host: its
 * caller has the bytes, from a file or from the network, and instantiates
 * them. */

/** What `full.wasm` and `full-fallback.js` both export. */
export interface FullExports {
  memory: { readonly buffer: ArrayBuffer };
  sluice_get_full_version(): number;
  sluice_reserve_request(bytes: number): number;
  sluice_ask(bytes: number): number;
  sluice_get_answer_size(): number;
}

const kFullVersion = 1;

/** Instantiates the module `full.wasm`, from its bytes or compiled. Rejects if
 * it is another module, or if WebAssembly is missing or blocked; then pass the
 * exports of `full-fallback.js` to `new Full()`. */
export async function loadFull(
  source: BufferSource | WebAssembly.Module,
): Promise<Full> {
  const module =
    source instanceof WebAssembly.Module
      ? source
      : await WebAssembly.compile(source);
  const { exports } = await WebAssembly.instantiate(module);
  return new Full(exports as unknown as FullExports);
}

/** The module behind the command line. If `ask` throws anything but a
 * RangeError, do not ask this object again; load the module anew. */
export class Full {
  private readonly encoder_ = new TextEncoder();
  private readonly decoder_ = new TextDecoder();

  /** Throws if the exports are of another version of the contract. */
  constructor(private readonly exports_: FullExports) {
    const version = exports_.sluice_get_full_version();
    if (version !== kFullVersion) {
      throw new Error(`full speaks version ${version}, not ${kFullVersion}`);
    }
  }

  /** The answer to one request, of which nothing is kept. A request that the
   * module does not understand is answered by `{error}`. */
  ask(request: object): unknown {
    const full = this.exports_;
    const text = this.encoder_.encode(JSON.stringify(request));
    const at = full.sluice_reserve_request(text.length);
    if (!at) throw new RangeError('the request is too large');
    this.view_(at, text.length).set(text);
    const from = full.sluice_ask(text.length);
    const answer = this.view_(from, full.sluice_get_answer_size());
    return JSON.parse(this.decoder_.decode(answer));
  }

  /** Made anew each time: memory that grew has left its old buffer. */
  private view_(at: number, size: number): Uint8Array {
    return new Uint8Array(this.exports_.memory.buffer, at, size);
  }
}
