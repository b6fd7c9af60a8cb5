import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { readBatch } from '../../js/dist/node.mjs';
import { listen } from './listen.mjs';

const kAnswer = { 'Access-Control-Allow-Origin': '*' };
const kPatienceMs = 15_000;

/** Takes what the pages send, and answers 200 without keeping anything: the
 * real collector's disk would only disturb the times. */
export async function startSink() {
  const runs = new Map();
  const { origin, close } = await listen(async (request, response) => {
    const body = await text(request);
    runs.get(request.url)?.take(body);
    response.writeHead(200, kAnswer).end();
  });
  const open = () => {
    const path = `/${runs.size}`;
    const run = new Run(origin + path);
    runs.set(path, run);
    return run;
  };
  return { open, close };
}

/** What came to the endpoint that one page was given. */
class Run {
  #bodies = [];
  /** How often the event of each step came. */
  #steps = new Map();
  #events = 0;

  constructor(endpoint) {
    this.endpoint = endpoint;
  }

  take(body) {
    this.#bodies.push(body);
    const { events } = readBatch(body) ?? JSON.parse(body);
    this.#events += events.length;
    for (const { properties } of events) {
      const step = properties?.step;
      if (step === undefined) continue;
      this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1);
    }
  }

  /** Resolves when that many different steps are there, or will not be. */
  async arrival(steps) {
    const end = performance.now() + kPatienceMs;
    while (this.#steps.size < steps && performance.now() < end) {
      await sleep(50);
    }
  }

  /** What is wrong with it, if something is: each step was sent once. */
  complaint(steps) {
    const doubled = [...this.#steps.values()].filter((times) => times > 1);
    return this.#steps.size === steps && doubled.length === 0
      ? undefined
      : `${this.#steps.size} of ${steps} arrived, ${doubled.length} doubled`;
  }

  /** Bytes per event. Bodies alone: what HTTP adds depends on its version,
   * and on the site. */
  sizes() {
    const perEvent = (measure) =>
      this.#bodies.reduce((sum, body) => sum + measure(body), 0) / this.#events;
    return {
      bytes: perEvent((body) => Buffer.byteLength(body)),
      gzipBytes: perEvent((body) => gzipSync(body).length),
    };
  }
}
