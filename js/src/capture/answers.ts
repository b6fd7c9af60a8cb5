import type { Browser } from '../browser.js';
import { listen, quietly, type Stop } from '../quiet.js';

/** Events by which a page, or the browser for it, answers a click without
 * changing the document: fields, popovers, players, dialogs of the system. */
const kAnswers = (
  'scroll focus blur beforetoggle toggle submit invalid reset input change ' +
  'play pause seeking volumechange ratechange fullscreenchange dragstart'
).split(' ');

/** Siblings of an element, and of its parent, among which a field may be that
 * it steps up or down. */
const kMaxNear = 12;

/** Who asked for an answer: `tell` is told once what came first, or nothing. */
interface Asked {
  /** Of the page, that nobody is told of. */
  findQuietChange: () => string | undefined;
  tell: (answer: string | undefined) => void;
}

/** Waits for what a page makes of a click. Watches the whole document, which
 * every change on it pays for: only while the core has asked for an answer,
 * and until the first one. */
export class Answers {
  private asked_: Asked | undefined;
  private stop_: Stop | undefined;
  private clear_: Stop | undefined;
  private observer_: MutationObserver | undefined;

  constructor(private readonly browser_: Browser) {}

  /** Tells of the first answer to come, or of none when `ms` are over. What
   * was waited for before remains untold. */
  await(elements: Element[], ms: number, tell: Asked['tell']): void {
    this.asked_ = { findQuietChange: watchQuietChanges(elements), tell };
    this.clear_?.();
    this.clear_ = this.browser_.after(ms, () => {
      this.answer_(isSelected() ? 'selection' : this.findQuietChange_());
    });
    this.stop_ ??= this.watch_();
    this.observer_ ??= new MutationObserver(() => this.answer_('mutation'));
    observeRoots(elements, this.observer_);
  }

  /** Tells now of an answer that nobody is told of: before another click
   * takes this one's place. */
  look(): void {
    const answer = this.findQuietChange_();
    if (answer !== undefined) this.answer_(answer);
  }

  stop(): void {
    this.asked_ = undefined;
    this.clear_?.();
    this.stop_?.();
    this.stop_ = undefined;
    this.observer_?.disconnect();
  }

  private watch_(): Stop {
    const heard = ({ type }: Event) => {
      if (type !== 'selectionchange') this.answer_(type);
      else if (isSelected()) this.answer_('selection');
    };
    const types = [...kAnswers, 'selectionchange'];
    const stops = types.map((type) => listen(window, type, heard));
    return () => stops.forEach((stop) => stop());
  }

  private findQuietChange_(): string | undefined {
    return this.asked_?.findQuietChange();
  }

  private answer_(answer: string | undefined): void {
    const asked = this.asked_;
    this.stop();
    quietly(() => asked?.tell(answer));
  }
}

/** The document, and the shadow trees that the elements are in, of which it
 * does not tell. */
function observeRoots(elements: Element[], observer: MutationObserver): void {
  const changes = { childList: true, characterData: true, attributes: true };
  const roots = new Set<Node>([document]);
  // Right under a root there is no parent element.
  for (const element of elements) {
    if (element.parentElement === null) roots.add(element.getRootNode());
  }
  for (const root of roots) {
    observer.observe(root, { subtree: true, ...changes });
  }
}

/** What changes without anybody being told: the address, and a field's value
 * when a script sets it, as that of a stepper. The value is compared, and
 * goes nowhere. */
function watchQuietChanges(elements: Element[]): () => string | undefined {
  const { href } = location;
  const values = fieldsNear(elements).map((field) => [field, field.value]);
  return () => {
    if (location.href !== href) return 'address';
    const isOther = values.some(([field, value]) => {
      return (field as HTMLInputElement).value !== value;
    });
    return isOther ? 'value' : undefined;
  };
}

/** Never to be asked in a click: Chromium lays the page out to answer. */
function isSelected(): boolean {
  return getSelection()?.isCollapsed === false;
}

function fieldsNear(elements: Element[]): HTMLInputElement[] {
  const fields: HTMLInputElement[] = [];
  for (const { firstElementChild } of elements.slice(1, 4)) {
    let child = firstElementChild;
    for (let seen = 0; child && seen < kMaxNear; seen++) {
      if (child instanceof HTMLInputElement) fields.push(child);
      child = child.nextElementSibling;
    }
  }
  return fields;
}
