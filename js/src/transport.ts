import type { AbortAction, Posted, SendAction } from './actions.js';
import type { Browser } from './browser.js';
import { quietly } from './quiet.js';

/** What became of a request. */
interface Outcome {
  /** That of HTTP; 0 for a network error, a timeout or a refusal by the
   * browser. */
  status: number;
  /** Milliseconds that the collector asked to wait. */
  retry_after: number | undefined;
  /** What the action asked to see of the answer. */
  body?: string | undefined;
  header?: string | undefined;
}

export interface Answer extends Outcome {
  destination: number;
  batch: number;
}

/** More of an answer is nothing that a collector has to say (kMaxAnswerBytes
 * in base/limits.hpp). */
const kMaxBody = 65536;

const kFailed: Outcome = { status: 0, retry_after: undefined };

/** Posts batches, and answers each exactly once. */
export class Transport {
  private inFlight_ = 0;
  /** Counts the changes of consent: what was permitted before one may not
   * leave by a second way after it. */
  private consent_ = 0;
  private waiting_: (() => void)[] = [];
  /** By the name of the batch; one may be under way twice, at exit. */
  private readonly aborts_ = new Map<string, AbortController[]>();

  constructor(
    private readonly browser_: Browser,
    private readonly isHidden_: () => boolean,
    private readonly answer_: (answer: Answer) => void,
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

  /** What was permitted when it was sent, and no longer is. */
  abort(action: AbortAction): void {
    for (const one of this.aborts_.get(nameOf(action)) ?? []) one.abort();
  }

  consentChanged(): void {
    this.consent_++;
  }

  /** Resolves when no request is under way. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
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
    const others = this.aborts_.get(name) ?? [];
    this.aborts_.set(name, [...others, abort]);
    const consent = this.consent_;
    let accepted = false;
    let endWait = () => {};
    const expired = new Promise<never>((_, reject) => {
      endWait = this.browser_.after(action.timeout, () => {
        abort.abort();
        reject(new Error('timeout'));
      });
    });
    try {
      const answer = this.fetch_(action, abort.signal);
      accepted = true;
      const response = await Promise.race([answer, expired]);
      const outcome = outcomeOf(response, action);
      const read = readToEnd(response).catch(() => undefined);
      const body = await Promise.race([read, expired.catch(() => undefined)]);
      const seen = action.read && { body: body?.slice(0, kMaxBody) };
      return { ...outcome, ...seen };
    } catch {
      if (!accepted) return this.beacon_(action);
      // Refused while the page is left: a last way out. Whether it worked is
      // not known, so a page that lives on sends the same ids again.
      const leaving = action.keepalive && this.isHidden_();
      const allowed = consent === this.consent_ && !abort.signal.aborted;
      if (leaving && allowed) this.beacon_(action);
      return kFailed;
    } finally {
      endWait();
      const left = (this.aborts_.get(name) ?? []).filter((a) => a !== abort);
      if (left[0]) this.aborts_.set(name, left);
      else this.aborts_.delete(name);
    }
  }

  /** Throws where there is no fetch. */
  private fetch_(action: SendAction, signal: AbortSignal): Promise<Response> {
    const { fetch } = this.browser_;
    if (!fetch) throw new TypeError('no fetch');
    const { keepalive } = action;
    return fetch(action.url, { ...requestOf(action), keepalive, signal });
  }

  /** The browser does not say what became of a beacon: taken is sent. */
  private beacon_({ url, type, body }: SendAction): Outcome {
    try {
      if (!type) return kFailed;
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

/** Throws on what is no response, as a page's own fetch may give. */
function outcomeOf(
  { status, headers }: Response,
  { header }: SendAction,
): Outcome {
  if (typeof status !== 'number') throw new TypeError('no response');
  const retry_after = retryAfterMs(headers.get('Retry-After'));
  const outcome = { status, retry_after };
  const text = header ? headers.get(header) : null;
  return text === null ? outcome : { ...outcome, header: text };
}

/** Seconds, or a date (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3).
 * A collector of another origin has to expose the header. */
function retryAfterMs(text: string | null): number | undefined {
  if (text === null) return undefined;
  const seconds = Number(text);
  const ms = isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1000;
  return isNaN(ms) ? undefined : Math.max(ms, 0);
}

/** Until then the browser counts the request's body as in flight, and refuses
 * the next keepalive request that would exceed the quota.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
function readToEnd(response: Response): Promise<string> {
  return response.text();
}
