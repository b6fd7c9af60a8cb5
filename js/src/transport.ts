import type { AbortAction, Posted, SendAction } from './actions.js';
import type { Browser } from './browser.js';
import { Compression } from './compression.js';
import { kFailed, outcomeOf, type Outcome } from './outcome.js';
import { OwnPromise } from './own-promise.js';
import { quietly } from './quiet.js';

export interface BatchAnswer extends Outcome {
  destination: number;
  batch: number;
}

/** More of an answer is nothing that a collector has to say. In UTF-16 units:
 * as many as fit in a fact. */
const kMaxAnswer = 65536;

/** Posts batches, and answers each exactly once. */
export class Transport {
  private inFlight_ = 0;
  /** Counts the changes of consent: what was permitted before one may not
   * leave by a second way after it. */
  private consent_ = 0;
  private waiting_: (() => void)[] = [];
  /** By the name of the batch. */
  private readonly aborts_ = new Map<string, AbortController>();
  private readonly compression_ = new Compression(this.browser_);

  constructor(
    private readonly browser_: Browser,
    private readonly isHidden_: () => boolean,
    private readonly answer_: (answer: BatchAnswer) => void,
    /** Has what is permitted by now looked at, and aborted what is not. */
    private readonly look_: () => void,
  ) {}

  send(action: SendAction): void {
    this.inFlight_++;
    void this.post_(action).then((outcome) => {
      const { destination, batch } = action;
      quietly(() => this.answer_({ destination, batch, ...outcome }));
      // Only now: the answer may have been followed by a next request.
      this.inFlight_--;
      if (this.inFlight_ === 0) this.settle_();
    });
  }

  /** What was permitted when it was sent and no longer is, or is made again. */
  abort(action: AbortAction): void {
    this.aborts_.get(nameOf(action))?.abort();
  }

  /** Sends, within this task, what waits for its compression. The page is
   * hidden, and requests that may no longer leave were aborted before. */
  sendPendingNow(): void {
    this.compression_.giveUp();
  }

  consentChanged(): void {
    this.consent_++;
  }

  /** Resolves when no request is under way. */
  idle(): Promise<void> {
    return new OwnPromise((resolve) => {
      if (this.inFlight_ === 0) resolve();
      else this.waiting_.push(resolve);
    });
  }

  private settle_(): void {
    const waiting = this.waiting_;
    this.waiting_ = [];
    for (const resolve of waiting) resolve();
  }

  private async post_(action: SendAction): Promise<Outcome> {
    const abort = new AbortController();
    const name = nameOf(action);
    this.aborts_.set(name, abort);
    const consent = this.consent_;
    try {
      const { gzip, body } = action;
      const bytes = gzip && (await this.compression_.gzip(body));
      if (gzip) quietly(this.look_);
      if (abort.signal.aborted) return kFailed;
      return await this.request_(action, bytes, consent, abort);
    } finally {
      this.aborts_.delete(name);
    }
  }

  /** `bytes`: the body gzipped, if it is. `consent`: when it was permitted. */
  private async request_(
    action: SendAction,
    bytes: ArrayBuffer | undefined,
    consent: number,
    abort: AbortController,
  ): Promise<Outcome> {
    const { signal } = abort;
    let accepted = false;
    const [expired, endWait] = this.expiry_(action.timeout, abort);
    try {
      const posted = bytes
        ? { ...action, ...action.gzip, body: bytes }
        : action;
      const answer = this.fetch_(posted, signal);
      accepted = true;
      const response = await OwnPromise.race([answer, expired]);
      const outcome = outcomeOf(response, action);
      const read = readToEnd(response).catch(() => undefined);
      const body = await OwnPromise.race([
        read,
        expired.catch(() => undefined),
      ]);
      const seen = action.read && { body: body?.slice(0, kMaxAnswer) };
      return { ...outcome, ...seen };
    } catch {
      if (!accepted) return this.beacon_(action);
      // Refused while the page is left: a last way out. Whether it worked is
      // not known, so a page that lives on sends the same ids again.
      const leaving = action.keepalive && this.isHidden_();
      const allowed = consent === this.consent_ && !signal.aborted;
      if (leaving && allowed) this.beacon_(action);
      return kFailed;
    } finally {
      endWait();
    }
  }

  /** What rejects, and aborts the request, after that time, and what ends the
   * wait. */
  private expiry_(ms: number, abort: AbortController) {
    let endWait = () => {};
    const expired = new OwnPromise<never>((_, reject) => {
      endWait = this.browser_.after(ms, () => {
        abort.abort();
        reject(new Error('timeout'));
      });
    });
    return [expired, endWait] as const;
  }

  /** Throws where there is no fetch. */
  private fetch_(
    action: Posted & { url: string; keepalive: boolean },
    signal: AbortSignal,
  ): Promise<Response> {
    const { fetch } = this.browser_;
    if (!fetch) throw new TypeError('no fetch');
    const { keepalive } = action;
    return fetch(action.url, { ...requestOf(action), keepalive, signal });
  }

  /** The browser does not say what became of a beacon: taken is sent. It can't
   * be had without cookies (https://w3c.github.io/beacon/#dom-navigator-sendbeacon). */
  private beacon_({ url, type, body, beacon }: SendAction): Outcome {
    try {
      if (!type || !beacon) return kFailed;
      const taken = this.browser_.beacon(url, new Blob([body], { type }));
      return taken ? { status: 202, retry_after: undefined } : kFailed;
    } catch {
      return kFailed;
    }
  }
}

/** How a page posts to a collector; without a type it asks for an address. */
export function requestOf({ type, headers, body = '' }: Posted): RequestInit {
  const posted = type
    ? { method: 'POST', headers: { ...headers, 'Content-Type': type }, body }
    : {};
  return {
    ...posted,
    mode: 'cors',
    credentials: 'omit',
    // The page's own address, query and all, would leave as the referrer.
    referrerPolicy: 'no-referrer',
  };
}

function nameOf(action: { destination: number; batch: number }): string {
  return `${action.destination}/${action.batch}`;
}

/** Until then the browser counts the request's body as in flight, and refuses
 * the next keepalive request that would exceed the quota.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
function readToEnd(response: Response): Promise<string> {
  return response.text();
}
