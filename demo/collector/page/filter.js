import { byId, make } from './dom.js';

/** The filter by text and by event name. `onChange` is called when the reader
 * changes it. */
export function createFilter(onChange) {
  const text = byId('text');
  const name = byId('name');
  text.addEventListener('input', onChange);
  name.addEventListener('change', onChange);
  return {
    matches(line) {
      return (
        line.text.includes(text.value.trim().toLowerCase()) &&
        (name.value === '' || name.value === line.name)
      );
    },
    /** Adds the names of these events to the choice, in alphabetical order. */
    offer(items) {
      for (const { event } of items) offerName(name, event.event.name);
    },
  };
}

function offerName(select, name) {
  const [, ...options] = select.options;
  if (options.some((option) => option.value === name)) return;
  const option = make('option', '', name);
  option.value = name;
  const next = options.find((other) => other.value > name);
  select.insertBefore(option, next ?? null);
}
