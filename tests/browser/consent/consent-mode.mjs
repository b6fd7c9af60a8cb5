// The consent modes of Google and Microsoft, as their snippets speak.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf, viewsOf } from '../fixture/inbox.mjs';
import {
  leaveUnseen,
  makePolicy,
  openUnder,
  statesOf,
} from '../fixture/policies.mjs';
import { useAll } from '../fixture/use-all.mjs';

const denied = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  analytics_storage: 'denied',
};
const granted = {
  ad_storage: 'granted',
  ad_user_data: 'granted',
  analytics_storage: 'granted',
};

const modes = [
  {
    read: 'gcm',
    name: 'Google',
    head: `<script>
      window.dataLayer = window.dataLayer || [];
      function say() { dataLayer.push(arguments); }
    </script>`,
  },
  {
    read: 'uet',
    name: 'Microsoft',
    head: `<script>
      window.uetq = window.uetq || [];
      function say(...words) { uetq.push(...words); }
    </script>`,
  },
];

/** With what the page says before our tag. */
function openDefault(t, { read, head }, choices, more) {
  return openUnder(t, makePolicy({ read: [read], ...more }), {
    head: `${head}<script>
      say('consent', 'default', ${JSON.stringify(choices)});
    </script>`,
  });
}

for (const mode of modes) {
  const { name } = mode;
  const open = (t, choices) => openDefault(t, mode, choices);
  const update = (visit, choices) =>
    visit.run((said) => say('consent', 'update', said), choices);

  describe(`${name}'s consent mode`, () => {
    it('denied by default is no choice yet', async (t) => {
      const visit = await open(t, denied);
      assert.deepEqual(await statesOf(visit), {
        analytics: 'unknown',
        ads: 'unknown',
      });
      await useAll(visit);
      await leaveUnseen(visit);
    });

    it('updated to granted lets out what waited', async (t) => {
      const visit = await open(t, denied);
      await visit.run(() => sluice.track('early'));
      await update(visit, granted);
      assert.deepEqual(namesOf(await visit.finish()), ['page_view', 'early']);
    });

    it('updated to denied drops it, and is a refusal', async (t) => {
      const visit = await open(t, denied);
      await update(visit, denied);
      assert.deepEqual(await statesOf(visit), {
        analytics: 'denied',
        ads: 'denied',
      });
      await useAll(visit);
      await leaveUnseen(visit);
    });

    it('updated to denied later is a withdrawal', async (t) => {
      const visit = await open(t, denied);
      await update(visit, granted);
      const [view] = await visit.finish();
      assert.ok(view.visitor.id);
      await visit.run(() => sluice.track('unsent'));
      await update(visit, denied);
      assert.equal(await visit.run(() => document.cookie), '');
      await update(visit, granted);
      assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
    });
  });
}

describe("Google's consent mode alone", () => {
  const [google] = modes;
  const { read, head } = google;

  it('granted by default is no choice where one is asked', async (t) => {
    const visit = await openDefault(t, google, granted);
    await useAll(visit);
    await leaveUnseen(visit);
  });

  it('granted by default is silence where that counts', async (t) => {
    const more = { regime: { model: 'opt-out' } };
    const visit = await openDefault(t, google, granted, more);
    const events = await visit.finish();
    assert.deepEqual(viewsOf(events), ['load /']);
    assert.equal(events[0].consent.analytics, 'not asked');
  });

  it('may allow analytics and refuse ads', async (t) => {
    const visit = await openUnder(t, makePolicy({ read: [read] }), { head });
    await visit.run((choices) => {
      say('consent', 'update', { ...choices, analytics_storage: 'granted' });
    }, denied);
    assert.deepEqual(await statesOf(visit), {
      analytics: 'granted',
      ads: 'denied',
    });
  });

  it('has defaults for regions, and the most specific one counts', async (t) => {
    const policy = makePolicy({ read: [read], regime: { model: 'opt-out' } });
    const visit = await openUnder(t, policy, {
      config: { region: 'US-CA' },
      head: `${head}<script>
        say('consent', 'default', { ad_storage: 'denied',
          ad_user_data: 'denied', region: ['US-CA'] });
        say('consent', 'default', { ad_storage: 'granted',
          ad_user_data: 'granted', analytics_storage: 'granted' });
      </script>`,
    });
    assert.deepEqual(await statesOf(visit), {
      analytics: 'not asked',
      ads: 'unknown',
    });
  });
});
