import { randomBytes } from 'node:crypto';
import type { Full } from '../full/full.js';
import type { Delivered, Relay, RelayOptions, Taken } from '../node-api.js';
import { post, type PostRequest } from './post.js';
import { eventsOf, idOf, textOf } from './texts.js';

/** The answer to the ask `preview_destination`. */
interface Preview {
  requests: (PostRequest & { ids: string[] })[];
  left_out: number;
  too_large?: number;
  reply: { then: string; rejected: number[]; lost: number };
}

/** Events of one ask: the core reads at most 500. */
const kMostAtOnce = 50;
const kTimeoutMs = 10_000;

/** One that was set up with sound options. */
export class RelayOf implements Relay {
  constructor(
    private readonly full_: Full,
    private readonly options_: RelayOptions,
  ) {}

  async take(body: string): Promise<Taken> {
    const events = eventsOf(body);
    if (!events) return { status: 400, destinations: {} };
    const names = Object.keys(this.options_.destinations);
    const entries = names.map(
      async (name) => [name, await this.deliver(name, events)] as const,
    );
    const destinations = Object.fromEntries(await Promise.all(entries));
    const all = Object.values(destinations);
    const failed = all.some(({ later }) => later.length > 0);
    const nowhere = all.every(({ sent }) => sent === 0);
    return { status: failed && nowhere ? 503 : 200, destinations };
  }

  async deliver(destination: string, given: string[]): Promise<Delivered> {
    const total: Delivered = { sent: 0, kept: 0, rejected: 0, later: [] };
    for (let at = 0; at < given.length; at += kMostAtOnce) {
      const { events, refused } = this.full_.ask({
        ask: 'regate',
        policy: textOf(this.options_.policy),
        destination,
        events: given.slice(at, at + kMostAtOnce),
      }) as { events: string[]; refused: number };
      total.kept += refused;
      await this.send_(destination, events, total);
    }
    return total;
  }

  private async send_(name: string, events: string[], total: Delivered) {
    const { requests, left_out, too_large = 0 } = this.preview_(name, events);
    total.kept += left_out;
    total.rejected += too_large;
    const byId = new Map(events.map((event) => [idOf(event), event]));
    for (const request of requests) {
      const batch = request.ids.flatMap((id) => byId.get(id) ?? []);
      await this.sendBatch_(name, request, batch, total);
    }
  }

  /** A batch that the collector will not have because of one event, or of its
   * size, is halved; one to be tried again is `later`. */
  private async sendBatch_(
    name: string,
    request: PostRequest,
    batch: string[],
    total: Delivered,
  ): Promise<void> {
    const { timeout = kTimeoutMs } = this.options_;
    const answer = await post(request, this.headerOf_(name), timeout);
    const { then, rejected, lost } = this.preview_(name, batch, answer).reply;
    const rest = batch.filter((_, i) => !rejected.includes(i));
    total.rejected += rejected.length + lost;
    if (then === 'taken') {
      total.sent += rest.length - lost;
    } else if (then === 'retry' || then === 'bisect') {
      total.later.push(...rest);
    } else if (then !== 'refuse' && rest.length > 1) {
      const middle = rest.length >> 1;
      await this.send_(name, rest.slice(0, middle), total);
      await this.send_(name, rest.slice(middle), total);
    } else {
      total.rejected += rest.length;
    }
  }

  private headerOf_(name: string): string | undefined {
    const { description } = this.options_.destinations[name] ?? {};
    return (JSON.parse(textOf(description)) as { header?: string }).header;
  }

  private preview_(name: string, events: string[], answer?: object): Preview {
    const use = this.options_.destinations[name] ?? {};
    return this.full_.ask({
      ask: 'preview_destination',
      description: textOf(use.description),
      config: use.config ?? {},
      endpoint: use.endpoint ?? '',
      events,
      answer,
      time: Date.now(),
      seed: randomBytes(16).toString('hex'),
    }) as Preview;
  }
}
