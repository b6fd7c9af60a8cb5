import type { Browser } from '../browser.js';
import { listen, quietly, type Stop } from '../quiet.js';

/** Events by which a page, or the browser for it, answers a click without
 * changing the document: fields, popovers, players, dialogs of the system. */
const kAnswers =
  'scroll focus blur beforetoggle toggle submit reset input change play pause ' +
  'seeking volumechange ratechange fullscreenchange dragstart';

/** Siblings of an element, and of its parent, among which a field may be that
 * it steps up or down. */
const kMaxNear = 12;

/** Waits for what a page makes of a click. Watches the whole document, which
 * every change on it pays for: only while the core has asked for an answer,
 * and until the first one. */
export class Answers {
  private stop_: Stop | undefined;
  private look_: (() => void) | undefined;

  constructor(private readonly browser_: Browser) {}

  /** Tells once what came first, or nothing when `ms` are over. Ends what was
   * waited for before, untold. */
  await(
    elements: Element[],
    ms: number,
    tell: (answer: string | undefined) => void,
  ): void {
    this.stop();
    const findQuietChange = watchQuietChanges(elements);
    const done = (answer = findQuietChange()) => {
      this.stop();
      quietly(() => tell(answer));
    };
    this.look_ = () => {
      const answer = findQuietChange();
      if (answer !== undefined) done(answer);
    };
    const stops = [
      observe(elements, () => done('mutation')),
      ...kAnswers.split(' ').map((type) => {
        return listen(window, type, () => done(type));
      }),
      listen(document, 'selectionchange', () => {
        if (isSelected()) done('selection');
      }),
      this.browser_.after(ms, () => done()),
    ];
    this.stop_ = () => stops.forEach((stop) => stop());
  }

  /** Tells now of an answer that nobody is told of: before another click
   * takes this one's place. */
  look(): void {
    this.look_?.();
  }

  stop(): void {
    this.stop_?.();
    this.stop_ = undefined;
    this.look_ = undefined;
  }
}

/** Changes in the document, and in the shadow trees that the elements are
 * in, which it does not tell of. */
function observe(elements: Element[], changed: () => void): Stop {
  const observer = new MutationObserver(changed);
  const all = { subtree: true, childList: true, characterData: true };
  const roots = new Set(elements.map((element) => element.getRootNode()));
  for (const root of roots.add(document)) {
    observer.observe(root, { ...all, attributes: true });
  }
  return () => observer.disconnect();
}

/** What changes without anybody being told, or before the click: the address,
 * what is selected, and a field's value when a script sets it, as that of a
 * stepper. The value is compared, and goes nowhere. */
function watchQuietChanges(elements: Element[]): () => string | undefined {
  const { href } = location;
  const values = fieldsNear(elements).map((field) => [field, field.value]);
  return () => {
    if (location.href !== href) return 'address';
    if (isSelected()) return 'selection';
    const isOther = values.some(([field, value]) => {
      return (field as HTMLInputElement).value !== value;
    });
    return isOther ? 'value' : undefined;
  };
}

function isSelected(): boolean {
  return getSelection()?.isCollapsed === false;
}

function fieldsNear(elements: Element[]): HTMLInputElement[] {
  const near = elements.slice(1, 4).flatMap((element) => {
    return Array.from({ length: kMaxNear }, (_, i) => element.children[i]);
  });
  return near.filter((element) => element instanceof HTMLInputElement);
}
