import { wordsOf, type Action } from './actions.js';
import type { Forgotten } from './api.js';
import { pageOf, pageUrl } from './address.js';
import { takeBrowser } from './browser.js';
import { Acts } from './capture/acts.js';
import { Pages } from './capture/pages.js';
import { reporter } from './console.js';
import { Deferred } from './deferred.js';
import { perform } from './device.js';
import { Engine } from './engine.js';
import { isAboutConsent, type Fact, type StartFact } from './facts.js';
import { Lifecycle } from './lifecycle.js';
import type { Load } from './core/load.js';
import { loadWhenShown, locate } from './loading.js';
import type { Moment } from './moment.js';
import { Outcomes } from './outcomes.js';
import { quietly, type Stop } from './quiet.js';
import { Settled } from './settled.js';
import { isOn, optionOf, type Setup } from './setup.js';
import { Signals } from './signals/index.js';
import { makeStartFact } from './start-fact.js';
import type { Landing } from './stub.js';
import { hearTabs, type ForgetFact } from './tabs.js';
import { Tape } from './tape.js';
import { Timer } from './timer.js';
import { CoreState } from './core-state.js';
import { Transport } from './transport.js';

/** One tracker on one page: all that has state, wired together. */
export class Runtime {
  private readonly browser_ = takeBrowser(window);
  readonly report = reporter();
  private readonly tape_ = isOn('tape', this.setup_) ? new Tape() : undefined;
  private readonly outcomes_ = isOn('debug', this.setup_)
    ? new Outcomes(this.setup_.debugUrl, this.report)
    : undefined;
  private readonly engine_ = new Engine({
    perform: (action, fact) => this.perform_(action, fact),
    report: this.report,
    crossed: (fact, actions) => {
      this.tape_?.add(fact, actions);
      this.outcomes_?.take(fact);
    },
    stopped: () => this.leave_(),
    later: (run) => {
      this.browser_.after(0, () => {
        quietly(() => this.signals_.check());
        quietly(run);
      });
    },
  });
  private readonly deferred_ = new Deferred();
  private readonly acts_ = new Acts(this, this.browser_);
  private readonly pages_ = new Pages(this.browser_, (fact) =>
    this.engine_.take(fact),
  );

  private readonly lifecycle_ = new Lifecycle({
    hidden: (left) => {
      this.look({ fact: 'hidden', ...this.now(), left });
      this.transport_.sendPendingNow();
    },
    tell: (fact) => this.look({ fact, ...this.now() }),
    restored: () => this.pages_.emit('restore'),
  });

  private readonly transport_ = new Transport(
    this.browser_,
    () => this.lifecycle_.isHidden,
    (answer) => this.engine_.take({ fact: 'sent', ...this.now(), ...answer }),
    () => this.signals_.check(),
  );

  private readonly signals_ = new Signals(
    (fact) => this.take({ ...fact, ...(this.landingTime_ ?? this.now()) }),
    this.browser_,
  );
  private readonly timer_ = new Timer(this.browser_, () =>
    this.look({ fact: 'wake', ...this.now() }),
  );
  private coreState_ = new CoreState();
  /** When there is a core, or never will be. */
  private readonly settled_ = new Settled();
  private stops_: Stop[] = [];
  private hasCore_ = false;
  private loading_: Load | undefined;
  /** When, while that is what facts are about. */
  private landingTime_: Moment | undefined;

  constructor(private readonly setup_: Setup) {}

  readonly now = (): Moment => this.browser_.now();

  /** `landing` is the first page view, if it was seen before this script. */
  start(landing: Landing = { ...this.now(), url: pageUrl(), lost: 0 }): void {
    const startFact = this.announce_(landing);
    this.stops_ = [...this.pages_.watch(), ...this.lifecycle_.watch()];
    // A tracker without a core has no visitor to forget, yet.
    const hear = (fact: ForgetFact) => {
      if (this.hasCore_ || fact.withdrawn.length > 0) this.take(fact);
    };
    this.stops_.push(hearTabs(this.now, hear));
    this.acts_.watch(isOn('errors', this.setup_));
    this.load_(startFact);
  }

  /** Takes what the page saw or said, on the page where it happened. */
  take(fact: Fact): void {
    if (isAboutConsent(fact)) this.transport_.consentChanged();
    this.pages_.check(fact);
    this.engine_.take(fact);
  }

  /** Takes it when the page has done what it is doing, or before what comes
   * next: what the core makes of it, requests and all, is nothing to wait for.
   * A page that is left may not live to see that. */
  takeLater(fact: Fact, taken?: () => void): void {
    this.pages_.check(fact);
    this.engine_.takeLater(fact, taken);
    if (this.lifecycle_.isHidden) this.drain();
  }

  readonly drain = (): void => {
    this.loadNow();
    this.engine_.drain();
  };

  get coreState(): CoreState {
    return this.coreState_;
  }

  /** The core's state after all that happened until now. */
  asked(): CoreState {
    this.drain();
    return this.coreState_;
  }

  /** Loads the core within this task, if the browser can do that, because a
   * caller waits for an answer or the page may be left. */
  loadNow(): void {
    this.loading_?.loadNow();
  }

  /** Takes a fact that may send a batch. Reads the consent of now first. */
  look(fact: Fact): void {
    this.loadNow();
    this.signals_.check();
    this.take(fact);
  }

  readonly takePage = (at: Moment): void => this.pages_.emit('call', at);

  flush(at: Moment): Promise<void> {
    this.look({ fact: 'flush', ...at });
    return this.settled_.promise.then(() => {
      quietly(this.drain);
      return this.transport_.idle();
    });
  }

  forget(at: Moment): Forgotten {
    this.loadNow();
    this.coreState_.forgotten = { events: this.engine_.dropHeld(), keys: [] };
    this.take({ fact: 'forget', ...at });
    return this.coreState_.forgotten;
  }

  /** As when the page is left, and for good: what may be sent leaves now, what
   * may be stored is stored, and nothing more is seen or taken. Before there is
   * a core nothing may be, yet. */
  stop(): void {
    this.lifecycle_.hide(true);
    this.engine_.finish();
    this.coreState_ = new CoreState();
  }

  tape(): string {
    this.drain();
    return this.tape_?.text() ?? '';
  }

  private announce_({ lost, ...landing }: Landing): StartFact {
    const at = { wall: landing.wall, mono: +landing.mono || 0 };
    const url = pageOf(landing.url);
    this.engine_.lose(lost);
    const awaits_region = locate(optionOf('region', this.setup_), (region) =>
      this.take({ fact: 'region', ...this.now(), region }),
    );
    const fact = makeStartFact(this.setup_, at, url, awaits_region);
    this.engine_.take(fact);
    this.landingTime_ = at;
    this.pages_.land(url, at);
    return fact;
  }

  private load_(start: StartFact): void {
    this.loading_ = loadWhenShown(this.setup_, this.browser_, {
      onFile: (option, text) => {
        this.engine_.amend(start, { [option]: text });
      },
      onCore: (core, notBefore) => {
        if (this.engine_.isStopped) return;
        this.landingTime_ = notBefore ?? this.landingTime_;
        this.hasCore_ = true;
        quietly(() => this.engine_.begin(core, notBefore));
        if (this.lifecycle_.isHidden) this.engine_.drain();
        this.settled_.keep();
      },
      isHidden: () => this.lifecycle_.isHidden,
      onFailure: (message) => {
        this.report('warn', 'core_unavailable', message);
        this.engine_.stop();
      },
    });
    this.stops_.push(this.loading_.stop);
  }

  private perform_(action: Action, fact: Fact): void {
    switch (action.action) {
      case 'send':
        return this.transport_.send(action);
      case 'abort':
        return this.transport_.abort(action);
      case 'defer':
        return this.deferred_.set(action);
      case 'consent':
      case 'attribution':
      case 'forgot':
        return this.coreState_.handle(action);
      case 'wake':
        return this.timer_.set(action.at);
      case 'listen':
        // What they say at once was so when the page began.
        this.signals_.listen(action.signals);
        return void (this.landingTime_ = undefined);
      case 'viewed':
        this.acts_.handle(action, fact);
        return this.pages_.awaitTitle(action.title, fact);
      case 'watch':
      case 'await':
        return this.acts_.handle(action, fact);
      case 'report':
        return this.report(...wordsOf(action));
      default:
        return perform(action, this.now, (fact) => this.engine_.take(fact));
    }
  }

  /** Leaves the page alone. */
  private leave_(): void {
    for (const stop of this.stops_.splice(0)) quietly(stop);
    this.acts_.stop();
    this.signals_.stop();
    this.timer_.set(null);
    this.settled_.keep();
  }
}
