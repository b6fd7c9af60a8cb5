/** What is never read: what visitors typed or chose, what the site masked,
 * and what is no text. */
const kUnread =
  'input,textarea,select,option,datalist,script,style,template,noscript,' +
  'iframe,object,[contenteditable]:not([contenteditable="false" i]),' +
  '[data-sluice-mask],[data-sluice-ignore]';

/** kMaxClickTextBytes of sdk/sluice/base/limits.hpp, at one byte a unit. */
const kMaxUnits = 120;

/** Nodes looked at; what says more than a button does is no button. */
const kMaxNodes = 200;

/** Whether one of the elements is, or stands in, what is never read. */
export function isUnread(elements: Element[]): boolean {
  return elements.some(matchesUnread);
}

/** The text in an element, spaces joined; undefined if it has none. Read
 * node by node: `innerText` would have the page laid out. */
export function textIn(element: Element): string | undefined {
  const walker = Document.prototype.createTreeWalker.call(
    document,
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) =>
      node instanceof Element && matchesUnread(node)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  let text = '';
  for (let seen = 0; seen < kMaxNodes && text.length < kMaxUnits; seen++) {
    const node = walker.nextNode();
    if (!node) break;
    // Between elements words end, as far as one can tell without layout.
    const piece = node instanceof Text ? node.data.slice(0, 4096) : ' ';
    text = `${text}${piece}`.replace(/\s+/g, ' ').trimStart();
  }
  return text.trimEnd().slice(0, kMaxUnits) || undefined;
}

function matchesUnread(element: Element): boolean {
  return Element.prototype.matches.call(element, kUnread);
}
