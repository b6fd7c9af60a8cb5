/** Reading elements that the page made hard to read.
 *
 * Form fields take the place of their form's own properties by name, so that
 * `form.id` may be an input and `form.getAttribute` not a function
 * (https://html.spec.whatwg.org/#dom-form-nameditem). */

/** An address longer than this is data, not an address. */
const kMaxHrefUnits = 8192;

/** In lower case, as in HTML; SVG's are as written. */
export function tagOf(element: Element): string {
  const tag: unknown = element.localName;
  return typeof tag === 'string' ? tag : 'form';
}

export function attributeOf(
  element: Element,
  name: string,
): string | undefined {
  return Element.prototype.getAttribute.call(element, name) ?? undefined;
}

/** Of all attributes. */
export function namesOf(element: Element): string[] {
  return Element.prototype.getAttributeNames.call(element);
}

export function hasAttribute(element: Element, name: string): boolean {
  return attributeOf(element, name) !== undefined;
}

/** Where a link leads. The property `href` of a link inside SVG is an object
 * (https://github.com/plausible/analytics/pull/5538), and that of an address
 * that is none what is written there, without a scheme. */
export function absoluteHref(element: Element): string | undefined {
  const { href: given, protocol } = element as Partial<HTMLAnchorElement>;
  if (typeof given === 'string' && given && protocol !== ':') {
    return given.slice(0, kMaxHrefUnits);
  }
  const href =
    attributeOf(element, 'href') ?? attributeOf(element, 'xlink:href');
  if (href === undefined) return undefined;
  try {
    return new URL(href.slice(0, kMaxHrefUnits), element.baseURI).href;
  } catch {
    return undefined;
  }
}

/** What the site marked an element with: the attributes `data-sluice-*`, as
 * they are written. */
export interface Mark {
  event?: string;
  goal?: string;
  value?: string;
  currency?: string;
  /** Of `data-sluice-prop-NAME`. */
  properties?: Record<string, string>;
}

const kMark = 'data-sluice-';
/** Marks an element whose impressions count. */
export const kImpression = `${kMark}impression`;
/** Marks an element that is not captured at all, and one whose text is not
 * captured. */
export const kIgnore = `${kMark}ignore`;
export const kMask = `${kMark}mask`;
const kProperty = `${kMark}prop-`;
const kMarkMember = /^data-sluice-(event|goal|value|currency)$/;

/** The mark that the element itself carries, if any, in attributes of these
 * `names`. */
export function markOf(element: Element, names: string[]): Mark | undefined {
  let mark: Mark | undefined;
  for (const name of names) {
    if (!name.startsWith(kMark)) continue;
    mark ??= {};
    const value = attributeOf(element, name) ?? '';
    if (name.startsWith(kProperty)) {
      mark.properties ??= {};
      mark.properties[name.slice(kProperty.length)] = value;
    } else if (kMarkMember.test(name)) {
      mark[name.slice(kMark.length) as 'event'] = value;
    }
  }
  return mark;
}

/** Whether one of the elements carries that mark. */
export function isMarked(
  elements: Iterable<EventTarget>,
  what: 'ignore' | 'mask',
): boolean {
  const name = what === 'mask' ? kMask : kIgnore;
  for (const element of elements) {
    if (element instanceof Element && hasAttribute(element, name)) return true;
  }
  return false;
}
