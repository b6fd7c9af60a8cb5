// What led a visitor here: over several visits, in conversions and in a form.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stage } from '../fixture/stage.mjs';

const day = 86_400_000;
const start = new Date('2026-03-01T10:00:00Z').getTime();

const form = `<form id="contact">
  <input type="hidden" name="sluice_first_source">
  <input type="hidden" name="channel" data-sluice-field="last.channel">
  <input type="hidden" name="sluice_gclid" value="none">
  <input type="hidden" name="sluice_version" value="7">
  <input name="sluice_last_source" value="typed">
</form>
<script>sluice.attribution.fill('#contact');</script>`;

const agreed =
  '<script>sluice.consent({ analytics: true, ads: true });</script>';

const openShop = (t, body = '') =>
  stage.visit(t, { data: { policy: 'opt-in' }, body: body + form });

/** Opens a page on another day, come from `referer`. */
async function come(visit, days, path, referer) {
  await visit.page.clock.setSystemTime(start + days * day);
  await visit.open(path, referer && { referer });
}

/** Names and values of the form's fields. */
const fieldsOf = (visit) =>
  visit.run(() =>
    Object.fromEntries(new FormData(document.querySelector('#contact'))),
  );

const sourcesOf = ({ touches }) => touches.map(({ source }) => source);

describe('attribution', () => {
  it('is of all visits, in a conversion and in a form', async (t) => {
    const visit = await openShop(t, agreed);
    await visit.page.clock.install({ time: start });
    await come(visit, 0, '/');
    await come(visit, 2, '/', 'https://www.google.com/');
    await come(visit, 5, '/?utm_source=news&utm_medium=email&gclid=Cj0-1');
    await visit.page.reload();
    await visit.run(() => history.pushState(null, '', '/basket'));
    await visit.page.evaluate(() => {
      location.href = '/thanks';
    });
    await visit.page.waitForURL('**/thanks');
    await visit.run(() =>
      sluice.track('order', { value: 9 }, { conversion: true }),
    );
    const events = await visit.finish();
    const { attribution } = events.find(({ event }) => event.name === 'order');
    assert.deepEqual(sourcesOf(attribution), [
      '(direct)',
      'www.google.com',
      'news',
    ]);
    assert.deepEqual(
      attribution.touches.map(({ channel }) => channel),
      ['Direct', 'Organic Search', 'Email'],
    );
    assert.deepEqual(attribution.weights, [0, 0, 10000]);
    assert.equal(attribution.model, 'last_non_direct');
    const others = events.filter(({ event }) => event.name !== 'order');
    for (const event of others) assert.equal(event.attribution, undefined);
    assert.deepEqual(await fieldsOf(visit), {
      sluice_first_source: '(direct)',
      channel: 'Email',
      sluice_gclid: 'Cj0-1',
      sluice_version: '7',
      sluice_last_source: 'typed',
    });
    const current = await visit.run(() => sluice.attribution.current());
    assert.deepEqual(sourcesOf(current), sourcesOf(attribution));
    assert.equal(current.first.channel, 'Direct');
    const flat = await visit.run(() => sluice.attribution.toFormFields());
    assert.equal(flat.sluice_last_medium, 'email');
    const [first] = attribution.touches;
    assert.equal(flat.sluice_first_time, new Date(first.time).toISOString());
  });

  it('waits for consent, and goes with it', async (t) => {
    const visit = await openShop(t);
    await visit.open('/?utm_source=news&gclid=Cj0-1');
    const ask = () =>
      visit.run(() => [
        sluice.attribution.current()?.last.source ?? null,
        sluice.attribution.toFormFields().sluice_gclid ?? null,
        localStorage.getItem('sluice.touches') !== null,
      ]);
    assert.deepEqual(await ask(), [null, null, false]);
    const untouched = await fieldsOf(visit);
    assert.equal(untouched.sluice_first_source, '');
    assert.equal(untouched.sluice_gclid, 'none');

    await visit.run(() => sluice.consent({ analytics: true, ads: true }));
    assert.deepEqual(await ask(), ['news', 'Cj0-1', true]);
    const filled = await fieldsOf(visit);
    assert.equal(filled.sluice_first_source, 'news');
    assert.equal(filled.sluice_gclid, 'Cj0-1');

    await visit.run(() => sluice.consent({ analytics: true, ads: false }));
    assert.deepEqual(await ask(), [null, null, false]);
    const emptied = await fieldsOf(visit);
    assert.equal(emptied.sluice_first_source, '');
    assert.equal(emptied.sluice_gclid, '');
    assert.equal(emptied.sluice_version, '7');
  });

  it('is unknown under cookieless, and fills nothing', async (t) => {
    const visit = await stage.visit(t, { body: form });
    await visit.open('/?utm_source=news');
    const current = await visit.run(() => [
      sluice.attribution.current() ?? null,
      sluice.attribution.toFormFields(),
    ]);
    assert.deepEqual(current, [null, {}]);
    assert.equal((await fieldsOf(visit)).sluice_gclid, 'none');
  });
});
