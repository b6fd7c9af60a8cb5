// Marked elements that come into view.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';

const card = (id, style = '') =>
  `<div data-sluice-impression="${id}" style="height: 90px; ${style}">
    <button type="button">Buy ${id}</button></div>`;

const idsOf = (events) =>
  events
    .filter(({ impression }) => impression)
    .map(({ impression }) => impression.id);

const untilSeen = (visit, id) =>
  visit.inbox.until((events) => idsOf(events).includes(id));

describe('an impression', () => {
  it('is what was in view for a second, once', async (t) => {
    const body = `${card('top')}<div style="height: 200vh"></div>
      ${card('bottom')}`;
    const visit = await stage.visit(t, { body });
    await visit.open();
    const [, { impression }] = await untilSeen(visit, 'top');
    assert.equal(impression.share, 100);
    assert.ok(impression.time >= 1000);
    assert.deepEqual(idsOf(visit.inbox.events), ['top']);
    await visit.page.keyboard.press('End');
    await untilSeen(visit, 'bottom');
    await visit.page.keyboard.press('Home');
    await visit.page.keyboard.press('End');
    const events = await visit.finish();
    assert.deepEqual(idsOf(events), ['top', 'bottom']);
  });

  it('is told of elements that come later', async (t) => {
    const visit = await stage.visit(t, { body: '<main></main>' });
    await visit.open();
    await visit.run((html) => {
      document.querySelector('main').innerHTML = html;
    }, card('late'));
    await untilSeen(visit, 'late');
  });

  it('is told of what is larger than the viewport', async (t) => {
    const visit = await stage.visit(t, { body: card('huge', 'height: 900vh') });
    await visit.open();
    await untilSeen(visit, 'huge');
  });

  it('is not what is too little or too short in view', async (t) => {
    const visit = await stage.visit(t, {
      data: { 'impression-time': '300' },
      body: `${card('seen')}
        <div style="overflow: hidden; height: 40px">${card('cut')}</div>
        ${card('gone')}<script>
          setTimeout(() => document.querySelectorAll('div')[3].remove(), 50);
        </script>`,
    });
    await visit.open();
    await untilSeen(visit, 'seen');
    assert.deepEqual(idsOf(await visit.finish()), ['seen']);
  });

  it('is captured again on the next route', async (t) => {
    const visit = await stage.visit(t, {
      data: { 'impression-time': '100' },
      body: card('card'),
    });
    await visit.open();
    await untilSeen(visit, 'card');
    await visit.run(() => history.pushState(null, '', '/next'));
    await visit.inbox.until((events) => idsOf(events).length === 2);
  });

  it('and the clicks in it give the rate of each element', async (t) => {
    const visit = await stage.visit(t, {
      data: { 'impression-time': '100' },
      body: card('a') + card('b'),
    });
    await visit.open();
    await untilSeen(visit, 'b');
    await visit.page.click('text=Buy b');
    const events = await visit.finish();
    assert.deepEqual(idsOf(events), ['a', 'b']);
    const clicks = events.filter(({ click }) => click);
    assert.deepEqual(namesOf(clicks), ['click']);
    assert.equal(clicks[0].click.impression, 'b');
  });
});
