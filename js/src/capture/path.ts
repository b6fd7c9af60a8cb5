import type { PathElement } from './click-fact.js';
import {
  absoluteHref,
  attributeOf,
  kIgnore,
  kImpression,
  kMask,
  markOf,
  namesOf,
  tagOf,
} from './elements.js';

/** Siblings looked at to number an element; a longer list costs more than
 * the number is worth. */
const kMaxSiblings = 100;

/** Attributes that facts carry: those that say what an element is, and those
 * that sites use to name elements. Never the value of a field. */
const kAttributes =
  /^(id|role|type|name|data-testid|data-test|data-cy|data-qa)$/;

/** composedPath() starts at the element inside open shadow roots, where
 * `target` would be their host (https://github.com/snowplow/snowplow-javascript-tracker/pull/1351).
 * Roots, document and window are no elements. */
export function elementsOf(event: Event): Element[] {
  return event.composedPath().filter((target) => target instanceof Element);
}

/** Never text, and never the value of a field. */
export function describe(element: Element): PathElement {
  const tag = tagOf(element);
  const isLink = tag === 'a' || tag === 'area';
  const described: PathElement = { tag, nth: nthOf(element, tag) };
  // Most have few attributes: those that are there are asked for, once.
  const names = namesOf(element);
  for (const name of names) {
    if (kAttributes.test(name)) {
      described[name as 'id'] = attributeOf(element, name);
    }
  }
  if (isLink) {
    described.href = absoluteHref(element);
    described.download = names.includes('download') || undefined;
  }
  described.handler = hasHandler(element) || undefined;
  if (names.includes('contenteditable')) {
    described.editable = isEditable(element) || undefined;
  }
  if (names.includes(kImpression)) {
    described.impression = attributeOf(element, kImpression);
  }
  described.mark = markOf(element, names);
  described.mask = names.includes(kMask) || undefined;
  described.ignore = names.includes(kIgnore) || undefined;
  return described;
}

/** What may be found to be what was clicked; the core finds it. */
export function isTarget(element: PathElement): boolean {
  const { tag, role, href, handler, pointer, mark } = element;
  const isMeant = role ?? href ?? handler ?? pointer ?? mark;
  return isMeant !== undefined || /^(a|button|input|summary)$/.test(tag);
}

/** The attribute or property `onclick`. React sets it on whatever has its
 * own handler (https://github.com/facebook/react/issues/1169). */
function hasHandler(element: Element): boolean {
  return typeof (element as { onclick?: unknown }).onclick === 'function';
}

function isEditable(element: Element): boolean {
  const value = attributeOf(element, 'contenteditable');
  return value !== undefined && value !== 'false';
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
