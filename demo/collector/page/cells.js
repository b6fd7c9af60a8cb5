import { make } from './dom.js';

const timeFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

// The stylesheet hides the others; see .campaign there.
const campaignChips = 5;

/** The cells of an event's line, in the order of the page's columns. */
export function makeCells(event) {
  return [
    makeTime(event.event.time),
    makeName(event.event),
    makeSubject(event),
    makeCampaign(event),
    makeIds(event),
    makeConsent(event.consent),
  ];
}

function makeTime(time) {
  const date = new Date(time);
  // A schema's integer may lie beyond what a Date can hold.
  if (Number.isNaN(date.getTime())) return make('span', 'time', String(time));
  const cell = make('time', 'time', timeFormat.format(date));
  cell.dateTime = date.toISOString();
  return titled(cell, date.toString());
}

function makeName({ name, conversion }) {
  const cell = make('span', 'name', make('span', 'label', name));
  cell.dataset.kind = name;
  if (conversion) cell.append(make('span', 'chip conversion', 'conversion'));
  return cell;
}

/** What an event may be about, beside a click. */
const subjects = [
  ...['order', 'impression', 'form', 'scroll', 'engagement', 'video', 'search'],
  ...['error', 'vital', 'properties'],
];

function makeSubject({ click, goal, page, ...rest }) {
  const cell = make('span', 'subject');
  const about = goal?.event ? goal : rest[subjects.find((name) => rest[name])];
  if (click) cell.append(...describeClick(click));
  else if (about) cell.append(line('main', summarize(about)));
  else if (page?.title) cell.append(line('main', page.title));
  cell.append(makePlace(page));
  return cell;
}

function describeClick({ kind, tag, selector, id, href, button }) {
  const target = selector ?? (id ? `#${id}` : tag) ?? '';
  const code = titled(make('span', 'code', shortenPath(target)), target);
  const first = line('main', make('b', '', kind ?? 'click'), ' ', code);
  if (button === 'middle') first.append(' (middle button)');
  return href ? [first, line('href', `\u2192 ${href}`)] : [first];
}

/** The end of a selector says more than its start. */
function shortenPath(selector) {
  const steps = selector.split(' > ');
  if (steps.length <= 2) return selector;
  return `\u2026 ${steps.slice(-2).join(' > ')}`;
}

function summarize(properties) {
  return Object.entries(properties)
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return `${name} ${text}`;
    })
    .join(' \u00b7 ');
}

function makePlace({ path, url, cause } = {}) {
  const place = line('place', make('span', 'code', path ?? url ?? ''));
  if (cause) place.append(make('span', 'cause', cause));
  return place;
}

function line(className, ...children) {
  const span = make('span', `line ${className}`, ...children);
  return titled(span, span.textContent);
}

/** Channel and all parameters, of which a closed line shows the first few. */
function makeCampaign({ utm = {}, click_id = {}, campaign = {} }) {
  const { channel } = campaign;
  const all = { ...(channel && { channel }), ...utm, ...click_id };
  const chips = Object.entries(all).map(([name, value]) => pair(name, value));
  const cell = make('span', 'chips campaign', ...chips);
  const more = chips.length - campaignChips;
  if (more > 0) cell.append(make('span', 'more', `+${more}`));
  return cell;
}

function pair(name, value) {
  const chip = make('span', 'chip', make('i', '', name), ' ', value);
  return titled(chip, `${name} = ${value}`);
}

function makeIds({ session, visitor, user }) {
  const cell = make('span', 'chips');
  if (session?.id) cell.append(makeSession(session.id));
  if (visitor?.id) cell.append(pair('visitor', shorten(visitor.id)));
  if (user?.id) cell.append(pair('user', user.id));
  return cell;
}

/** A session's chip has a colour of its own, so that its events are seen to
 * belong together. */
function makeSession(id) {
  const chip = make('span', 'chip session', shorten(id));
  chip.style.setProperty('--hue', hueOf(id));
  return titled(chip, `session ${id}`);
}

/** UUIDv7 begins with the time, which neighbours share; its end is random. */
const shorten = (id) => id.slice(-6);

/** Steps by the golden angle, so that near numbers get far colours. */
function hueOf(id) {
  return Math.round((parseInt(shorten(id), 16) * 137.508) % 360);
}

function makeConsent({ policy, ...purposes } = {}) {
  const cell = make('span', 'chips');
  if (policy) cell.append(titled(make('span', 'chip', policy), 'policy'));
  for (const [purpose, state] of Object.entries(purposes)) {
    const word = make('span', 'spoken', ` ${state}`);
    const chip = titled(make('span', 'chip purpose', purpose, word), state);
    chip.dataset.state = state;
    cell.append(chip);
  }
  return cell;
}

function titled(element, title) {
  element.title = title;
  return element;
}
