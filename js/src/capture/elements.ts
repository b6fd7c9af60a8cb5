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
