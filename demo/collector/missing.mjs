import { readFileSync } from 'node:fs';

const tables = readFileSync(new URL('missing.sql', import.meta.url), 'utf8');

/** missing(): for each page with gaps in the numbers of its events, the newest
 * 100 first, which are missing, and how many for what reason. `unexplained`
 * are those that no batch has told of: they may be under way, or be lost with
 * a page that died. */
export function createMissing(database) {
  database.exec(tables);
  const gaps = database.prepare('SELECT * FROM gaps');
  const reasons = database
    .prepare('SELECT reason, events FROM reasons WHERE page = ?')
    .raw();
  return () =>
    gaps.all().map(({ sequences, ...row }) => {
      const missing = rangesWithout(new Set(JSON.parse(sequences)), row);
      const dropped = Object.fromEntries(reasons.all(row.page));
      const told = Object.values(dropped).reduce((sum, n) => sum + n, 0);
      const unexplained = Math.max(0, row.captured - row.arrived - told);
      return { ...row, missing, dropped, unexplained };
    });
}

/** The numbers from 1 to `captured` that are not there, as [first, last]. */
function rangesWithout(present, { captured }) {
  const ranges = [];
  // A sequence of someone's invention may be of any size.
  const end = Math.min(captured, 100_000);
  for (let number = 1; number <= end; number++) {
    if (present.has(number)) continue;
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}
