import type { Browser } from '../browser.js';
import type { Fact } from '../facts.js';
import type { Moment } from '../moment.js';
import type { ClickFact, PathElement } from './click-fact.js';
import { listen, quietly, type Stop } from '../quiet.js';
import { Answers } from './answers.js';
import { isMarked } from './elements.js';
import type { Observer } from './index.js';
import { describe, elementsOf, isTarget } from './path.js';
import { pressOf, type Press } from './press.js';
import { isUnread, textIn } from './text.js';

/** kMaxPath of sdk/sluice/base/limits.hpp. */
const kMaxPath = 32;

/** A click that is no echo, or a field's input. */
interface Act {
  event: Event;
  /** What was clicked, or given something. */
  element: Element | undefined;
  /** The field that the browser will click on because of it. */
  control?: Element | null | undefined;
  /** It is an input that was reported in place of a click. */
  isTold?: boolean;
}

/** Clicks by mouse, touch and keyboard, and those of the middle button,
 * which browsers report apart (https://w3c.github.io/uievents/#auxclick);
 * Firefox has reported them to window as both. On window, the first stop of
 * an event on its way down. */
export class Clicks {
  /** Whether the policy wants to know what stands on what is clicked. */
  readsText = false;
  /** Whether the core may ask what a page makes of them. */
  wantsAnswers = false;
  private press_: Press | undefined;
  /** Since the last press. */
  private act_: Act | undefined;
  private last_: { fact: Fact; event: Event } | undefined;
  private readonly answers_: Answers;

  constructor(
    private readonly observer_: Observer,
    browser: Browser,
  ) {
    this.answers_ = new Answers(browser);
  }

  watch(): Stop[] {
    // A made-up event may have no button at all.
    const heard = (wanted: number) => (event: PointerEvent) => {
      if ((event.button || 0) === wanted) this.tell_(event, wanted);
    };
    return [
      listen<PointerEvent>(window, 'pointerdown', (event) => {
        const elements = elementsOf(event).slice(0, kMaxPath);
        this.act_ = undefined;
        this.press_ = pressOf(event, elements);
      }),
      listen(window, 'input', (event) => this.tellInput_(event)),
      listen(window, 'click', heard(0)),
      listen(window, 'auxclick', heard(1)),
      () => this.answers_.stop(),
    ];
  }

  /** Reports how the page reacts within `ms` to the click of this fact. It does
   * nothing if another click came since, or if the time passed while the fact
   * waited for the core. */
  await(ms: number, fact: Fact): void {
    if (!this.last_ || this.last_.fact !== fact) return;
    const { event } = this.last_;
    const left = Math.max(0, ms - (this.observer_.now().mono - fact.mono));
    this.answers_.await(left, (answer) => {
      const prevented = event.defaultPrevented;
      const now = this.observer_.now();
      this.observer_.take({ fact: 'settled', ...now, answer, prevented });
    });
  }

  private tell_(event: PointerEvent, button: number): void {
    this.observer_.drain(); // another one
    this.answers_.look();
    const elements = elementsOf(event);
    // Of a slider, and of Firefox' lists, the input comes before the click.
    const { isTold, element } = this.act_ ?? {};
    if (isTold && element && elements.includes(element)) return;
    const fact = this.describe_(event, elements, button);
    fact.echo = this.isEcho_(event, elements) || undefined;
    // Now: the page's own handlers come next.
    if (this.wantsAnswers) quietly(() => this.answers_.watch(elements));
    this.last_ = { fact, event };
    this.observer_.takeLater(fact, () => {
      this.answers_.endUnasked();
      if (this.last_?.fact === fact) this.last_ = undefined;
    });
  }

  /** A list, a slider or a date is changed by keys without a click. What
   * checkboxes and radio buttons are given comes after theirs. */
  private tellInput_(event: Event): void {
    const before = this.act_;
    const [field] = event.composedPath();
    // What scripts give other fields meanwhile is no act of the visitor's.
    if (isUnderWay(before) || !(field instanceof Element)) return;
    // All that a field is given in its turn is one act.
    if (before?.element && field.contains(before.element)) {
      before.event = event;
      return;
    }
    const act: Act = (this.act_ = { event, element: field });
    const fact = this.describe_(event as PointerEvent, elementsOf(event), 0);
    // Fields without a mark belong to forms.ts.
    act.isTold = fact.path.some(({ mark }) => mark);
    if (!act.isTold) return;
    if (!before && this.press_) fact.by = this.press_.pointer;
    this.observer_.takeLater(fact);
  }

  /** Whether the act before brought it about: the browser clicks on a label's
   * field once the label's click is over and nobody prevented it, a script
   * while it lasts. */
  private isEcho_(event: Event, elements: Element[]): boolean {
    const before = this.act_;
    const [element] = elements;
    const isOfLabel =
      element && before?.control === element && !before.event.defaultPrevented;
    if (before && (isOfLabel || isUnderWay(before))) {
      this.act_ = { event: before.event, element };
      return true;
    }
    const control = elements.find(isLabel)?.control;
    this.act_ = { event, element };
    if (control !== element) this.act_.control = control;
    return false;
  }

  private describe_(
    event: PointerEvent,
    elements: Element[],
    button: number,
  ): ClickFact & Moment {
    // Clicks by the keyboard and by scripts are nowhere.
    const press = event.detail > 0 ? this.press_ : undefined;
    const path = pathOf(elements, press);
    const isAny = (mark: 'ignore' | 'mask') =>
      path.some((element) => element[mark]) ||
      isMarked(elements.slice(kMaxPath), mark);
    const fact = { fact: 'click', ...this.observer_.now(), button } as const;
    if (isAny('ignore')) return { ...fact, path: [], ignore: true };
    const mask = isAny('mask') || undefined;
    if (this.readsText && !mask && !isUnread(elements)) {
      const at = path.findIndex(isTarget);
      if (elements[at]) path[at]!.text = textIn(elements[at]);
    }
    const by = wayOf(event, press);
    const place = press && placeOf(event, press);
    return { ...fact, path, mask, by, keys: keysOf(event), ...place };
  }
}

/** Its event is being heard. */
function isUnderWay(act: Act | undefined): boolean {
  return act !== undefined && act.event.eventPhase > 0;
}

function isLabel(element: Element): element is HTMLLabelElement {
  return element instanceof HTMLLabelElement;
}

function pathOf(elements: Element[], press: Press | undefined): PathElement[] {
  return elements.slice(0, kMaxPath).map((element) => {
    const described = describe(element);
    if (press?.pointed === element) described.pointer = true;
    if (isTarget(described)) described.box = press?.boxes.get(element);
    return described;
  });
}

/** Undefined where a script clicked. Firefox and Safari do not say in the
 * click what made it (https://bugzilla.mozilla.org/show_bug.cgi?id=1675847). */
function wayOf(event: PointerEvent, press: Press | undefined) {
  const pointer = event.pointerType || press?.pointer;
  return pointer || (event.isTrusted ? 'keyboard' : undefined);
}

function keysOf(event: MouseEvent): string | undefined {
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  if (!(ctrlKey || shiftKey || altKey || metaKey)) return undefined;
  const held = { ctrl: ctrlKey, shift: shiftKey, alt: altKey, meta: metaKey };
  const names = Object.entries(held).filter(([, isHeld]) => isHeld);
  return names.map(([name]) => name).join('+');
}

function placeOf(event: MouseEvent, press: Press) {
  return {
    x: Math.round(event.clientX),
    y: Math.round(event.clientY),
    page_x: Math.round(event.pageX),
    page_y: Math.round(event.pageY),
    pressed: [press.x, press.y] as [number, number],
    viewport: press.viewport,
    height: press.height,
  };
}
