/** Random consent models, encoded by the official libraries. */
import {
  GVL,
  PurposeRestriction,
  TCModel,
  TCString,
} from '@iabtechlabtcf/core';
import {
  BitStringEncoder,
  CompressedBase64UrlEncoder,
  GppModel,
  TcfCaV1CoreSegment,
  TcfCaV1DisclosedVendorsSegment,
} from '@iabgpp/cmpapi';
import { consentFile } from './full.mjs';

const kVendors = 1200;

const countTo = (n) => Array.from({ length: n }, (_, i) => i + 1);

/** Some of the ids up to `most`: few, many or all of them. */
function someOf(most, below) {
  const oneIn = [1, 2, 3, 10, 200][below(5)];
  return countTo(most).filter(() => below(oneIn) === 0);
}

const vendor = (id) => ({
  id,
  name: `Vendor ${id}`,
  purposes: [1, 2, 3, 4],
  legIntPurposes: [7, 8, 9, 10],
  flexiblePurposes: [2, 7, 8, 9],
  specialPurposes: [1],
  features: [],
  specialFeatures: [],
  policyUrl: 'https://vendor.example/',
});

function byId(count, make) {
  return Object.fromEntries(countTo(count).map((id) => [id, make(id)]));
}

/** A vendor list in which every vendor may ask for most things: the encoder
 * leaves out what a vendor has not declared. */
const gvl = new GVL({
  gvlSpecificationVersion: 3,
  vendorListVersion: 48,
  tcfPolicyVersion: 5,
  lastUpdated: '2026-02-26T16:00:00Z',
  purposes: byId(11, (id) => ({ id })),
  specialPurposes: byId(3, (id) => ({ id })),
  features: {},
  specialFeatures: {},
  stacks: {},
  dataCategories: {},
  vendors: byId(kVendors, vendor),
});

export function encodeRandomTc(below) {
  const most = 1 + below(kVendors);
  const model = new TCModel(gvl);
  model.cmpId = 2 + below(4000);
  model.cmpVersion = 1 + below(4000);
  model.consentScreen = below(64);
  model.publisherCountryCode = ['AA', 'DE', 'FR', 'ZZ'][below(4)];
  model.isServiceSpecific = below(4) > 0;
  model.useNonStandardTexts = below(2) === 0;
  model.purposeOneTreatment = below(2) === 0;
  model.specialFeatureOptins.set(someOf(2, below));
  model.purposeConsents.set(someOf(11, below));
  model.purposeLegitimateInterests.set(someOf(11, below));
  model.vendorConsents.set(someOf(most, below));
  model.vendorLegitimateInterests.set(someOf(most, below));
  model.vendorsDisclosed.set(someOf(most, below));
  model.publisherConsents.set(someOf(11, below));
  model.publisherLegitimateInterests.set(someOf(11, below));
  model.numCustomPurposes = below(64);
  const custom = someOf(model.numCustomPurposes, below);
  model.publisherCustomConsents.set(custom);
  restrictSome(model, most, below);
  return TCString.encode(model);
}

function restrictSome(model, most, below) {
  model.publisherRestrictions.gvl = gvl;
  for (let i = below(4); i > 0; i--) {
    const restriction = new PurposeRestriction(2 + below(9), below(3));
    for (const id of someOf(most, below)) {
      model.publisherRestrictions.add(id, restriction);
    }
  }
}

const usSections = consentFile('gpp-fields.json').sections.filter(
  ({ id }) => id < 24,
);

/** Any of the sections whose layout is settled. */
export function encodeRandomGpp(below) {
  const model = new GppModel();
  if (below(3) === 0) putEurope(model, below);
  if (below(3) === 0) putCanada(model, below);
  if (below(3) === 0) {
    for (const field of ['Notice', 'OptOutSale', 'LspaCovered']) {
      model.setFieldValue('uspv1', field, 'YN-'[below(3)]);
    }
  }
  for (const section of usSections) {
    if (below(4) === 0) putUs(model, section, below);
  }
  return model.encode();
}

const bools = (count, below) => countTo(count).map(() => below(2) === 0);

function putEurope(model, below) {
  const set = (name, value) => model.setFieldValue('tcfeuv2', name, value);
  set('CmpId', below(4096));
  set('PurposeConsents', bools(24, below));
  set('PurposeLegitimateInterests', bools(24, below));
  set('VendorConsents', someOf(300, below));
  set('VendorLegitimateInterests', someOf(300, below));
  set('VendorsDisclosed', someOf(300, below));
}

function putCanada(model, below) {
  const set = (name, value) => model.setFieldValue('tcfcav1', name, value);
  set('CmpVersion', below(4096));
  set('PurposesExpressConsent', bools(24, below));
  set('PurposesImpliedConsent', bools(24, below));
  set('VendorExpressConsent', someOf(300, below));
  set('VendorImpliedConsent', someOf(300, below));
  set('DisclosedVendors', someOf(300, below));
}

/** A string with TCF Canada alone, its ranges in fixed width, as the library
 * wrote them up to version 3.1; and what it means. The library itself may run
 * out of memory on reading it, because it first takes it for the newer layout
 * and expands whatever ranges that makes. */
export function encodeOldCanada(below) {
  const meant = {
    PurposesExpressConsent: bools(24, below),
    VendorExpressConsent: someOf(300, below),
    VendorImpliedConsent: someOf(300, below),
  };
  const disclosed = { DisclosedVendors: someOf(300, below) };
  const core = encodeOld(new TcfCaV1CoreSegment(), meant);
  const segment = encodeOld(new TcfCaV1DisclosedVendorsSegment(), disclosed);
  return {
    text: `DBABDA~${core}.${segment}`,
    meant: { ...meant, ...disclosed },
  };
}

function encodeOld(segment, values) {
  const fields = segment.buildFields(true);
  for (const [name, value] of Object.entries(values)) {
    fields.get(name).setValue(value);
  }
  const names = segment.getFieldNames();
  const bits = BitStringEncoder.getInstance().encode(fields, names);
  return CompressedBase64UrlEncoder.getInstance().encode(bits);
}

function putUs(model, { prefix, core, gpcSubsection }, below) {
  for (const { name, count } of core) {
    if (name === 'Version') continue;
    const value = () => below(3);
    // The library's name of the field that the specification has without "s".
    const known = name.replace(/Consent$/, (end) =>
      name.startsWith('KnownChild') ? `${end}s` : end,
    );
    // It wants no 0 here.
    const one = name === 'MspaCoveredTransaction' ? 1 + below(2) : value();
    model.setFieldValue(prefix, known, count ? countTo(count).map(value) : one);
  }
  if (gpcSubsection) model.setFieldValue(prefix, 'Gpc', below(2) === 0);
}
