/* The answer to the ask `explain` (sdk/sluice/inspect/asks.hpp), laid out. */

import { makeDestination } from './destinations.js';
import { byId, make } from './dom.js';
import { makeRule, makeState } from './rule.js';

const rulings = {
  send: 'is sent',
  cookieless: 'is sent as if every purpose were denied',
  hold: 'is held',
  drop: 'is dropped',
};

/** Shows what was decided of an event; `event` is that event before the gate,
 * and `point` goes to a line of the policy. */
export function showDecision(answer, event, point) {
  const { action } = answer;
  byId('headline').dataset.ruling = action.ruling;
  byId('headline').replaceChildren(
    make('b', '', action.ruling),
    make('span', '', ` ${answer.event} ${rulings[action.ruling]}`),
  );
  byId('decision').replaceChildren(
    makeAction(answer, point),
    makeList('Purposes', answer.purposes, makePurpose, point),
    makeList('Storage on the device', answer.storage, makeRecord, point),
    ...answer.destinations.map((one) => makeDestination(one, event, point)),
    ...makeEmptyNotes(answer),
  );
}

function makeAction({ action, regime, policy, unheard, unmatched }, point) {
  const rows = [
    ['Why', action.why, makeRule(action, point)],
    ['Regime', nameRegime(regime), makeRule(regime, point)],
    ['Policy', `${policy.id}, revision ${policy.revision || 'not given'}`],
  ];
  if (action.hold) rows.splice(1, 0, ['Until', describeHold(action.hold)]);
  if (unheard.length > 0) {
    const names = [...new Set(unheard)].join(', ');
    rows.push(['Unheard', `the policy does not read ${names}`]);
  }
  for (const place of unmatched) {
    rows.push(['Place', place.why, makeRule(place, point)]);
  }
  const list = make('dl', 'facts');
  for (const [name, ...value] of rows) {
    const [text, rule = ''] = value;
    list.append(make('dt', '', name), make('dd', '', text, ' ', rule));
  }
  return list;
}

function nameRegime({ id, why }) {
  return id === '' ? `none: ${why}` : `${id}: ${why}`;
}

function describeHold({ seconds, events, bytes, then }) {
  return (
    'the unknown purposes are decided. In memory only, at most ' +
    `${describeTime(seconds)}, ${events} events, ${Math.round(bytes / 1024)} KiB; ` +
    `after that: ${then}.`
  );
}

function describeTime(seconds) {
  const isWhole = seconds >= 120 && seconds % 60 === 0;
  return isWhole ? `${seconds / 60} minutes` : `${seconds} s`;
}

function makeList(title, items, makeItem, point) {
  if (items.length === 0) return '';
  const list = make('ul', 'ruled');
  list.append(...items.map((item) => make('li', '', ...makeItem(item, point))));
  return make('section', '', make('h3', '', title), list);
}

function makePurpose({ name, state, ...ruled }, point) {
  return [
    make('b', 'name', name),
    makeState(state, state),
    make('span', 'why', ruled.why),
    makeRule(ruled, point),
  ];
}

function makeRecord({ name, kind, key, touched, ...ruled }, point) {
  const state = touched ? 'granted' : 'denied';
  const words = touched ? 'may be touched' : 'not touched';
  return [
    make('b', 'name', name),
    makeState(state, words),
    make('span', 'why', `${kind} `, make('code', '', key), `, ${ruled.why}`),
    makeRule(ruled, point),
  ];
}

/** What is not there is said, too. */
function makeEmptyNotes({ purposes, storage, destinations }) {
  const missing = [
    purposes.length === 0 && 'no purposes',
    storage.length === 0 && 'no storage, so none is touched',
    destinations.length === 0 && 'no destinations, so nothing leaves',
  ].filter(Boolean);
  if (missing.length === 0) return [];
  return [make('p', 'note', `The policy names ${missing.join('; ')}.`)];
}
