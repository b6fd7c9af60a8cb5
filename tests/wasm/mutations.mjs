/** Seeded damage to consent strings: the same strings in every run. */

/** Numbers below n; after https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 * (mulberry32, public domain). */
export function randomBelow(seed) {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

const kBase64 =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Kinds of damage: (text, place, letters, below) => text. */
const damages = [
  (text, at, letters, below) =>
    text.slice(0, at) + letters[below(letters.length)] + text.slice(at + 1),
  (text, at, letters, below) => {
    const digit = kBase64.indexOf(text[at]);
    const flipped = kBase64[digit ^ (1 << below(6))] ?? 'A';
    return text.slice(0, at) + flipped + text.slice(at + 1);
  },
  (text, at, letters, below) =>
    text.slice(0, at) + letters[below(letters.length)] + text.slice(at),
  (text, at, _, below) => text.slice(0, at) + text.slice(at + 1 + below(4)),
  (text, at) => text.slice(0, at),
  (text, at, _, below) => {
    const other = below(text.length);
    const [from, to] = at < other ? [at, other] : [other, at];
    return text.slice(0, to) + text.slice(from);
  },
];

/** `count` damaged copies of the texts of `corpus`; most are damaged once, and
 * by characters that belong there. */
export function* mutations(corpus, count, seed, letters = `${kBase64}.~`) {
  const below = randomBelow(seed);
  for (let i = 0; i < count; i++) {
    let text = corpus[below(corpus.length)];
    for (let edits = 1 + (below(3) === 0 ? below(3) : 0); edits > 0; edits--) {
      if (text === '') break;
      const damage = damages[below(4) < 3 ? below(2) : below(damages.length)];
      text = damage(text, below(text.length), letters, below);
    }
    yield text;
  }
}
