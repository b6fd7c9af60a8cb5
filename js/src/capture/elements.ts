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

export function hasAttribute(element: Element, name: string): boolean {
  return attributeOf(element, name) !== undefined;
}

/** Where a link leads. Read from the attribute, since the property `href` of
 * a link inside SVG is an object (https://github.com/plausible/analytics/pull/5538). */
export function absoluteHref(element: Element): string | undefined {
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
/** The mark of what is seen. */
export const kImpression = `${kMark}impression`;
const kProperty = `${kMark}prop-`;
const kMarkMember = /^data-sluice-(event|goal|value|currency)$/;

/** The mark that the element itself carries, if any. */
export function markOf(element: Element): Mark | undefined {
  let mark: Mark | undefined;
  for (const name of Element.prototype.getAttributeNames.call(element)) {
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

/** Whether the site said of one of the elements that it is to be left alone
 * (`ignore`), or that nothing is to be told of what it says (`mask`). */
export function isMarked(
  elements: Iterable<EventTarget>,
  what: 'ignore' | 'mask',
): boolean {
  for (const element of elements) {
    const name = kMark + what;
    if (element instanceof Element && hasAttribute(element, name)) return true;
  }
  return false;
}
