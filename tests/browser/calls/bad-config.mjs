// What a site owner may get wrong. The page goes on as if there were no
// tracker, and the console says once what is wrong, and where.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writeTag } from '../fixture/document.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { stage } from '../fixture/stage.mjs';
import { makeTls } from '../fixture/tls.mjs';

/** A page that uses the tracker, and goes on. */
const busyBody = `<a href="#x">Link</a><script>
  sluice.track('first', { n: 1 });
  sluice.identify('user-7');
  sluice.consent({ analytics: true });
  sluice.page();
  window.forgotten = sluice.forget();
  sluice.track('second', { n: 2 });
  window.wentOn = typeof sluice.tape();
</script>`;

async function openBusy(t, options) {
  const visit = await stage.visit(t, { body: busyBody, ...options });
  await visit.open();
  await visit.page.click('a');
  await visit.run(() => sluice.flush());
  assert.equal(await visit.run(() => wentOn), 'string');
  return visit;
}

describe('a configuration that cannot be used', () => {
  const cases = [
    {
      name: 'for its JSON is broken',
      data: { config: '{"policy": "opt-in",\n "clicks": tru}' },
      says: /JSON: line 2, column \d+.*\[config_json\]$/,
    },
    {
      name: 'for its JSON is no object',
      data: { config: '["opt-in"]' },
      says: /object.*\[config_json\]$/,
    },
    {
      name: 'for it has no endpoint',
      data: { endpoint: undefined },
      says: /missing.*\[config_endpoint \/endpoint\]$/,
    },
    {
      name: 'for its endpoint is no web address',
      data: { endpoint: 'ftp://collect.example/' },
      says: /https.*\[config_endpoint \/endpoint\]$/,
    },
    {
      name: 'for its policy is not known',
      data: { policy: 'optin' },
      says: /cookieless opt-in.*\[config_invalid \/policy\]$/,
    },
  ];
  for (const { name, data, says } of cases) {
    it(`is said once, and nothing is sent, ${name}`, async (t) => {
      const visit = await openBusy(t, { data });
      assert.equal(visit.said.length, 1);
      assert.match(visit.said[0], says);
      assert.deepEqual(visit.requestsElsewhere(), []);
      const forgotten = await visit.run(() => forgotten);
      assert.deepEqual(forgotten, { events: 0, keys: [] });
    });
  }
});

describe('a configuration with a mistake that does not matter', () => {
  const cases = [
    {
      name: 'an attribute that is nearly an option',
      data: { 'page-view': 'false' },
      says: /"pageViews"\?.*\[config_unknown \/pageView\]$/,
    },
    {
      name: 'a member that is no option',
      data: { config: '{"sampleRate": 3}' },
      says: /unknown.*\[config_unknown \/sampleRate\]$/,
    },
    {
      name: 'a switch that is neither on nor off',
      data: { clicks: 'perhaps' },
      says: /true or false.*\[config_type \/clicks\]$/,
    },
  ];
  for (const { name, data, says } of cases) {
    it(`works, and says once that there is ${name}`, async (t) => {
      const visit = await openBusy(t, { data });
      const events = await visit.finish();
      assert.deepEqual(namesOf(events), ['second', 'click']);
      assert.equal(visit.said.length, 1);
      assert.match(visit.said[0], says);
    });
  }

  it('says nothing about attributes of other scripts', async (t) => {
    const data = { cfasync: 'false', 'turbo-track': 'reload' };
    const visit = await openBusy(t, { data });
    assert.deepEqual(visit.said, []);
  });
});

describe('an https page', () => {
  it('says that an http endpoint will not do, and asks none', async (t) => {
    const visit = await openBusy(t, {
      data: { endpoint: 'http://collect.example/events' },
      tls: makeTls(),
    });
    assert.equal(visit.said.length, 1);
    assert.match(visit.said[0], /https.*\[config_endpoint \/endpoint\]$/);
    assert.deepEqual(visit.requestsElsewhere(), []);
  });

  it('may send to this machine by http, as browsers allow', async (t) => {
    const visit = await openBusy(t, { tls: makeTls() });
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['second', 'click']);
    assert.deepEqual(visit.said, []);
  });
});

describe('a tag that is there twice', () => {
  it('counts once, and is told', async (t) => {
    const { endpoint } = stage.collector;
    const visit = await stage.visit(t, {
      body: writeTag({ 'data-endpoint': endpoint }) + busyBody,
    });
    await visit.open();
    await visit.page.click('a');
    const events = await visit.finish();
    assert.deepEqual(namesOf(events), ['second', 'click']);
    assert.equal(visit.said.length, 1);
    assert.match(visit.said[0], /has a tracker .*\[second_tracker\]$/);
  });
});
