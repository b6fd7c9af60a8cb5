/** The name that was probably meant: the nearest one at most a third of its
 * letters away. */
export function nearest(typed: string, names: string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const name of names) {
    const edits = distance(typed, name);
    if (edits < least && edits <= Math.ceil(name.length / 3)) {
      best = name;
      least = edits;
    }
  }
  return best;
}

/** Levenshtein's: letters to insert, remove or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const moved = Math.min(above[j] ?? 0, row[j - 1] ?? 0) + 1;
      row.push(Math.min(replaced, moved));
    }
  }
  return row[b.length] ?? 0;
}
