// A machine that has other things to do.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Keeps each core busy with a loop that never waits, until the function that
 * is returned is called. */
export function keepBusy() {
  const loops = Array.from(
    { length: availableParallelism() },
    () => new Worker('for (;;);', { eval: true }),
  );
  return () => loops.forEach((loop) => void loop.terminate());
}
