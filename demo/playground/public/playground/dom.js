/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** A new element. Children that are text stay text: a policy may come from a
 * link that a stranger wrote, so no markup is ever parsed. */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** A button that does one thing. */
export function makeButton(className, onClick, ...children) {
  const button = make('button', className, ...children);
  button.type = 'button';
  button.addEventListener('click', onClick);
  return button;
}

/** Fills a select with `[{name, title}]`, below an option that stands for what
 * is none of them. */
export function fillSelect(select, choices, none) {
  const options = choices.map(({ name, title }) => new Option(title, name));
  select.replaceChildren(new Option(none, ''), ...options);
}
