import type { PathElement } from './click-fact.js';
import { describe } from './path.js';

/** kSelectorDepth of sdk/sluice/capture/selector.cpp. */
const kDepth = 5;

/** An element and those around it, through shadow roots, as far as its
 * selector goes. */
export function pathFrom(element: Element): PathElement[] {
  const path: PathElement[] = [];
  let at: Element | undefined = element;
  while (at && path.length < kDepth) {
    path.push(describe(at));
    at = around(at);
  }
  return path;
}

/** Asked of the prototype: a field of a form may have the name `parentNode`. */
function around(element: Element): Element | undefined {
  const parent = Reflect.get(Node.prototype, 'parentNode', element) as unknown;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : undefined;
}
