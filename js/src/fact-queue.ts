import type { Report } from './console.js';
import { isEvent, isNeeded, type Fact, type FactText } from './facts.js';

/** Facts kept while there is no core, and those that may come while one is
 * being taken: a getter that tracks whatever it is asked for would go on for
 * ever. */
const kMaxWaiting = 500;

/** UTF-16 units of those that are kept as texts. */
const kMaxUnits = 1_000_000;

export interface Waiting {
  fact: Fact;
  /** The text at the time of the fact, if the site may change it later. */
  text?: FactText | undefined;
  /** Is called when the core has taken the fact. */
  taken?: (() => void) | undefined;
}

/** Facts that wait until the core takes them. */
export class FactQueue {
  private list_: Waiting[] = [];
  /** How many were added since the queue was last empty. */
  private waited_ = 0;
  private units_ = 0;
  /** How many events found no room since the core was last told. */
  lost = 0;

  constructor(private readonly report_: Report) {}

  get length(): number {
    return this.list_.length;
  }

  /** Puts it before the one at that index, if there is room. */
  add(waiting: Waiting, at = this.list_.length): void {
    const { fact } = waiting;
    if (this.waited_ >= kMaxWaiting && !isNeeded(fact)) {
      return this.lose_(fact);
    }
    this.waited_++;
    this.list_.splice(at, 0, waiting);
  }

  private lose_(fact: Fact): void {
    const message = 'too much happened at once, or before the start';
    this.report_('warn', 'held_full', message);
    if (isEvent(fact)) this.lost++;
  }

  /** Counts the text that the fact was given, and drops the fact if there is no
   * room for it. */
  updateSize(waiting: Waiting): void {
    const units = waiting.text?.text?.length ?? 0;
    if (this.units_ + units <= kMaxUnits || isNeeded(waiting.fact)) {
      this.units_ += units;
      return;
    }
    this.list_.splice(this.list_.indexOf(waiting), 1);
    this.lose_(waiting.fact);
  }

  next(): Waiting | undefined {
    return this.list_.shift();
  }

  all(): readonly Waiting[] {
    return this.list_;
  }

  /** Those that are here are let in: there is room for as many again. */
  admit(): void {
    this.waited_ = 0;
    this.units_ = 0;
  }

  /** Drops the events but for page views, and says how many. */
  dropEvents(): number {
    const before = this.list_.length;
    this.list_ = this.list_.filter(
      ({ fact }) => fact.fact === 'page' || !isEvent(fact),
    );
    this.waited_ = this.list_.length;
    this.units_ = 0;
    this.lost = 0;
    return before - this.list_.length;
  }

  clear(): void {
    this.list_ = [];
  }
}
