/** Puts the core into a script as a string of one character a byte, where
 * base64 would cost a third more. */
import { brotliCompressSync } from 'node:zlib';

/** What the sources import (src/core/embedded.ts). */
const kModule = 'sluice:core.wasm';

/** Stand for the string and its key while esbuild works, which would choose
 * quotes and escapes of its own. */
const kText = '__sluice_core_text__';
const kKey = '__sluice_core_key__';

export const corePlaceholder = {
  name: 'core-placeholder',
  setup(build) {
    const namespace = 'sluice';
    build.onResolve({ filter: new RegExp(`^${kModule}$`) }, ({ path }) => ({
      path,
      namespace,
    }));
    build.onLoad({ filter: /.*/, namespace }, () => ({
      contents: `export const text = "${kText}", key = "${kKey}";`,
    }));
  },
};

/** Returns what puts `core` into the placeholders of a script. */
export function embedder(core) {
  const { text, key } = encode(core);
  return (script) => put(put(script, kText, text), kKey, String(key));
}

function put(script, placeholder, text) {
  const parts = script.split(`"${placeholder}"`);
  if (parts.length !== 2) throw new Error('the core has no place in a bundle');
  return parts.join(text);
}

/** A module is full of zeros, which a string has to escape, and of other
 * bytes that take two in UTF-8. So its bytes are XORed with a key by which
 * few of them are of either kind: after compression the string is 2 % larger
 * than the bytes, without it 6 %. */
function encode(core) {
  return Array.from({ length: 256 }, (_, key) => key)
    .map((key) => ({ key, text: literalOf(core.map((byte) => byte ^ key)) }))
    .sort((a, b) => Buffer.byteLength(a.text) - Buffer.byteLength(b.text))
    .slice(0, 8) // compressing all of them takes a minute
    .map((option) => ({ ...option, size: compressedSize(option.text) }))
    .reduce((best, option) => (option.size < best.size ? option : best));
}

function compressedSize(text) {
  return brotliCompressSync(text).length;
}

/** Only what a string literal cannot hold is escaped, and NUL, at which some
 * tools take a file for binary or for ended. As \x00 before a digit, which
 * \0 would take for its own. */
function literalOf(bytes) {
  const text = Buffer.from(bytes).toString('latin1');
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\0(?=[0-9])/g, '\\x00')
    .replace(/\0/g, '\\0');
  return `"${escaped}"`;
}
