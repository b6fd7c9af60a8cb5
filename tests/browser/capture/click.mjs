// What tests of clicks share.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

/** A page that stays, whatever is clicked. */
export const stay = `<script>
  document.addEventListener('click', (event) => event.preventDefault());
</script>`;

/** What a visit in which `act` clicks on a page of this body sends beside its
 * page view. */
export async function eventsAfter(t, body, act) {
  const visit = await stage.visit(t, { body: stay + body });
  await visit.open();
  await act(visit.page);
  const [view, ...events] = await visit.finish();
  assert.deepEqual(namesOf([view]), ['page_view']);
  return events;
}

/** The name of an event and what it says the click was on; no origin if the
 * link stays on the site. */
function describeClick({ event, page, click }) {
  const { kind, tag, id, selector, button } = click;
  const { origin } = new URL(page.url);
  const href = click.href?.replace(origin, '');
  return present({ name: event.name, kind, tag, id, selector, href, button });
}

const common = { name: 'click', id: 'x', selector: '#x', button: 'primary' };

/** A click on an element that is neither as described. */
export function onElement(members) {
  return { ...common, kind: 'element', tag: 'div', ...members };
}

/** A click on `<a id="x" href="/next">` as described, or with these members. */
export function onLink(members) {
  return { ...common, kind: 'link', tag: 'a', href: '/next', ...members };
}

/** A click on `<button id="x">` as described, or with these members. */
export function onButton(members) {
  return { ...common, kind: 'button', tag: 'button', ...members };
}

const clickIt = (page) => page.click('#x');

/** Clicks on `#x` in the page, where Playwright cannot. */
export function clickByScript(page) {
  return page.evaluate(() => document.getElementById('x').click());
}

/** A test for each case, named like it: `act`, or else a click on `#x`, on a
 * page of this `body` is to send `event` alone. */
export function testEach(cases) {
  for (const { name, body, act = clickIt, event } of cases) {
    it(name, async (t) => {
      const events = await eventsAfter(t, body, act);
      assert.deepEqual(events.map(describeClick), [present(event)]);
    });
  }
}

/** Without the members that are undefined. */
function present(object) {
  return JSON.parse(JSON.stringify(object));
}
