// What a site owner may get wrong. The page goes on as if there were no
// tracker, and the console says once what is wrong, and where.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writeTag } from '../fixture/document.mjs';
import { namesOf } from '../fixture/inbox.mjs';
import { makePolicy } from '../fixture/policies.mjs';
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

const regimes = [{ id: 'all', regions: ['*'], purposes: {} }];

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
  /** A policy that is none, or lets nothing out; what it says, and where. */
  const policies = [
    ['a list', '[]', /a policy, its address, or one of.*invalid \/policy\]$/],
    ['a number', '1', /invalid \/policy\]$/],
    ['nothing', 'null', /invalid \/policy\]$/],
    ['of a newer version', '{"policy": 2}', /"policy": 1.*invalid \/policy\]$/],
    ['without a regime', {}, /list of objects.*\/policy\/regimes\]$/],
    ['without rules for events', { regimes }, /\/policy\/events\]$/],
    ['its events are names', { regimes, events: ['*'] }, /\/policy\/events\]$/],
    [
      'its regimes have names',
      { regimes: { eu: {} } },
      /list of objects.*\/policy\/regimes\]$/,
    ],
    [
      'its purposes are a list',
      { ...makePolicy(), purposes: ['ads'] },
      /objects by name.*\/policy\/purposes\]$/,
    ],
  ];
  for (const [name, given, says] of policies) {
    const policy =
      typeof given === 'string'
        ? given
        : JSON.stringify({ policy: 1, id: 'own', ...given });
    cases.push({
      name: `for its policy is ${name}`,
      data: { config: `{"policy": ${policy}}`, debug: 'true' },
      says,
    });
  }
  cases.push({
    name: 'for its policy, the text of an attribute, has no regime',
    data: { policy: '\n  {"policy": 1, "id": "own"}' },
    says: /list of objects.*\/policy\/regimes\]$/,
  });

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

describe('a policy without a regime for where the visitor is', () => {
  it('is said once, and nothing is sent', async (t) => {
    const policy = makePolicy({ unknownRegion: 'elsewhere' });
    const visit = await openBusy(t, {
      data: { config: JSON.stringify({ policy }) },
    });
    assert.equal(visit.said.length, 1);
    assert.match(
      visit.said[0],
      /there is none for this visitor.*\[policy_regime \/policy\/regimes\]$/,
    );
    assert.deepEqual(visit.requestsElsewhere(), []);
  });
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
  it('counts once, and is reported', async (t) => {
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
