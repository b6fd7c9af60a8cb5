import type { Browser } from '../browser.js';
import type { Stop } from '../quiet.js';
import { attributeOf, kImpression } from './elements.js';
import { Keys } from './keys.js';
import { pathFrom } from './path-from.js';
import type { Tell } from './tell.js';

/** From a change of the page to the next look for marked elements: a page that
 * never rests costs two looks a second. */
const kLookMs = 500;

/** Small shares, because an element may be much larger than the viewport. Such
 * an element is in view when it fills that share of the viewport. */
const kShares = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5];

/** Tells when marked elements come into view and leave it. */
export class Impressions {
  private readonly keys_ = new Keys();
  private inView_ = new WeakMap<Element, boolean>();
  private clear_: Stop | undefined;
  private readonly sight_: IntersectionObserver;
  private readonly changes_ = new MutationObserver(() => {
    // One call for all that changes until the next look.
    this.changes_.disconnect();
    this.clear_ = this.browser_.after(kLookMs, () => this.await_());
  });

  /** `share_` percent of an element in view are enough. */
  constructor(
    private readonly tell_: Tell,
    private readonly browser_: Browser,
    private readonly share_: number,
  ) {
    const threshold = [...kShares, share_ / 100];
    this.sight_ = new IntersectionObserver(
      (entries) => entries.forEach((entry) => this.see_(entry)),
      { threshold },
    );
  }

  watch(): Stop[] {
    this.await_();
    return [() => this.stop_()];
  }

  /** An observer tells what is in view of all that it begins to observe. */
  restart(): void {
    this.sight_.disconnect();
    this.inView_ = new WeakMap();
    this.look_();
  }

  private await_(): void {
    this.look_();
    this.changes_.observe(document, { childList: true, subtree: true });
  }

  private look_(): void {
    for (const element of document.querySelectorAll(`[${kImpression}]`)) {
      if (this.inView_.has(element)) continue;
      this.inView_.set(element, false);
      this.sight_.observe(element);
    }
  }

  private see_(entry: IntersectionObserverEntry): void {
    const { target } = entry;
    const share = Math.floor(100 * shareOf(entry));
    const isInView = share >= this.share_ && entry.isIntersecting;
    if (isInView === this.inView_.get(target)) return;
    this.inView_.set(target, isInView);
    this.tell_({
      fact: 'shown',
      element: this.keys_.of(target),
      share: isInView ? share : 0,
      id: attributeOf(target, kImpression),
      path: isInView ? pathFrom(target) : [],
    });
  }

  private stop_(): void {
    this.clear_?.();
    this.sight_.disconnect();
    this.changes_.disconnect();
  }
}

/** Of the element in view, or of the viewport filled by it. In a frame of
 * another origin the browser does not say how large that is. */
function shareOf(entry: IntersectionObserverEntry): number {
  const { intersectionRatio, intersectionRect, rootBounds } = entry;
  if (!rootBounds) return intersectionRatio;
  const filled = areaOf(intersectionRect) / areaOf(rootBounds);
  return Math.max(intersectionRatio, filled || 0);
}

function areaOf({ width, height }: DOMRectReadOnly): number {
  return width * height;
}
