// The IAB's own libraries playing the consent platform.
import { GVL, TCModel, TCString } from '@iabtechlabtcf/core';
import { pathOf } from '../fixture/built.mjs';
import { bundleForPage, readPackage } from '../fixture/recorded-signals.mjs';

const inTests = pathOf('tests');

/** Scripts by path: stubs as CMPs have their customers put into their pages,
 * and the CMPs, which come later: `cmp.tcf` and `cmp.gpp` are the library's
 * CmpApi. */
export const iabScripts = {
  '/tcf-stub.js': `{ const module = undefined;
    ${readPackage('@iabtechlabtcf/stub/lib/stub.js')} }`,
  '/tcf.js': await bundleForPage(
    `import { CmpApi } from '@iabtechlabtcf/cmpapi';
     window.cmp = { ...window.cmp, tcf: new CmpApi(31, 1, true) };`,
    inTests,
  ),
  // No package has one. As the specification describes it:
  // https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform/blob/main/Core/CMP%20API%20Specification.md#how-does-the-gpp-stub-work
  '/gpp-stub.js': `{
    const events = [];
    const queue = [];
    const pingData = { gppVersion: '1.1', cmpStatus: 'stub',
      signalStatus: 'not ready', applicableSections: [], gppString: '',
      parsedSections: {} };
    window.__gpp = (command, callback, parameter) => {
      if (!command) return queue;
      if (command === 'events') return events;
      if (command === 'ping') callback(pingData, true);
      else if (command === 'addEventListener') {
        const listenerId = events.length + 1;
        events.push({ id: listenerId, callback, parameter });
        const eventName = 'listenerRegistered';
        callback({ eventName, listenerId, data: true, pingData }, true);
      } else queue.push([command, callback, parameter]);
    };
  }`,
  '/gpp.js': await bundleForPage(
    `import { CmpApi } from '@iabgpp/cmpapi';
     window.cmp = { ...window.cmp, gpp: new CmpApi(31, 1) };`,
    inTests,
  ),
};

const named = (id) => ({
  id,
  name: `Number ${id}`,
  description: '',
  illustrations: [],
});

const list = (count) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [i + 1, named(i + 1)]),
  );

const vendors = Object.fromEntries(
  [1234, 1235].map((id) => [
    id,
    {
      ...named(id),
      purposes: [1, 3],
      legIntPurposes: [7, 9],
      flexiblePurposes: [7],
      specialPurposes: [],
      features: [],
      specialFeatures: [1, 2],
    },
  ]),
);

/** A TC string as the library writes it. `vendors` have consent, and are all
 * that was disclosed. */
export async function writeTcString(choice) {
  const gvl = new GVL({
    gvlSpecificationVersion: 3,
    vendorListVersion: 100,
    tcfPolicyVersion: 5,
    lastUpdated: '2026-01-01T00:00:00Z',
    purposes: list(11),
    specialPurposes: list(3),
    features: list(3),
    specialFeatures: list(2),
    stacks: {},
    dataCategories: {},
    vendors,
  });
  await gvl.readyPromise;
  const model = new TCModel(gvl);
  Object.assign(model, { cmpId: 31, cmpVersion: 1, isServiceSpecific: true });
  model.purposeConsents.set(choice.purposes ?? []);
  model.purposeLegitimateInterests.set(choice.interests ?? []);
  model.vendorConsents.set(choice.vendors ?? []);
  model.vendorsDisclosed.set(choice.disclosed ?? []);
  model.publisherConsents.set(choice.publisher ?? []);
  model.specialFeatureOptins.set(choice.features ?? []);
  return TCString.encode(model);
}
