/** What the official libraries read out of a string, in the form of our own
 * answers, so that the two can be compared. */
import { TCString } from '@iabtechlabtcf/core';
import { GppModel } from '@iabgpp/cmpapi';

/** Inclusive ranges of ascending ids. */
export function rangesOf(ids) {
  const ranges = [];
  for (const id of ids) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 === id) last[1] = id;
    else ranges.push([id, id]);
  }
  return ranges;
}

/** Ids of a Vector, a Set of numbers behind a maximum. */
const idsOf = (vector) => {
  const ids = [];
  vector.forEach((has, id) => {
    if (has) ids.push(id);
  });
  return ids;
};

const restrictionsOf = (vector) =>
  vector
    .getRestrictions()
    .map((restriction) => ({
      purposeId: restriction.purposeId,
      restrictionType: restriction.restrictionType,
      vendors: rangesOf(vector.getVendors(restriction).sort((a, b) => a - b)),
    }))
    .sort(
      (a, b) =>
        a.purposeId - b.purposeId || a.restrictionType - b.restrictionType,
    );

/** What the library reads, or undefined if it refuses. It does not tell a
 * segment that is empty from one that is not there. */
export function readTc(text) {
  let model;
  try {
    model = TCString.decode(text);
  } catch {
    return undefined;
  }
  return {
    version: model.version,
    cmpId: model.cmpId,
    cmpVersion: model.cmpVersion,
    consentScreen: model.consentScreen,
    consentLanguage: model.consentLanguage,
    vendorListVersion: model.vendorListVersion,
    policyVersion: model.policyVersion,
    isServiceSpecific: model.isServiceSpecific,
    useNonStandardTexts: model.useNonStandardTexts,
    specialFeatureOptins: idsOf(model.specialFeatureOptins),
    purposeConsents: idsOf(model.purposeConsents),
    purposeLegitimateInterests: idsOf(model.purposeLegitimateInterests),
    purposeOneTreatment: model.purposeOneTreatment,
    publisherCC: model.publisherCountryCode,
    vendorConsents: rangesOf(idsOf(model.vendorConsents)),
    vendorLegitimateInterests: rangesOf(idsOf(model.vendorLegitimateInterests)),
    publisherRestrictions: restrictionsOf(model.publisherRestrictions),
    disclosedVendors: rangesOf(idsOf(model.vendorsDisclosed)),
    allowedVendors: rangesOf(idsOf(model.vendorsAllowed)),
    publisherTC: {
      consents: idsOf(model.publisherConsents),
      legitimateInterests: idsOf(model.publisherLegitimateInterests),
      numCustomPurposes: model.numCustomPurposes,
      customConsents: idsOf(model.publisherCustomConsents),
      customLegitimateInterests: idsOf(
        model.publisherCustomLegitimateInterests,
      ),
    },
  };
}

/** Our answer with what the library cannot tell apart made the same. */
export function asLibrary(answer) {
  const { createdDs, lastUpdatedDs, problems, ...rest } = answer;
  const none = {
    consents: [],
    legitimateInterests: [],
    numCustomPurposes: 0,
    customConsents: [],
    customLegitimateInterests: [],
  };
  return {
    ...rest,
    disclosedVendors: rest.disclosedVendors ?? [],
    allowedVendors: rest.allowedVendors ?? [],
    publisherTC: rest.publisherTC ?? none,
  };
}

const sections = [
  'tcfeuv2',
  'tcfcav1',
  'uspv1',
  'usnat',
  'usca',
  'usva',
  'usco',
  'usut',
  'usct',
  'usfl',
  'usmt',
  'usor',
  'ustx',
  'usde',
  'usia',
  'usne',
  'usnh',
  'usnj',
  'ustn',
  'usmn',
  'usmd',
  'usin',
  'usky',
  'usri',
];

/** Fields of each section by its prefix, or undefined if the library refuses. */
export function readGpp(text) {
  try {
    const model = new GppModel(text);
    return Object.fromEntries(
      sections
        .filter((name) => model.hasSection(name))
        .map((name) => [name, model.getSection(name)]),
    );
  } catch {
    return undefined;
  }
}
