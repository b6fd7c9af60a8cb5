import { readActions, type Action } from './actions.js';
import type { Report } from './console.js';
import type { Core } from './core/abi.js';
import { FactQueue, type Waiting } from './fact-queue.js';
import { textOfFact, type Fact, type FactText } from './facts.js';
import type { Moment } from './moment.js';
import { parseJson } from './json.js';
import { quietly } from './quiet.js';

/** Facts that wait for the end of the task they came in. */
const kMaxLater = 20;

/** Status::BadJson of sdk/sluice/base/status.hpp: too deep, or too much. */
const kBadJson = -1;

export interface EngineHost {
  /** `fact` is what brought it about. */
  perform(action: Action, fact: Fact): void;
  report: Report;
  /** What crossed the border. */
  crossed(fact: string, actions: string): void;
  /** The engine will take nothing any more. */
  stopped(): void;
  /** Runs it in a task of its own. */
  later(run: () => void): void;
}

/** Brings facts to the core one after the other, and its actions to the host.
 * Facts that come while one is being taken wait their turn, so that all
 * actions of one are performed before the next is taken. */
export class Engine {
  private core_: Core | undefined;
  private readonly queue_ = new FactQueue(this.host_.report);
  private isPerforming_ = false;
  /** Facts that the actions at hand have brought about. */
  private brought_ = 0;
  private isBusy_ = false;
  /** So many facts are still to be taken by who is busy. */
  private left_ = 0;
  private isDue_ = false;
  private isFinishing_ = false;
  isStopped = false;

  constructor(private readonly host_: EngineHost) {}

  take(fact: Fact): void {
    this.add_({ fact });
    this.drain();
  }

  /** Takes it in a task of its own, or before the next one, and then calls
   * `taken`; once there is a core, as it is now. */
  takeLater(fact: Fact, taken?: () => void): void {
    if (this.isStopped) return;
    if (this.queue_.length >= kMaxLater) this.drain();
    const waiting: Waiting = { fact, taken };
    const { length } = this.queue_;
    this.add_(waiting);
    if (this.core_ && 'properties' in fact) waiting.text = this.textNow_(fact);
    // A getter of the site said more.
    if (this.queue_.length > length + 1) this.drain();
    if (this.isDue_) return;
    this.isDue_ = true;
    this.host_.later(() => {
      this.isDue_ = false;
      this.drain();
    });
  }

  /** Takes what was held until now, each fact in a task of its own unless
   * something else has to be taken. What happened before `notBefore` is moved
   * there. */
  begin(core: Core, notBefore?: Moment): void {
    if (this.isStopped) return;
    this.core_ = core;
    this.queue_.admit();
    for (const { fact } of [...this.queue_.all()]) {
      if (notBefore && fact.mono < notBefore.mono) this.amend(fact, notBefore);
    }
    this.drainSlowly_();
  }

  /** Changes members of a fact that waits for the core. The others stay as they
   * were when it came. */
  amend(fact: Fact, members: Partial<Fact>): void {
    Object.assign(fact, members);
    const waiting = this.queue_.all().find((one) => one.fact === fact);
    if (!waiting?.text?.text) return;
    const before = parseJson(waiting.text.text) as Fact;
    const { text } = textOfFact({ ...before, ...members } as Fact);
    waiting.text = { ...waiting.text, text };
  }

  /** Drops the events held for a core to come, and says how many. */
  dropHeld(): number {
    return this.core_ ? 0 : this.queue_.dropEvents();
  }

  /** Counts events that were dropped before they came here. */
  lose(events: number): void {
    this.queue_.lost += events;
  }

  /** Takes what waits, if there is a core, and stops: where a fact is being
   * taken, after that. */
  finish(): void {
    this.isFinishing_ = true;
    this.drain();
    if (!this.core_) this.stop();
  }

  stop(): void {
    if (this.isStopped) return;
    this.isStopped = true;
    this.core_ = undefined;
    this.queue_.clear();
    this.host_.stopped();
  }

  /** Takes what is waiting, or so many facts of it. */
  drain(most = Infinity): void {
    this.left_ = this.isBusy_ ? Math.max(this.left_, most) : most;
    if (this.isBusy_ || !this.core_) return;
    this.isBusy_ = true;
    try {
      while (this.core_ && this.left_-- > 0) {
        const waiting = this.queue_.next();
        if (!waiting) break;
        this.bring_(this.core_, waiting);
        this.tellLost_(waiting.fact);
        if (waiting.taken) quietly(waiting.taken);
      }
    } finally {
      this.isBusy_ = false;
      this.queue_.admit();
      if (this.isFinishing_) this.stop();
    }
  }

  /** The first facts of a page take a slow phone as long as several frames. */
  private drainSlowly_(): void {
    this.drain(1);
    if (this.queue_.length > 0) this.host_.later(() => this.drainSlowly_());
  }

  private tellLost_({ wall, mono }: Moment): void {
    const events = this.queue_.lost;
    if (!this.core_ || !events || this.queue_.length > 0) return;
    this.bring_(this.core_, { fact: { fact: 'lost', wall, mono, events } });
    this.queue_.lost = 0;
  }

  private add_(waiting: Waiting): void {
    if (this.isStopped) return;
    // What an action brings about comes before what the page said meanwhile,
    // but for the page that this led to.
    const isBrought = this.isPerforming_ && waiting.fact.fact !== 'page';
    if (isBrought) this.queue_.add(waiting, this.brought_++);
    else this.queue_.add(waiting);
    // The site may change them before there is a core: this one, and what its
    // getters say, but not what the getters of those say, and so on.
    if (this.core_ || this.isBusy_) return;
    const place = this.queue_.all().indexOf(waiting);
    if (place < 0) return; // there was no room
    this.keep_(waiting);
    for (const one of this.queue_.all().slice(place + 1)) this.keep_(one);
  }

  private keep_(waiting: Waiting): void {
    if (waiting.text || !this.queue_.all().includes(waiting)) return;
    waiting.text = this.textNow_(waiting.fact);
    this.queue_.updateSize(waiting);
  }

  /** The text of a fact now, because the site may change its values later. Calls
   * that the site's getters make meanwhile have to wait. */
  private textNow_(fact: Fact): FactText | undefined {
    if (this.isBusy_) return undefined;
    this.isBusy_ = true;
    const text = quietly(() => textOfFact(fact));
    this.isBusy_ = false;
    return text;
  }

  private bring_(core: Core, waiting: Waiting): void {
    const { fact } = waiting;
    const { text, leftOut } = waiting.text ?? textOfFact(fact);
    for (const at of leftOut) {
      const message = 'a value that JSON cannot carry was left out';
      this.host_.report('warn', 'left_out', message, at);
    }
    if (text === undefined) {
      const message = `a ${fact.fact} was too large`;
      this.host_.report('warn', 'fact_too_large', message);
      if (fact.fact === 'start') this.stop();
      this.retryReduced_(fact);
      return;
    }
    const answer = this.ask_(core, text);
    if (!answer) return;
    if (answer.status === kBadJson) this.retryReduced_(fact);
    this.isPerforming_ = true;
    this.brought_ = 0;
    for (const action of answer.actions) {
      quietly(() => this.host_.perform(action, fact));
    }
    this.isPerforming_ = false;
    if (fact.fact === 'start' && answer.status < 0) this.stop();
  }

  /** Gives the core a reduced fact if it refused one because of values from the
   * site or the device. The core waits for an answer to `load`, and counts an
   * event whose properties it cannot read. */
  private retryReduced_(fact: Fact): void {
    // Before all that came after it.
    const next = (less: Fact) => this.queue_.add({ fact: less }, 0);
    if (fact.fact === 'loaded') next({ ...fact, values: {} });
    // A signal that cannot be read is known not to be a yes.
    if (fact.fact === 'signal') {
      const { signal, wall, mono } = fact;
      const less = { fact: 'signal', signal, wall, mono, choices: null };
      const isMore = Object.keys(fact).length > Object.keys(less).length;
      if (isMore) next(less as unknown as Fact);
    }
    if ('properties' in fact && fact.properties !== undefined) {
      next({ ...fact, properties: undefined, oversize: true });
    }
  }

  /** After a trap the core is gone, and not started again: it would meet the
   * same bug again. */
  private ask_(core: Core, text: string) {
    try {
      const { status, actions } = core.take(text);
      this.host_.crossed(text, actions);
      return { status, actions: readActions(actions) };
    } catch (error) {
      const message = `stopped by a bug of its own: ${String(error)}`;
      this.host_.report('error', 'trap', message);
      this.stop();
      return undefined;
    }
  }
}
