import { swaps, text } from 'sluice:core.wasm';

/** The bytes of the core, which the build put into this script as one
 * character each (U+0000 to U+00FF), some of them in the place of another:
 * `swaps` has them in pairs. They are decoded in parts, because a slow phone
 * takes as long for all of them as for three frames. */
export class EmbeddedCore {
  private readonly byteOf_ = Uint8Array.from({ length: 256 }, (_, i) => i);
  private readonly bytes_ = new Uint8Array(text.length);
  private decoded_ = 0;

  constructor() {
    for (let i = 0; i < swaps.length; i++) {
      this.byteOf_[swaps.charCodeAt(i)] = swaps.charCodeAt(i ^ 1);
    }
  }

  /** Decodes so many bytes more. Returns whether all are decoded. */
  decode(bytes: number): boolean {
    const { byteOf_, bytes_ } = this;
    const end = Math.min(this.decoded_ + bytes, text.length);
    for (let i = this.decoded_; i < end; i++) {
      bytes_[i] = byteOf_[text.charCodeAt(i)]!;
    }
    this.decoded_ = end;
    return end === text.length;
  }

  /** All bytes, at once. */
  all(): Uint8Array<ArrayBuffer> {
    this.decode(text.length);
    return this.bytes_;
  }
}
