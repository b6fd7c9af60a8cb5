import { pageUrl } from '../address.js';
import type { Browser } from '../browser.js';
import type { Fact, PageCause } from '../facts.js';
import { isPrerendering } from '../lifecycle.js';
import type { Moment } from '../moment.js';
import { listen, quietly, wrap, type Stop } from '../quiet.js';

interface NavigationWindow {
  Navigation?: new () => EventTarget;
  navigation?: unknown;
}

/** By the type of a navigation. A reload changes no address. */
const kCauses: Record<string, PageCause> = {
  push: 'push',
  replace: 'replace',
  traverse: 'pop',
};

/** So long a page's title is awaited at most, while the core has not said how
 * long. */
const kMaxTitleMs = 3000;

type Emit = (fact: Fact) => void;

/** Watches the address. Routers change it several times for one step
 * (replaceState, then pushState: https://github.com/vuejs/router/issues/1416),
 * so it is compared once at the end of the task, or earlier where another
 * fact is about to be taken and has to find the right page. */
export class Pages {
  private href_ = pageUrl();
  private title_ = pageTitle();
  private titleWatch_: MutationObserver | undefined;
  private clear_: Stop | undefined;
  private last_: Fact | undefined;
  private forgo_: Stop | undefined;
  private cause_: PageCause | undefined;
  private isDue_ = false;

  constructor(
    private readonly browser_: Browser,
    private readonly emit_: Emit,
  ) {}

  watch(): Stop[] {
    return [
      ...this.watchHistory_(),
      listen(window, 'popstate', () => this.note_('pop')),
      listen(window, 'hashchange', () => this.note_('hash')),
      () => this.titleWatch_?.disconnect(),
      () => this.clear_?.(),
      () => this.forgo_?.(),
    ];
  }

  /** Emits a page fact if the address is another than at the last one, or else
   * the title if that is. */
  check(at: Moment = this.browser_.now()): void {
    const href = pageUrl();
    if (href !== this.href_) {
      const cause = isOtherFragment(href, this.href_) ? 'hash' : 'push';
      return this.emit(this.cause_ ?? cause, at);
    }
    const title = pageTitle();
    if (title === this.title_) return;
    this.title_ = title;
    const { wall, mono } = at;
    this.emit_({ fact: 'title', wall, mono, title });
  }

  /** How long the title of a page is awaited: so long, or not at all. The fact
   * of the page may have waited for the core, and the visitor be on another
   * page since. */
  awaitTitle(ms: number | undefined, page: Fact): void {
    if (page !== this.last_) return;
    this.clear_?.();
    this.endTitle_(ms ?? 0);
  }

  private endTitle_(afterMs: number): void {
    const end = () => this.titleWatch_?.disconnect();
    if (afterMs) this.clear_ = this.browser_.after(afterMs, end);
    else end();
  }

  /** Emits the title as soon as it changes. */
  private watchTitle_(): void {
    this.clear_?.();
    this.endTitle_(kMaxTitleMs);
    const watch = (this.titleWatch_ ??= new MutationObserver(() => {
      observeTitle(watch);
      quietly(() => this.check());
    }));
    observeTitle(watch);
  }

  /** Emits the page fact of the landing. A router that has left it since then
   * most often put the address right. */
  land(url: string, at: Moment): void {
    this.emit('load', at, url);
    if (pageUrl() !== url) this.note_('replace');
  }

  /** Emits a page fact, whatever the address. */
  emit(
    cause: PageCause,
    at: Moment = this.browser_.now(),
    url = pageUrl(),
  ): void {
    this.href_ = url;
    this.title_ = pageTitle();
    this.cause_ = undefined;
    // The core may come later, and says how long.
    quietly(() => this.watchTitle_());
    const fact = (this.last_ = {
      fact: 'page',
      wall: at.wall,
      mono: at.mono,
      url,
      referrer: textOf(document.referrer),
      title: this.title_,
      cause,
      prerendered: isPrerendering() || undefined,
    } as const);
    this.emit_(fact);
  }

  /** Where there is a Navigation API it tells of every change, those of
   * `navigation.navigate()` too, and `history` stays as it is. Elsewhere an
   * element with that id may stand in `window.navigation`.
   * https://html.spec.whatwg.org/#event-currententrychange */
  private watchHistory_(): Stop[] {
    const { Navigation, navigation } = window as NavigationWindow;
    if (typeof Navigation === 'function' && navigation instanceof Navigation) {
      type Change = Event & { navigationType?: unknown };
      return [
        listen<Change>(navigation, 'currententrychange', (change) => {
          const cause = kCauses[String(change.navigationType)];
          if (cause) this.note_(cause);
        }),
      ];
    }
    return [
      wrap(history, 'pushState', () => this.note_('push')),
      wrap(history, 'replaceState', () => this.note_('replace')),
    ];
  }

  private note_(cause: PageCause): void {
    const isHash = isOtherFragment(pageUrl(), this.href_);
    // A step between fragments is a popstate first, then a hashchange.
    this.cause_ = cause === 'pop' && isHash ? 'hash' : cause;
    if (this.isDue_) return;
    this.isDue_ = true;
    this.forgo_ = this.browser_.after(0, () => {
      this.isDue_ = false;
      quietly(() => this.check());
    });
  }
}

function isOtherFragment(a: string, b: string): boolean {
  return a !== b && withoutFragment(a) === withoutFragment(b);
}

function withoutFragment(href: string): string {
  return href.split('#', 1)[0] ?? '';
}

/** Head and document may be replaced, too. */
function observeTitle(watch: MutationObserver): void {
  const { head, documentElement } = document;
  for (const node of [document, documentElement, head]) {
    const all = { childList: true, characterData: true };
    quietly(() => watch.observe(node, { ...all, subtree: node === head }));
  }
}

function pageTitle(): string | undefined {
  return textOf(document.title);
}

/** A form named `title` takes the place of `document.title`.
 * https://html.spec.whatwg.org/#dom-document-nameditem */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
