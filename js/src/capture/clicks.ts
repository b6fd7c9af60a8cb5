import type { Browser } from '../browser.js';
import type { ClickFact, PathElement } from './click-fact.js';
import { listen, type Stop } from '../quiet.js';
import { Answers } from './answers.js';
import { isMarked } from './elements.js';
import type { Observer } from './index.js';
import { describe, elementsOf, isTarget } from './path.js';
import { pressOf, type Press } from './press.js';
import { isUnread, textIn } from './text.js';

/** kMaxPath of sdk/sluice/base/limits.hpp. */
const kMaxPath = 32;

/** Clicks by mouse, touch and keyboard, and those of the middle button,
 * which browsers report apart (https://w3c.github.io/uievents/#auxclick);
 * Firefox has reported them to window as both. On window, the first stop of
 * an event on its way down. */
export class Clicks {
  /** Whether the policy wants to know what stands on what is clicked. */
  readsText = false;
  private press_: Press | undefined;
  /** While it is told. */
  private at_: { event: Event; elements: Element[] } | undefined;
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
        this.press_ = pressOf(event, elements);
      }),
      listen(window, 'click', heard(0)),
      listen(window, 'auxclick', heard(1)),
      () => this.answers_.stop(),
    ];
  }

  /** Tells what comes of the click that was told just now, if anything does
   * within `ms`. One that had to wait for the core is past that. */
  await(ms: number): void {
    if (!this.at_) return;
    const { event, elements } = this.at_;
    this.answers_.await(elements, ms, (answer) => {
      const prevented = event.defaultPrevented;
      const now = this.observer_.now();
      this.observer_.take({ fact: 'settled', ...now, answer, prevented });
    });
  }

  private tell_(event: PointerEvent, button: number): void {
    this.answers_.look();
    const elements = elementsOf(event);
    const fact: ClickFact = { fact: 'click', button, path: [] };
    if (isMarked(elements, 'ignore')) {
      fact.ignore = true;
    } else {
      // Clicks by the keyboard and by scripts are nowhere.
      const press = event.detail > 0 ? this.press_ : undefined;
      fact.mask = isMarked(elements, 'mask') || undefined;
      fact.by = wayOf(event, press);
      fact.keys = keysOf(event);
      fact.path = this.pathOf_(elements, press, fact.mask);
      if (press) Object.assign(fact, placeOf(event, press));
    }
    this.at_ = { event, elements };
    this.observer_.take({ ...this.observer_.now(), ...fact });
    this.at_ = undefined;
  }

  private pathOf_(
    elements: Element[],
    press: Press | undefined,
    isMasked: boolean | undefined,
  ): PathElement[] {
    const path = elements.slice(0, kMaxPath).map((element) => {
      const described = describe(element);
      if (press?.pointed === element) described.pointer = true;
      if (isTarget(described)) described.box = press?.boxes.get(element);
      return described;
    });
    if (this.readsText && !isMasked && !isUnread(elements)) {
      const at = path.findIndex(isTarget);
      if (elements[at]) path[at]!.text = textIn(elements[at]);
    }
    return path;
  }
}

/** Undefined where a script clicked. Firefox and Safari do not say in the
 * click what made it (https://bugzilla.mozilla.org/show_bug.cgi?id=1675847). */
function wayOf(event: PointerEvent, press: Press | undefined) {
  const pointer = event.pointerType || press?.pointer;
  return pointer || (event.isTrusted ? 'keyboard' : undefined);
}

function keysOf(event: MouseEvent): string | undefined {
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  const held = { ctrl: ctrlKey, shift: shiftKey, alt: altKey, meta: metaKey };
  const names = Object.entries(held).filter(([, isHeld]) => isHeld);
  return names.map(([name]) => name).join('+') || undefined;
}

function placeOf(event: MouseEvent, press: Press) {
  return {
    x: Math.round(event.clientX),
    y: Math.round(event.clientY),
    page_x: Math.round(event.pageX),
    page_y: Math.round(event.pageY),
    pressed: [press.x, press.y],
    viewport: press.viewport,
    height: press.height,
  };
}
