import { key, text } from 'sluice:core.wasm';

/** The bytes of the core, which the build put into this script as one
 * character each (U+0000 to U+00FF), XORed with a key. */
export function embeddedCore(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i) ^ key;
  return bytes;
}
