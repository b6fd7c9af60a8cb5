import { swaps, text } from 'sluice:core.wasm';

/** The bytes of the core, which the build put into this script as one
 * character each (U+0000 to U+00FF), some of them in the place of another:
 * `swaps` has them in pairs. */
export function embeddedCore(): Uint8Array<ArrayBuffer> {
  const byteOf = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (let i = 0; i < swaps.length; i++) {
    byteOf[swaps.charCodeAt(i)] = swaps.charCodeAt(i ^ 1);
  }
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = byteOf[text.charCodeAt(i)]!;
  return bytes;
}
