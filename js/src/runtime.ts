import type { Action } from './actions.js';
import type { Forgotten } from './api.js';
import { takeBrowser } from './browser.js';
import { watchClicks } from './capture/clicks.js';
import { Pages } from './capture/pages.js';
import { reporter } from './console.js';
import { loadCore } from './core/load.js';
import { Engine } from './engine.js';
import { isAboutConsent, type Fact } from './facts.js';
import { Lifecycle, whenShown } from './lifecycle.js';
import type { Moment } from './moment.js';
import { quietly, type Stop } from './quiet.js';
import { makeSeed } from './seed.js';
import { isOn, type Setup } from './setup.js';
import { Signals } from './signals/index.js';
import { erase, load, store } from './storage.js';
import type { Landing } from './stub.js';
import { Tape } from './tape.js';
import { Timer } from './timer.js';
import { nothingForgotten } from './tracker.js';
import { Transport } from './transport.js';

/** One tracker on one page: all that has state, wired together. */
export class Runtime {
  private readonly browser_ = takeBrowser(window);
  private readonly report_ = reporter(isOn('debug', this.setup_));
  private readonly tape_ = isOn('tape', this.setup_) ? new Tape() : undefined;

  private readonly engine_ = new Engine({
    perform: (action) => this.perform_(action),
    report: this.report_,
    crossed: (fact, actions) => this.tape_?.add(fact, actions),
    stopped: () => this.stopped_(),
  });

  private readonly pages_ = new Pages(this.browser_, (fact) =>
    this.engine_.take(fact),
  );

  private readonly lifecycle_ = new Lifecycle({
    hidden: () => this.look_({ fact: 'hidden', ...this.now() }),
    visible: () => this.look_({ fact: 'visible', ...this.now() }),
    restored: () => this.pages_.emit('restore'),
  });

  private readonly transport_ = new Transport(
    this.browser_,
    () => this.lifecycle_.isHidden,
    (answer) => this.engine_.take({ fact: 'sent', ...this.now(), ...answer }),
  );

  private readonly signals_ = new Signals(
    (fact) => this.take({ ...fact, ...(this.landed_ ?? this.now()) }),
    this.browser_,
  );

  private readonly timer_ = new Timer(this.browser_, () => {
    this.signals_.check();
    this.engine_.take({ fact: 'wake', ...this.now() });
  });

  private settle_: Stop = () => {};
  /** Resolves when there is a core, or never will be. */
  private readonly settled_ = new Promise<void>((resolve) => {
    this.settle_ = resolve;
  });

  private stops_: Stop[] = [];
  /** When, while that is what facts are about. */
  private landed_: Moment | undefined;
  private forgotten_ = nothingForgotten();

  constructor(private readonly setup_: Setup) {}

  now(): Moment {
    return this.browser_.now();
  }

  /** `landing` is the first page view, if it was seen before this script. */
  start(landing: Landing = { ...this.now(), url: location.href }): void {
    this.announce_(landing);
    this.stops_ = [
      ...this.pages_.watch(),
      ...this.lifecycle_.watch(),
      ...watchClicks((path, button) =>
        this.take({ fact: 'click', ...this.now(), path, button }),
      ),
    ];
    whenShown((wasPrerendered) => this.load_(wasPrerendered));
  }

  /** Takes what the page saw or said, on the page where it happened. */
  take(fact: Fact): void {
    if (isAboutConsent(fact)) this.transport_.consentChanged();
    this.pages_.check(fact);
    this.engine_.take(fact);
  }

  /** Takes what a batch may leave upon; first, what consent there is now. */
  private look_(fact: Fact): void {
    this.signals_.check();
    this.take(fact);
  }

  takePage(at: Moment): void {
    this.pages_.emit('call', at);
  }

  flush(at: Moment): Promise<void> {
    this.look_({ fact: 'flush', ...at });
    return this.settled_.then(() => this.transport_.idle());
  }

  forget(at: Moment): Forgotten {
    this.forgotten_ = { events: this.engine_.dropHeld(), keys: [] };
    this.take({ fact: 'forget', ...at });
    return this.forgotten_;
  }

  tape(): string {
    return this.tape_?.text() ?? '';
  }

  private announce_({ url, ...at }: Landing): void {
    const { config, attributes } = this.setup_;
    const seed = makeSeed();
    this.engine_.take({ fact: 'start', ...at, seed, url, config, attributes });
    this.landed_ = at;
    this.signals_.listen([{ read: 'gpc' }]);
    this.landed_ = undefined;
    this.pages_.land({ url, ...at });
  }

  /** To the visitor, what happened while a page was prerendered happens when
   * it is shown. */
  private load_(wasPrerendered: boolean): void {
    const notBefore = wasPrerendered ? this.now() : undefined;
    loadCore({
      fallbackUrl: this.setup_.fallbackUrl,
      onCore: (core) => {
        quietly(() => this.engine_.begin(core, notBefore));
        this.settle_();
      },
      onFailure: (error) => {
        const message = `the core could not be loaded: ${String(error)}`;
        this.report_('warn', 'core_unavailable', message);
        this.engine_.stop();
      },
    });
  }

  private perform_(action: Action): void {
    switch (action.action) {
      case 'send':
        return this.transport_.send(action);
      case 'load':
        return this.engine_.take({
          fact: 'loaded',
          ...this.now(),
          ...load(action.keys),
        });
      case 'store':
        return store(action.key, action.value);
      case 'erase':
        return erase(action.keys);
      case 'wake':
        return this.timer_.set(action.at);
      case 'listen':
        return this.signals_.listen(action.signals);
      case 'report':
        return this.report_(
          action.level,
          action.code,
          action.message,
          action.at,
        );
      case 'forgot':
        this.forgotten_ = { events: action.events, keys: action.keys };
    }
  }

  private stopped_(): void {
    for (const stop of this.stops_) quietly(stop);
    this.stops_ = [];
    this.signals_.stop();
    this.timer_.set(null);
    this.settle_();
  }
}
