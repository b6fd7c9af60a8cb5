import { until } from './deadline.mjs';

const pageSize = 1000;

/** What a collector stored of the pages of some origins. Each test has a site
 * of its own, so what a test before it left under way does not disturb it. */
export class Inbox {
  /** As the collector's GET /batches tells them. */
  batches = [];
  /** Canonical events in the order of arrival. */
  events = [];
  /** Events that break the schema, and why. */
  rejected = [];

  #collector;
  #origins;
  #ids = new Set();
  #positions = { batches: 0, events: 0, rejected: 0 };

  constructor(collector, origins) {
    this.#collector = collector;
    this.#origins = origins;
  }

  /** Reads what has arrived since the last time. */
  async read() {
    // Batches last: events whose batch is not known yet would be passed over.
    const rejected = await this.#readNew('rejected');
    const events = await this.#readNew('events');
    const batches = await this.#readNew('batches');
    this.batches.push(...batches.filter((batch) => this.#isOurs(batch)));
    for (const { batch } of this.batches) this.#ids.add(batch);
    const ours = (rows) => rows.filter(({ batch }) => this.#ids.has(batch));
    this.rejected.push(...ours(rejected));
    this.events.push(...ours(events).map(({ event }) => event));
  }

  /** Resolves to the events once `isEnough(events)` is true of them. */
  until(isEnough) {
    const look = async () => {
      await this.read();
      return isEnough(this.events) && this.events;
    };
    return until(look, () => {
      const names = namesOf(this.events).join(', ') || 'nothing';
      return `${isEnough}; there arrived: ${names}`;
    });
  }

  /** Resolves to the first event of that name once it has arrived. */
  async untilNamed(name) {
    const find = (events) => events.find(({ event }) => event.name === name);
    return find(await this.until(find));
  }

  async #readNew(list) {
    const rows = [];
    let page;
    do {
      const after = this.#positions[list];
      const query = `after=${after}&limit=${pageSize}`;
      page = await this.#collector.read(`/${list}?${query}`);
      rows.push(...page);
      this.#positions[list] = page.at(-1)?.rowid ?? after;
    } while (page.length === pageSize);
    return rows;
  }

  #isOurs({ request }) {
    const header = request.headers.find(
      ([name]) => name.toLowerCase() === 'origin',
    );
    return this.#origins.includes(header?.[1]);
  }
}

/** Their names, in their order. */
export function namesOf(events) {
  return events.map(({ event }) => event.name);
}

/** The page views among events, each as its cause and path. */
export function viewsOf(events) {
  return events
    .filter(({ event }) => event.name === 'page_view')
    .map(({ page }) => `${page.cause} ${page.path}`);
}
