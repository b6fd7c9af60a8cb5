import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long anything that has to happen may take, on a machine that is busy
 * with other things. */
const deadlineMs = 20_000;
const pauseMs = 20;

/** What the promise resolves to; fails the test if that takes too long. */
export async function inTime(promise, what) {
  const timer = new AbortController();
  const { signal } = timer;
  const expired = sleep(deadlineMs, undefined, { signal }).then(
    () => assert.fail(`waited in vain for ${what}`),
    () => {}, // ended by abort()
  );
  try {
    return await Promise.race([promise, expired]);
  } finally {
    timer.abort();
  }
}

/** Resolves to what `look` resolves to once that is something; fails the test
 * with what `describe` says if that takes too long. */
export async function until(look, describe = () => look) {
  const deadline = performance.now() + deadlineMs;
  while (performance.now() < deadline) {
    const found = await look();
    if (found) return found;
    await sleep(pauseMs);
  }
  assert.fail(`waited in vain for ${describe()}`);
}
