import { readActions, type Action } from './actions.js';
import type { Report } from './console.js';
import type { Core } from './core/abi.js';
import { isEvent, isNeeded, textOfFact, type Fact } from './facts.js';
import type { Moment } from './moment.js';
import { quietly } from './quiet.js';

/** Facts kept while there is no core, and those that may come while one is
 * being taken: a getter that tracks whatever it is asked for would go on for
 * ever. */
const kMaxWaiting = 500;

/** Status::BadJson of sdk/sluice/base/status.hpp: too deep, or too much. */
const kBadJson = -1;

export interface EngineHost {
  perform(action: Action): void;
  report: Report;
  /** What crossed the border. */
  crossed(fact: string, actions: string): void;
  /** The engine will take nothing any more. */
  stopped(): void;
}

/** Brings facts to the core one after the other, and its actions to the host.
 * Facts that come while one is being taken wait their turn, so that all
 * actions of one are performed before the next is taken. */
export class Engine {
  private core_: Core | undefined;
  private facts_: Fact[] = [];
  /** Facts since none was waiting. */
  private waited_ = 0;
  /** Events that there was no room for, until the core is told. */
  private lost_ = 0;
  private isPerforming_ = false;
  /** Facts that the actions at hand have brought about. */
  private brought_ = 0;
  private isBusy_ = false;
  private isStopped_ = false;

  constructor(private readonly host_: EngineHost) {}

  take(fact: Fact): void {
    if (this.isStopped_) return;
    if (this.waited_ >= kMaxWaiting && !isNeeded(fact)) {
      const message = 'too much happened at once, or before the start';
      this.host_.report('warn', 'held_full', message);
      if (isEvent(fact)) this.lost_++;
      return;
    }
    this.waited_++;
    // What an action brings about comes before what the page said meanwhile.
    const at = this.isPerforming_ ? this.brought_++ : this.facts_.length;
    this.facts_.splice(at, 0, fact);
    this.drain_();
  }

  /** Takes what was held until now. What happened before `notBefore` is
   * moved there. */
  begin(core: Core, notBefore?: Moment): void {
    if (this.isStopped_) return;
    this.core_ = core;
    this.waited_ = 0;
    for (const fact of this.facts_) {
      if (notBefore && fact.mono < notBefore.mono) {
        Object.assign(fact, notBefore);
      }
    }
    this.drain_();
  }

  /** Drops the events held for a core to come, and says how many. */
  dropHeld(): number {
    if (this.core_) return 0;
    const before = this.facts_.length;
    this.facts_ = this.facts_.filter(
      (fact) => fact.fact === 'page' || !isEvent(fact),
    );
    this.waited_ = this.facts_.length;
    this.lost_ = 0;
    return before - this.facts_.length;
  }

  /** Counts events that were dropped before they came here. */
  lose(events: number): void {
    this.lost_ += events;
  }

  stop(): void {
    if (this.isStopped_) return;
    this.isStopped_ = true;
    this.core_ = undefined;
    this.facts_ = [];
    this.host_.stopped();
  }

  private drain_(): void {
    if (this.isBusy_ || !this.core_) return;
    this.isBusy_ = true;
    try {
      while (this.core_) {
        const fact = this.facts_.shift();
        if (!fact) break;
        this.bring_(this.core_, fact);
        if (this.lost_ > 0 && !this.facts_[0]) {
          const { wall, mono } = fact;
          this.bring_(this.core_, {
            fact: 'lost',
            wall,
            mono,
            events: this.lost_,
          });
          this.lost_ = 0;
        }
      }
    } finally {
      this.isBusy_ = false;
      this.waited_ = 0;
    }
  }

  private bring_(core: Core, fact: Fact): void {
    const { text, leftOut } = textOfFact(fact);
    for (const at of leftOut) {
      const message = 'a value that JSON cannot carry was left out';
      this.host_.report('warn', 'left_out', message, at);
    }
    if (text === undefined) {
      const message = `a ${fact.fact} was too large`;
      this.host_.report('warn', 'fact_too_large', message);
      if (fact.fact === 'start') this.stop();
      this.takeLess_(fact);
      return;
    }
    const answer = this.ask_(core, text);
    if (!answer) return;
    if (answer.status === kBadJson) this.takeLess_(fact);
    this.isPerforming_ = true;
    this.brought_ = 0;
    for (const action of answer.actions) {
      quietly(() => this.host_.perform(action));
    }
    this.isPerforming_ = false;
    if (fact.fact === 'start' && answer.status < 0) this.stop();
  }

  /** What was refused for what others put into it: the core waits for an
   * answer to `load`, and counts an event whose properties it can't read. */
  private takeLess_(fact: Fact): void {
    if (fact.fact === 'loaded') this.take({ ...fact, values: {} });
    // Of a signal that nobody can read only that much is known: it is no yes.
    if (fact.fact === 'signal') {
      const { signal, wall, mono } = fact;
      const less = { fact: 'signal', signal, wall, mono, choices: null };
      const isMore = Object.keys(fact).length > Object.keys(less).length;
      if (isMore) this.take(less as unknown as Fact);
    }
    if ('properties' in fact && fact.properties !== undefined) {
      this.take({ ...fact, properties: undefined, oversize: true });
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
