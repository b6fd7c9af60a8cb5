import { randomBytes } from 'node:crypto';
import type { Full } from '../full/full.js';
import type { Delivered, Relay, RelayOptions, Taken } from '../node-api.js';
import { Patience } from './patience.js';
import { gzipped, post, type PostRequest } from './post.js';
import { readBatch } from './read-batch.js';
import { idOf, textOf } from './texts.js';

/** The answer to the ask `preview_destination`. */
interface Preview {
  requests: (PostRequest & { ids: string[] })[];
  left_out: number;
  too_large?: number;
  reply: { then: string; refused: boolean; rejected: number[]; lost: number };
}

type Reply = Preview['reply'] & { retryAfter?: number | undefined };

/** A part of a call of `deliver`: to whom, what came of all so far, and how
 * often this part has been tried. */
interface Errand {
  name: string;
  total: Delivered;
  patience: Patience;
  tried: number;
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

  async take(body: string | Uint8Array): Promise<Taken> {
    const batch = readBatch(body);
    if (!batch) return { status: 400, destinations: {} };
    const events = batch.events.map((event) => JSON.stringify(event));
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
    const patience = new Patience(this.options_);
    for (let at = 0; at < given.length; at += kMostAtOnce) {
      const { events, refused } = this.full_.ask({
        ask: 'regate',
        policy: textOf(this.options_.policy),
        destination,
        events: given.slice(at, at + kMostAtOnce),
      }) as { events: string[]; refused: number };
      total.kept += refused;
      const errand = { name: destination, total, patience, tried: 0 };
      await this.send_(events, errand);
    }
    return total;
  }

  private async send_(events: string[], errand: Errand) {
    const { name, total } = errand;
    const { requests, left_out, too_large = 0 } = this.preview_(name, events);
    total.kept += left_out;
    total.rejected += too_large;
    const byId = new Map(events.map((event) => [idOf(event), event]));
    for (const request of requests) {
      const batch = request.ids.flatMap((id) => byId.get(id) ?? []);
      await this.sendBatch_(request, batch, errand);
    }
  }

  /** Sends one batch. If the collector refuses it because of one event or of its
   * size, it is halved. If it may be tried again, it is, until its time is over;
   * then it goes to `later`. */
  private async sendBatch_(
    request: PostRequest,
    batch: string[],
    errand: Errand,
  ): Promise<void> {
    const { total } = errand;
    const { then, rejected, lost, retryAfter } = await this.post_(
      request,
      batch,
      errand,
    );
    const rest = batch.filter((_, i) => !rejected.includes(i));
    total.rejected += rejected.length + lost;
    if (then === 'taken') {
      total.sent += rest.length - lost;
    } else if (then === 'retry' || then === 'bisect') {
      await this.sendAgain_(rest, retryAfter, errand);
    } else if (then !== 'refuse' && rest.length > 1) {
      const middle = rest.length >> 1;
      await this.send_(rest.slice(0, middle), errand);
      await this.send_(rest.slice(middle), errand);
    } else {
      total.rejected += rest.length;
    }
  }

  /** What failed, or is refused, goes as it is: gzip may have been why. */
  private async post_(
    request: PostRequest,
    batch: string[],
    { name, tried }: Errand,
  ): Promise<Reply> {
    const { timeout = kTimeoutMs } = this.options_;
    const header = this.headerOf_(name);
    const ask = async (body: PostRequest) => {
      const answer = await post(body, header, timeout);
      const { reply } = this.preview_(name, batch, answer);
      return { ...reply, retryAfter: answer.retryAfter };
    };
    const small = tried > 0 ? request : gzipped(request);
    const reply = await ask(small);
    return small !== request && reply.refused ? ask(request) : reply;
  }

  private async sendAgain_(
    batch: string[],
    retryAfter: number | undefined,
    errand: Errand,
  ): Promise<void> {
    const tried = errand.tried + 1;
    const goesOn = await errand.patience.wait(tried, retryAfter);
    if (goesOn) await this.send_(batch, { ...errand, tried });
    else errand.total.later.push(...batch);
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
      gzip: use.gzip,
      events,
      answer,
      time: Date.now(),
      seed: randomBytes(16).toString('hex'),
    }) as Preview;
  }
}
