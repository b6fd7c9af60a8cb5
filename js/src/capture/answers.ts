import { pageUrl } from '../address.js';
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

/** Is called with the first answer, or with undefined if none came. */
type Tell = (answer: string | undefined) => void;

/** Watches whether a page reacts to a click. It begins with the click, because
 * the reaction may be over when the core asks for it. It watches the whole
 * document, which makes each change of the page slower. So it ends with the
 * first answer, or when it is known that the core does not ask. */
export class Answers {
  private listening_: Stop[] = [];
  private observer_: MutationObserver | undefined;
  /** Finds a change that causes no event; while a click is watched. */
  private findQuietChange_: (() => string | undefined) | undefined;
  private answer_: string | undefined;
  private tell_: Tell | undefined;
  private clear_: Stop | undefined;

  constructor(private readonly browser_: Browser) {}

  /** Begins with a click. An earlier click that still waits gets no answer. */
  watch(elements: Element[]): void {
    this.answer_ = undefined;
    this.tell_ = undefined;
    this.findQuietChange_ = watchQuietChanges(elements);
    // Once and for all: to do so for each click costs it more than itself.
    if (!this.listening_[0]) this.listening_ = this.listen_();
    this.observer_ ??= new MutationObserver(() => this.take_('mutation'));
    observeRoots(elements, this.observer_);
  }

  /** Calls `tell` with the first answer to the watched click, or with undefined
   * after `ms`. */
  await(ms: number, tell: Tell): void {
    if (!this.findQuietChange_) return;
    this.tell_ = tell;
    if (this.answer_ !== undefined) return this.end_(this.answer_);
    this.clear_?.();
    this.clear_ = this.browser_.after(ms, () => {
      if (this.tell_ !== tell) return;
      this.end_(isSelected() ? 'selection' : this.findQuietChange_?.());
    });
  }

  /** Stops watching, if nobody has asked for the answer. */
  endUnasked(): void {
    if (!this.tell_) this.end_(undefined);
  }

  /** Looks for a change that causes no event, before the next click replaces
   * this one. */
  look(): void {
    const answer = this.tell_ && this.findQuietChange_?.();
    if (answer !== undefined) this.end_(answer);
  }

  stop(): void {
    this.tell_ = undefined;
    this.end_(undefined);
    for (const stop of this.listening_.splice(0)) stop();
  }

  private listen_(): Stop[] {
    const heard = ({ type }: Event) => {
      if (!this.findQuietChange_) return;
      if (type !== 'selectionchange') this.take_(type);
      else if (isSelected()) this.take_('selection');
    };
    const types = [...kAnswers, 'selectionchange'];
    return types.map((type) => listen(window, type, heard));
  }

  private take_(answer: string): void {
    this.answer_ ??= answer;
    this.observer_?.disconnect();
    if (this.tell_) this.end_(answer);
  }

  private end_(answer: string | undefined): void {
    const tell = this.tell_;
    this.findQuietChange_ = undefined;
    this.tell_ = undefined;
    this.clear_?.();
    this.observer_?.disconnect();
    quietly(() => tell?.(answer));
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
  const href = pageUrl();
  const values = fieldsNear(elements).map((field) => [field, field.value]);
  return () => {
    if (pageUrl() !== href) return 'address';
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
