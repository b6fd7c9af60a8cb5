import { listen, listenAgain, quietly, type Stop } from './quiet.js';

export interface LifecycleEvents {
  /** Put aside; or `left` for another page, as far as can be known. */
  hidden(left?: true): void;
  /** It is shown again; or the browser believes that there is a network, or
   * that there is none. */
  tell(fact: 'visible' | 'online' | 'offline'): void;
  /** The page came back out of the back/forward cache. */
  restored(): void;
}

/** Tells when the page is left and returned to. Both `visibilitychange` and
 * `pagehide`, because Safari leaves out the first when a link is followed;
 * never `unload` or `beforeunload`, which are not fired on phones and keep
 * the page out of the back/forward cache (https://web.dev/articles/bfcache).
 * `document.visibilityState` alone does not say it: it may still be `visible`
 * in `pagehide` (https://chromestatus.com/feature/5279330336768000). */
export class Lifecycle {
  /** As in a tab that was opened behind this one. */
  isHidden = document.visibilityState === 'hidden';

  constructor(private readonly events_: LifecycleEvents) {}

  watch(): Stop[] {
    // Where it is not known it is said to be there.
    if (navigator.onLine === false) this.events_.tell('offline');
    return [
      watchOpening(),
      listen(document, 'visibilitychange', () => {
        if (document.visibilityState === 'hidden') this.hide();
        else this.show_();
      }),
      listen(window, 'pagehide', () => this.hide(true)),
      listen<PageTransitionEvent>(window, 'pageshow', ({ persisted }) => {
        // The first one of a page is no news.
        if (!persisted) return;
        this.show_();
        this.events_.restored();
      }),
      listen(window, 'online', () => this.events_.tell('online')),
      listen(window, 'offline', () => this.events_.tell('offline')),
    ];
  }

  /** Each time it is said, not only the first: what was tracked since the
   * last time has to leave too. */
  hide(left?: true): void {
    this.isHidden = true;
    this.events_.hidden(left);
  }

  private show_(): void {
    this.isHidden = false;
    this.events_.tell('visible');
  }
}

/** Has all that listens go on where a script opens the document anew, and
 * writes another page into it: what tells of that is that the root element has
 * gone. */
function watchOpening(): Stop {
  const root = quietly(() => new MutationObserver(listenAgain));
  root?.observe(document, { childList: true });
  return () => root?.disconnect();
}

/** Runs at once, or when a page is shown that was prerendered, or loaded in a
 * tab behind another; that may never be. `wasHidden`: not at once. Returns what ends the wait.
 * https://wicg.github.io/nav-speculation/prerendering.html */
export function whenShown(run: (wasHidden: boolean) => void): Stop {
  if (isShown()) {
    run(false);
    return () => {};
  }
  const stop = () => looks.forEach((end) => end());
  const looks = ['prerenderingchange', 'visibilitychange'].map((type) =>
    listen(document, type, () => {
      if (!isShown()) return;
      stop();
      run(true);
    }),
  );
  return stop;
}

export function isPrerendering(): boolean {
  const { prerendering } = document as { prerendering?: unknown };
  return prerendering === true;
}

function isShown(): boolean {
  return !isPrerendering() && document.visibilityState !== 'hidden';
}
