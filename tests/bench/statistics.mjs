/** Steps of an isolated page's clock, in milliseconds. */
const kClockStepMs = 0.005;

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The `share` quantile (0.5: the median) of times taken with a page's clock,
 * as a fraction of its steps. Chromium moves each step's edge at random, so
 * that a call of 2 us reads 5 us two times out of five and 0 else: a reading
 * stands for the step around it, and the quantile is where in there, going
 * evenly through its readings, that share of all is reached. */
export function quantileOfReadings(readingsMs, share) {
  const counts = new Map();
  for (const ms of readingsMs) {
    const step = Math.round(ms / kClockStepMs);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let left = share * readingsMs.length;
  for (const [step, count] of [...counts].sort(([a], [b]) => a - b)) {
    if (count >= left) return (step - 0.5 + left / count) * kClockStepMs;
    left -= count;
  }
  return NaN;
}
