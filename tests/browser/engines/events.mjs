import assert from 'node:assert/strict';

/** What differs from visit to visit, or with an engine's fonts and window. */
const unforeseen = {
  event: ['id', 'time', 'sequence'],
  page: ['id', 'url', 'referrer', 'title'],
  click: [
    ...['x', 'y', 'page_x', 'page_y', 'element_x', 'element_y'],
    ...['viewport_width', 'viewport_height', 'depth'],
  ],
  form: ['duration'],
  impression: ['time'],
  goal: ['event'],
};

/** Groups that say nothing of what was done. */
const left = [
  ...['session', 'visitor', 'consent', 'device'],
  ...['utm', 'campaign', 'click_id', 'attribution'],
];

/** Events in the order in which they happened, as a test can foresee them:
 * without ids and times, and without the origin in the site's addresses. */
export function describeEvents(events, site) {
  return [...events].sort(byTime).map((event) => describeEvent(event, site));
}

function byTime({ event: a }, { event: b }) {
  return a.time - b.time || a.sequence - b.sequence;
}

function describeEvent(whole, { url, otherUrl }) {
  const text = JSON.stringify(whole)
    .replaceAll(url, '')
    .replaceAll(otherUrl, 'other:');
  const told = JSON.parse(text);
  for (const group of left) delete told[group];
  for (const [group, members] of Object.entries(unforeseen)) {
    for (const member of members) delete told[group]?.[member];
  }
  const { event, page, ...rest } = told;
  return { ...event, ...page, ...rest };
}

/** A gap in a page's numbers is an event that did not leave. */
export function assertNoneMissing(events) {
  const pages = new Map();
  for (const { event, page } of events) {
    const numbers = pages.get(page.id) ?? [];
    pages.set(page.id, [...numbers, event.sequence]);
  }
  for (const numbers of pages.values()) {
    const sorted = numbers.sort((a, b) => a - b);
    assert.deepEqual(
      sorted,
      sorted.map((_, i) => i + 1),
    );
  }
}

/** The page view of `path`. */
export function view(path, cause = 'load') {
  return { name: 'page_view', path, cause };
}

/** A click by mouse on `<a id="...">`; `more` are other members of `click`. */
export function onLink(id, href, more) {
  return clickOn(id, { kind: 'link', tag: 'a', href, ...more });
}

/** A click by mouse on `<button id="...">`. */
export function onButton(id, more) {
  return clickOn(id, { kind: 'button', tag: 'button', ...more });
}

function clickOn(id, more) {
  const common = { button: 'primary', by: 'mouse', count: 1 };
  const click = { id, selector: `#${id}`, ...common, ...more };
  return { name: 'click', path: '/', click };
}
