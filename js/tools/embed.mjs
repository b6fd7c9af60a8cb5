/** Puts the core into a script as a string of one character a byte, where
 * base64 would cost a third more. */

/** What the sources import (src/core/embedded.ts). */
const kModule = 'sluice:core.wasm';

/** Stand for the string and the swapped bytes until those are put in: names of
 * nothing, so that no tool takes them for values that it may reckon with. */
const kText = '__sluice_core_text__';
const kSwaps = '__sluice_core_swaps__';

/** Bytes that change places, in pairs. Half of what is frequent in a module
 * costs more than a byte in a string: NUL, quotes and line breaks are escaped,
 * what is above 127 takes two bytes in UTF-8. The other half are instructions
 * and operands: Brotli expects what follows a character by its kind (letter,
 * digit, space, bracket and so on, by the table in
 * https://www.rfc-editor.org/rfc/rfc7932#section-7.1), so those that stand
 * before different things should be of different kinds.
 * After compression the string is 1.5 % larger than the bytes; without this,
 * 5 %. Found by trying: each pair is the best there was after those above. */
const kPairs = [
  [0x00, ']'],
  [0x22, "'"], // local.tee
  [0x0d, '%'], // br_if
  [0x10, '\t'], // call
  [0x41, '='], // i32.const
  [0xff, '2'],
  [0x21, '.'], // local.set
  [0x40, ':'], // no result
  [0x36, '{'], // i32.store
  [0x0b, ';'], // end
];

export const corePlaceholder = {
  name: 'core-placeholder',
  setup(build) {
    const namespace = 'sluice';
    build.onResolve({ filter: new RegExp(`^${kModule}$`) }, ({ path }) => ({
      path,
      namespace,
    }));
    build.onLoad({ filter: /.*/, namespace }, () => ({
      contents: `export const text = ${kText}, swaps = ${kSwaps};`,
    }));
  },
};

/** For esbuild's `define`, where there is no core to put in. */
export const noCore = { [kText]: '""', [kSwaps]: '""' };

/** Returns what puts `core` into the placeholders of a script. */
export function embedder(core) {
  const swaps = kPairs.flatMap(([byte, char]) => [byte, char.charCodeAt(0)]);
  const swapped = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  swaps.forEach((byte, i) => (swapped[byte] = swaps[i ^ 1]));
  const text = literalOf(core.map((byte) => swapped[byte]));
  return (script) => put(put(script, kText, text), kSwaps, literalOf(swaps));
}

function put(script, placeholder, text) {
  const parts = script.split(placeholder);
  if (parts.length !== 2) throw new Error('the core has no place in a bundle');
  return parts.join(text);
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
