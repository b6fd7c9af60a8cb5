/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** A new element. Children that are text stay text: what the collector shows
 * was written by strangers, so no markup is ever parsed. */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
