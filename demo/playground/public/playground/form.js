/* What the reader chose and wrote. */

import { byId, fillSelect, make, makeButton } from './dom.js';
import { events } from './events.js';
import { policies } from './policies.js';
import {
  makeSituation,
  signals,
  situationNames,
  writeFacts,
} from './situations.js';

const own = 'written here';
const regions = {
  FR: 'France',
  DE: 'Germany',
  GB: 'United Kingdom',
  CH: 'Switzerland',
  'US-CA': 'California',
  'US-TX': 'Texas',
  US: 'United States',
  'CA-QC': 'Quebec',
  BR: 'Brazil',
  JP: 'Japan',
};

const inputs = Object.fromEntries(
  ['policy', 'region', 'audience', 'signals', 'event'].map((name) => {
    return [name, byId(name)];
  }),
);

/** Lays out what can be chosen; `onChange` is called after every change. */
export function createForm(onChange) {
  fillSelect(byId('policies'), policies, own);
  fillSelect(byId('events'), events, own);
  fillSelect(byId('signals-add'), signals, 'choose one');
  byId('situations').append(...situationNames.map(makeChip(onChange)));
  byId('regions').append(...Object.entries(regions).map(makeRegion));
  for (const input of Object.values(inputs)) {
    input.addEventListener('input', onChange);
  }
  choose('policies', (name) => setPolicy(name, findText(policies, name)));
  choose('events', (name) => {
    inputs.event.value = findText(events, name);
  });
  choose('signals-add', addSignal);

  function choose(id, apply) {
    byId(id).addEventListener('change', ({ target }) => {
      if (target.value !== '') apply(target.value);
      onChange();
    });
  }
}

/** The request for the ask `explain`, without its name. */
export function readForm() {
  const values = Object.entries(inputs).map(([name, { value }]) => {
    return [name, value];
  });
  return Object.fromEntries(values);
}

/** Marks which of what can be chosen stands in the form. */
export function markChosen() {
  const { policy, event, situation } = readNames();
  byId('policies').value = policy ?? '';
  byId('events').value = event ?? '';
  for (const chip of byId('situations').children) {
    chip.setAttribute('aria-pressed', String(chip.value === situation));
  }
}

/** The form's content for a link: names where they say all, else texts. */
export function readValues() {
  const { policy, event, situation } = readNames();
  const { value: region } = inputs.region;
  const { value: audience } = inputs.audience;
  return {
    ...(policy ? { policy } : { 'policy-text': inputs.policy.value }),
    ...(situation
      ? { situation }
      : { region, audience, 'signals-text': inputs.signals.value }),
    ...(event ? { event } : { 'event-text': inputs.event.value }),
  };
}

/** Writes what a link says into the form; what it does not say is as at the
 * beginning. */
export function writeValues(values) {
  inputs.policy.value =
    values['policy-text'] ??
    findText(policies, values.policy) ??
    policies[0].text;
  inputs.event.value =
    values['event-text'] ?? findText(events, values.event) ?? events[0].text;
  const named = values.situation ?? 'eu-some';
  if ('signals-text' in values) {
    inputs.region.value = values.region ?? '';
    inputs.audience.value = values.audience === 'child' ? 'child' : 'general';
    inputs.signals.value = values['signals-text'];
  } else {
    applySituation(named) || applySituation('eu-some');
  }
}

function readNames() {
  const { policy, event } = readForm();
  const nameOf = (choices, value) =>
    choices.find(({ text }) => text === value)?.name;
  return {
    policy: nameOf(policies, policy),
    event: nameOf(events, event),
    situation: situationNames.find(({ name }) => isSituation(name))?.name,
  };
}

function isSituation(name) {
  const { policy, ...form } = readForm();
  const made = makeSituation(name, policy);
  return Object.entries(made).every(([part, value]) => form[part] === value);
}

function applySituation(name) {
  const made = makeSituation(name, inputs.policy.value);
  for (const [part, value] of Object.entries(made ?? {})) {
    inputs[part].value = value;
  }
  return made !== undefined;
}

/** A situation stays the same under another policy, which may listen to
 * something else. */
function setPolicy(name, text) {
  const { situation } = readNames();
  inputs.policy.value = text;
  inputs.policy.scrollTop = 0;
  if (situation) applySituation(situation);
}

function addSignal(name) {
  byId('signals-add').value = '';
  const { fact } = signals.find((one) => one.name === name);
  try {
    const facts = JSON.parse(inputs.signals.value.trim() || '[]');
    inputs.signals.value = writeFacts([...facts, fact]);
  } catch {
    inputs.signals.focus(); // what is there has to be mended first
  }
}

const findText = (choices, name) =>
  choices.find((choice) => choice.name === name)?.text;

const makeRegion = ([code, name]) => {
  const option = make('option', '', name);
  option.value = code;
  return option;
};

const makeChip =
  (onChange) =>
  ({ name, title }) => {
    const apply = () => {
      applySituation(name);
      onChange();
    };
    const chip = makeButton('', apply, title);
    chip.value = name;
    return chip;
  };
