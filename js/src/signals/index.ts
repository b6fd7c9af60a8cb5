import type { Ask } from '../actions.js';
import type { Browser } from '../browser.js';
import type { SignalFact } from './facts.js';
import { stringifyJson } from '../json.js';
import { listen, quietly, type Stop } from '../quiet.js';
import { kCmps } from './cmps.js';
import { flag } from './flag.js';
import { gpp, tcf, usp } from './iab.js';
import { queue } from './queue.js';
import type { Source } from './source.js';
import { keepWords } from './words.js';

const kSources: Record<string, Source> = {
  // https://w3c.github.io/gpc/#dom-globalprivacycontrol
  gpc: flag('globalPrivacyControl'),
  // https://www.w3.org/TR/tracking-dnt/#dom-navigator-donottrack
  dnt: flag('doNotTrack'),
  tcf,
  gpp,
  usp,
  gcm: queue('dataLayer', (item) => item),
  uet: queue('uetq', (_, i, items) => items.slice(i)),
  ...kCmps,
};

/** Reads what consent platforms and the browser say, and passes it on
 * unchanged: each fact once, until the source says something else.
 *
 * It reads only the sources that the policy names, and no storage. Some
 * platforms say a choice only once, by an event; it keeps these until the
 * policy names their source. It does not poll: sources call back. A source that
 * may appear without an event is looked for when a script was loaded, when the
 * document is parsed and loaded, at clicks (before the page's handlers, so that
 * a choice by that click is seen), at check(), and 0.25, 0.5, 1, 2, 4 and 8
 * seconds after it was asked for. */
export class Signals {
  private readonly looks_: Record<string, (() => void) | undefined> = {};
  private readonly last_: Record<string, string | undefined> = {};
  private readonly stops_: Stop[] = [];
  private readonly words_ = keepWords(this.stops_);
  private isWatching_ = false;
  private isStopped_ = false;

  constructor(
    private readonly emit_: (fact: SignalFact) => void,
    private readonly browser_: Pick<Browser, 'after'>,
  ) {}

  /** Opens sources; one that is open already stays as it is. */
  listen(asks: Ask[]): void {
    for (const { read, vendor } of asks) {
      if (read in this.looks_) continue;
      const tell = (said: object) =>
        this.tell_({ fact: 'signal', signal: read, ...said } as SignalFact);
      const opening = { vendor, said: this.words_[read] };
      const look = kSources[read]?.(tell, this.stops_, opening);
      this.looks_[read] = look;
      if (look) this.watch_();
    }
    this.check();
  }

  /** Looks for what has come or changed without a word. Cheap. */
  check(): void {
    if (this.isStopped_) return;
    for (const look of Object.values(this.looks_)) quietly(() => look?.());
  }

  /** Leaves all sources. */
  stop(): void {
    this.isStopped_ = true;
    for (const stop of this.stops_) quietly(stop);
  }

  private tell_(fact: SignalFact): void {
    const text = stringifyJson(fact);
    if (this.isStopped_ || text === this.last_[fact.signal]) return;
    this.last_[fact.signal] = text;
    this.emit_(fact);
  }

  private watch_(): void {
    if (this.isWatching_) return;
    this.isWatching_ = true;
    const check = () => this.check();
    for (const type of ['DOMContentLoaded', 'load', 'click']) {
      this.stops_.push(listen(window, type, check));
    }
    // Of elements: window hears of no other than its own.
    const loaded = ({ target }: Event) => {
      if (target instanceof HTMLScriptElement) check();
    };
    this.stops_.push(listen(document, 'load', loaded));
    for (let ms = 250; ms <= 8000; ms *= 2) {
      this.stops_.push(this.browser_.after(ms, check));
    }
  }
}
