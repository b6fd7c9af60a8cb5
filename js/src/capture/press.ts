/** The part of a click that depends on the page's layout. It is read when the
 * button or finger goes down, because the browser has just laid out the page to
 * find the element there. In the click itself the page's handlers may have
 * changed the page, and a new layout takes tens of milliseconds on a large
 * page. */
export interface Press {
  /** `mouse`, `touch` or `pen`. */
  readonly pointer: string;
  readonly x: number;
  readonly y: number;
  readonly viewport: [number, number];
  /** Of the document. */
  readonly height: number;
  readonly boxes: WeakMap<EventTarget, Box>;
  readonly pointed: Element | undefined;
}

/** Left, top, width and height in the viewport. */
export type Box = [number, number, number, number];

export function pressOf(event: PointerEvent, elements: Element[]): Press {
  const { innerWidth, innerHeight } = window;
  const root = document.scrollingElement ?? document.documentElement;
  const boxes = new WeakMap<EventTarget, Box>();
  for (const element of elements) boxes.set(element, boxOf(element));
  return {
    pointer: event.pointerType,
    x: Math.round(event.clientX),
    y: Math.round(event.clientY),
    viewport: [innerWidth, innerHeight],
    height: root.scrollHeight,
    boxes,
    pointed: pointedAmong(elements),
  };
}

function boxOf(element: Element): Box {
  const box = Element.prototype.getBoundingClientRect.call(element);
  return [
    Math.round(box.left),
    Math.round(box.top),
    Math.round(box.width),
    Math.round(box.height),
  ];
}

/** The outermost of the elements over which the site shows a hand: handlers
 * that frameworks add can't be seen, that can. It is inherited, so that one
 * look tells that there is none. */
function pointedAmong(elements: Element[]): Element | undefined {
  let pointed: Element | undefined;
  for (const element of elements) {
    if (getComputedStyle(element).cursor !== 'pointer') break;
    pointed = element;
  }
  return pointed;
}
