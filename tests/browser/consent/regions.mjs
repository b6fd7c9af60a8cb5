// The law of the place where the visitor is.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesOf } from '../fixture/inbox.mjs';
import {
  leaveUnseen,
  makePolicy,
  makeRegime,
  openUnder,
} from '../fixture/policies.mjs';
import { callAll, useAll } from '../fixture/use-all.mjs';
import { openApp } from './app-page.mjs';

/** Children are left alone; the EEA is asked first, and so is an unknown
 * place; elsewhere silence counts. */
const policy = makePolicy({
  unknownRegion: 'eu',
  regimes: [
    makeRegime({
      id: 'kids',
      model: 'none',
      audience: 'child',
      regions: undefined,
      purposes: {},
      unknown: { mode: 'drop' },
    }),
    makeRegime({ id: 'eu', regions: ['EEA'], decide: ['site'] }),
    makeRegime({ id: 'us', regions: ['*'], model: 'opt-out' }),
  ],
});

const readPlace = () => {
  const { region, regime } = sluice.consent.status();
  return [region, regime];
};

describe('a region that the tag names', () => {
  for (const [region, regime] of [
    ['US-CA', 'us'],
    ['FR', 'eu'],
    ['', 'eu'],
  ]) {
    it(`"${region}" is under the law of "${regime}"`, async (t) => {
      const visit = await openUnder(t, policy, { config: { region } });
      assert.deepEqual(await visit.run(readPlace), [region, regime]);
      if (regime === 'eu') {
        await useAll(visit);
        await leaveUnseen(visit);
      } else {
        assert.deepEqual(namesOf(await visit.finish()), ['page_view']);
      }
    });
  }
});

describe('a region that the application looks up', () => {
  const more = `region: () => new Promise((resolve, reject) => {
    Object.assign(window, { resolve, reject });
  })`;

  it('is waited for, and what waited leaves under its law', async (t) => {
    const visit = await openApp(t, { policy, more });
    await visit.run(() => sluice.track('early'));
    await visit.run(() => sluice.flush());
    assert.deepEqual(visit.requestsElsewhere(), []);
    await visit.run(() => resolve('US-CA'));
    assert.deepEqual(namesOf(await visit.finish()), ['page_view', 'early']);
    assert.deepEqual(await visit.run(readPlace), ['US-CA', 'us']);
  });

  it('and is one that asks first, keeps it waiting', async (t) => {
    const visit = await openApp(t, { policy, more });
    await visit.run(() => resolve('FR'));
    assert.deepEqual(await visit.run(readPlace), ['FR', 'eu']);
    await callAll(visit);
    await leaveUnseen(visit);
  });

  it('and is not found, is unknown', async (t) => {
    const visit = await openApp(t, { policy, more });
    await visit.run(() => reject(new Error('no answer')));
    await callAll(visit);
    assert.deepEqual(await visit.run(readPlace), ['', 'eu']);
    await leaveUnseen(visit);
  });

  it('and throws, is unknown', async (t) => {
    const throwing = `region: () => { throw new Error('no answer'); }`;
    const visit = await openApp(t, { policy, more: throwing });
    await callAll(visit);
    assert.deepEqual(await visit.run(readPlace), ['', 'eu']);
    await leaveUnseen(visit);
  });

  it('and never answers, lets nothing leave, even a yes', async (t) => {
    const visit = await openApp(t, { policy, more });
    await visit.run(() => sluice.consent({ analytics: true, ads: true }));
    await callAll(visit);
    await leaveUnseen(visit);
  });
});

describe('a page for children', () => {
  for (const region of ['US-CA', 'FR']) {
    it(`has nothing at all, in ${region} too`, async (t) => {
      const config = { region, audience: 'child' };
      const visit = await openUnder(t, policy, { config });
      await visit.run(() => {
        const choices = { analytics: true, ads: true };
        sluice.consent(choices, { explicit: true });
      });
      await useAll(visit);
      assert.deepEqual(await visit.run(readPlace), [region, 'kids']);
      await leaveUnseen(visit);
    });
  }
});
