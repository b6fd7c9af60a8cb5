/* What of an event reaches a destination, field by field. */

import { make } from './dom.js';
import { makeRule, makeState } from './rule.js';

const statuses = {
  sent: ['granted', 'sent'],
  cookieless: ['granted', 'sent, cookieless'],
  held: ['unknown', 'held'],
  dropped: ['denied', 'dropped'],
};

/** A destination of an explanation; `event` is the event before the gate. */
export function makeDestination(destination, event, point) {
  const { name, status, fields } = destination;
  const head = make(
    'header',
    '',
    make('h3', '', 'To ', make('b', '', name)),
    makeState(...statuses[status]),
    make('span', 'why', destination.why),
    makeRule(destination, point),
  );
  const card = make('section', 'destination', head);
  if (fields) {
    card.append(
      make('p', 'note', summarize(status, fields)),
      makeTable(name, fields, event, point),
    );
  }
  return card;
}

function summarize(status, fields) {
  const sent = fields.filter((field) => field.status !== 'withheld').length;
  const verb = sent === 1 ? 'is' : 'are';
  const share = `${sent} of ${fields.length} fields ${verb}`;
  if (status !== 'held') return `${share} sent.`;
  return `Held: once the unknown purposes are granted, ${share} sent.`;
}

function makeTable(name, fields, event, point) {
  const titles = ['Field', 'What is sent', 'By which rule'];
  const headings = titles.map((title) => {
    const heading = make('th', '', title);
    heading.scope = 'col';
    return heading;
  });
  return make(
    'table',
    '',
    make('caption', 'spoken', `Fields to ${name}`),
    make('thead', '', make('tr', '', ...headings)),
    make('tbody', '', ...fields.map((one) => makeField(one, event, point))),
  );
}

const fieldStates = { sent: 'granted', held: 'unknown', withheld: 'denied' };

function makeField(field, event, point) {
  const { path, status, how, json, cut = [], ...ruled } = field;
  const heading = make('th', '', makeState(fieldStates[status], path));
  heading.scope = 'row';
  const leaves = make('td', 'leaves');
  if (json) leaves.append(make('code', 'value', json));
  leaves.append(make('span', 'how', describe(how, json, path, event)));
  const rule = make(
    'td',
    '',
    make('span', 'why', ruled.why),
    makeRule(ruled, point),
    ...cut.flatMap(({ what, ...by }) => [
      make('span', 'why', ` never ${what}`),
      makeRule(by, point),
    ]),
  );
  return make('tr', status, heading, leaves, rule);
}

/** How, and what it was before if the gate changed it. */
function describe(how, json, path, event) {
  const before = readField(event, path);
  if (before === undefined) return `${how}, added by the gate`;
  if (before === json) return how;
  return `${how}; was ${before}`;
}

function readField(event, path) {
  const dot = path.indexOf('.');
  const value = event?.[path.slice(0, dot)]?.[path.slice(dot + 1)];
  return value === undefined ? undefined : JSON.stringify(value);
}
