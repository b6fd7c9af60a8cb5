/* What `check` says of the policy. */

import { byId, make, makeButton } from './dom.js';

const words = { error: 'error', warn: 'warning' };

/** Shows the answer to the ask `check`; `point` goes to a line and column of
 * the policy. */
export function showRemarks(answer, point) {
  byId('verdict').textContent = answer.error ?? summarize(answer);
  byId('verdict').dataset.state = stateOf(answer);
  const remarks = answer.remarks ?? [];
  byId('remarks').replaceChildren(
    ...remarks.map((remark) => make('li', '', makeRemark(remark, point))),
  );
}

function makeRemark({ line, column, severity, code, message }, point) {
  return makeButton(
    severity,
    () => point(line, column),
    make('span', 'place', `${line}:${column}`),
    make('b', '', words[severity]),
    make('span', 'message', message, ' ', make('i', '', code)),
  );
}

function summarize(answer) {
  const { errors, warnings, regimes, eventRules, fieldRules } = answer;
  const counts = [
    count(regimes, 'regime'),
    count(eventRules, 'event rule'),
    count(fieldRules, 'field rule'),
  ].join(', ');
  const dated = answer.regionsAsOf
    ? `; US-UOOM as of ${answer.regionsAsOf}`
    : '';
  if (errors + warnings === 0) return `No remarks: ${counts}${dated}`;
  const found = [
    errors && count(errors, 'error'),
    warnings && count(warnings, 'warning'),
  ].filter(Boolean);
  return `${found.join(', ')}: ${counts}${dated}`;
}

function stateOf({ errors, warnings, error }) {
  if (error || errors > 0) return 'error';
  return warnings > 0 ? 'warn' : 'good';
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
