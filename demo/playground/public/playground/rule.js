/* The ways in which rules and states are shown. */

import { make, makeButton } from './dom.js';

/** A button that goes to the line of the policy that decided; none where no
 * rule did. */
export function makeRule({ line, rule }, point) {
  if (rule === '') return '';
  const button = makeButton(
    'rule',
    () => point(line),
    make('span', 'line', `line ${line}`),
    ' ',
    make('code', '', rule),
  );
  button.title = `Select line ${line} of the policy`;
  return button;
}

/** A state in words; the sign before it comes from the stylesheet. */
export function makeState(state, words) {
  const chip = make('span', 'state', words);
  chip.dataset.state = state;
  return chip;
}
