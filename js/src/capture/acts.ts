import type { AwaitAction, ViewedAction, WatchAction } from '../actions.js';
import type { Browser } from '../browser.js';
import type { Fact } from '../facts.js';
import type { Moment } from '../moment.js';
import { quietly, type Stop } from '../quiet.js';
import { Clicks } from './clicks.js';
import { watchErrors } from './errors.js';
import { watchFocus } from './focus.js';
import { watchForms } from './forms.js';
import type { Observer } from './index.js';
import { Impressions } from './impressions.js';
import { watchMedia } from './media.js';
import { watchScroll } from './scroll.js';
import type { Tell } from './tell.js';
import { watchYouTube } from './youtube.js';

/** Errors that wait for the core. */
const kMaxEarlyErrors = 20;

/** Watches what a visitor does on a page: clicks, and the other acts that the
 * core names in `watch`. An act that it does not name gets no listener. */
export class Acts {
  private stops_: Stop[] = [];
  private impressions_: Impressions | undefined;
  private stopErrors_: Stop[] | undefined;

  readonly clicks: Clicks;

  constructor(
    private readonly observer_: Observer,
    private readonly browser_: Browser,
  ) {
    this.clicks = new Clicks(observer_, browser_);
  }

  /** Clicks, and errors if the site asks for them, because the first ones of a
   * page come before the core; all else once the core wants to know of it. */
  watch(errorsAreOn: boolean): void {
    this.add_(() => this.clicks.watch());
    if (!errorsAreOn) return;
    let errors = 0;
    this.stopErrors_ = quietly(() =>
      watchErrors((act) => {
        if (errors++ < kMaxEarlyErrors) this.tell_(act);
      }),
    );
    this.stops_.push(() => this.endEarly_());
  }

  /** `fact` is what brought the action about. */
  handle(action: WatchAction | ViewedAction | AwaitAction, fact: Fact): void {
    if (action.action === 'watch') this.watch_(action, fact);
    else if (action.action === 'await') this.clicks.await(action.within, fact);
    // What is in view is seen again.
    else this.impressions_?.restart();
  }

  stop(): void {
    for (const stop of this.stops_.splice(0)) quietly(stop);
  }

  private endEarly_(): void {
    for (const stop of this.stopErrors_?.splice(0) ?? []) quietly(stop);
  }

  private tell_(act: Parameters<Tell>[0], at = this.observer_.now()): void {
    const { wall, mono } = at;
    this.observer_.take({ ...act, wall, mono });
  }

  /** What the watchers say at once was so at the `start`. */
  private watch_(wish: WatchAction, start: Fact): void {
    this.endEarly_();
    this.clicks.readsText = wish.text === true;
    this.clicks.wantsAnswers = wish.answers === true;
    const browser = this.browser_;
    let at: Moment | undefined = start;
    const tell: Tell = (act) => this.tell_(act, at);
    if (wish.forms) this.add_(() => watchForms(tell));
    if (wish.scroll) this.add_(() => watchScroll(tell, browser));
    if (wish.engagement) this.add_(() => watchFocus(tell, browser));
    if (wish.video) this.add_(() => watchMedia(tell));
    if (wish.video) this.add_(() => watchYouTube(tell));
    if (wish.errors) this.add_(() => watchErrors(tell));
    const share = wish.impressions;
    if (share !== undefined) {
      this.add_(() => {
        this.impressions_ = new Impressions(tell, browser, share);
        return this.impressions_.watch();
      });
    }
    at = undefined;
  }

  /** A browser that cannot watch one kind of act may know the others. */
  private add_(watch: () => Stop[]): void {
    this.stops_.push(...(quietly(watch) ?? []));
  }
}
