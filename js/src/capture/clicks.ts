import type { PathElement } from '../facts.js';
import { listen, type Stop } from '../quiet.js';
import {
  absoluteHref,
  attributeOf,
  hasAttribute,
  kImpression,
  tagOf,
} from './elements.js';

/** kMaxPath of sdk/sluice/base/limits.hpp. */
const kMaxPath = 32;

/** Siblings looked at to number an element; a longer list costs more than
 * the number is worth. */
const kMaxSiblings = 100;

export type Clicked = (path: PathElement[], button: number) => void;

/** Clicks by mouse, touch and keyboard, and those of the middle button,
 * which browsers report apart (https://w3c.github.io/uievents/#auxclick);
 * Firefox has reported them to window as both. On window, the first stop of
 * an event on its way down. */
export function watchClicks(clicked: Clicked): Stop[] {
  const heard = (wanted: number) => (event: MouseEvent) => {
    // A made-up event may have no button at all.
    if ((event.button || 0) === wanted) clicked(pathOf(event), wanted);
  };
  return [
    listen(window, 'click', heard(0)),
    listen(window, 'auxclick', heard(1)),
  ];
}

/** composedPath() starts at the element inside open shadow roots, where
 * `target` would be their host. Roots, document and window are no elements. */
function pathOf(event: Event): PathElement[] {
  const path: PathElement[] = [];
  for (const target of event.composedPath()) {
    if (path.length === kMaxPath) break;
    if (target instanceof Element) path.push(describe(target));
  }
  return path;
}

/** Never text, and never the value of a field. */
export function describe(element: Element): PathElement {
  const tag = tagOf(element);
  const isLink = tag === 'a' || tag === 'area';
  return {
    tag,
    nth: nthOf(element, tag),
    id: attributeOf(element, 'id'),
    role: attributeOf(element, 'role'),
    type: attributeOf(element, 'type'),
    href: isLink ? absoluteHref(element) : undefined,
    impression: attributeOf(element, kImpression),
    download: (isLink && hasAttribute(element, 'download')) || undefined,
  };
}

/** Counts from 1 among the siblings of the same tag; undefined if there are
 * too many to count. */
function nthOf(element: Element, tag: string): number | undefined {
  let nth = 1;
  let sibling = element.previousElementSibling;
  for (let seen = 0; sibling; seen++) {
    if (seen === kMaxSiblings) return undefined;
    if (tagOf(sibling) === tag) nth++;
    sibling = sibling.previousElementSibling;
  }
  return nth;
}
