/** Entropy for the core's ids: 16 bytes as 32 hex digits. */
export function makeSeed(): string {
  let seed = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) {
    seed += byte.toString(16).padStart(2, '0');
  }
  return seed;
}
