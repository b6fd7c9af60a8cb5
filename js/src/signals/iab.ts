/** What CMPs say by the interfaces of the IAB: typed as these say, and read
 * as if it might be anything. */
import { follow, reacher } from './reach.js';
import type { Source } from './source.js';

type Flags = Record<string, unknown>;

interface TcData {
  listenerId?: unknown;
  cmpStatus?: unknown;
  eventStatus?: unknown;
  gdprApplies?: unknown;
  isServiceSpecific?: unknown;
  tcfPolicyVersion?: unknown;
  tcString?: unknown;
  purpose?: { consents?: Flags; legitimateInterests?: Flags };
  vendor?: {
    consents?: Flags;
    legitimateInterests?: Flags;
    disclosedVendors?: Flags;
    /** As some call it. */
    vendorsDisclosed?: Flags;
  };
  publisher?: { consents?: Flags; restrictions?: Record<string, Flags> };
  specialFeatureOptins?: Flags;
}

interface GppEvent {
  listenerId?: unknown;
  eventName?: unknown;
  pingData?: {
    cmpStatus?: unknown;
    signalStatus?: unknown;
    applicableSections?: unknown;
    gppString?: unknown;
    parsedSections?: Record<string, Flags | Flags[]>;
  };
}

/** https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/IAB%20Tech%20Lab%20-%20CMP%20API%20v2.md#addeventlistener */
export const tcf: Source = (tell, stops, { vendor: id }) =>
  follow<TcData>('__tcfapi', stops, (data, ok) => {
    const { purpose, vendor, publisher, ...rest } = data || {};
    const disclosed = vendor?.disclosedVendors || vendor?.vendorsDisclosed;
    tell({
      ok,
      status: rest.cmpStatus,
      event: rest.eventStatus,
      applies: rest.gdprApplies,
      service_specific: rest.isServiceSpecific,
      policy_version: rest.tcfPolicyVersion,
      string: rest.tcString,
      purposes: idsIn(purpose?.consents),
      interests: idsIn(purpose?.legitimateInterests),
      vendor:
        id === undefined
          ? undefined
          : {
              consent: isIn(vendor?.consents, id),
              interest: isIn(vendor?.legitimateInterests, id),
              disclosed: disclosed && isIn(disclosed, id),
            },
      restrictions: mapped(
        publisher?.restrictions,
        (types?: Flags) => types?.[`${id}`],
      ),
      publisher: idsIn(publisher?.consents),
      special_features: idsIn(rest.specialFeatureOptins),
    });
  });

/** All of a section that says an opt-out. */
const kFields = [
  'SaleOptOut',
  'SharingOptOut',
  'TargetedAdvertisingOptOut',
  'Gpc',
  'KnownChildSensitiveDataConsents',
  'KnownChildSensitiveDataConsent', // Tennessee's
];

/** https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform/blob/main/Core/CMP%20API%20Specification.md#addeventlistener */
export const gpp: Source = (tell, stops) =>
  follow<GppEvent>('__gpp', stops, (data, ok) => {
    const ping = data?.pingData || {};
    tell({
      ok: ok && data?.eventName !== 'error',
      ready: ping.signalStatus === 'ready',
      status: ping.cmpStatus,
      applicable: ping.applicableSections,
      string: ping.gppString,
      sections: mapped(ping.parsedSections, (parts) => {
        // A list of sub-sections; the IAB's own library makes one of them.
        const all: Flags = Object.assign({}, ...[parts].flat());
        return Object.fromEntries(kFields.map((field) => [field, all[field]]));
      }),
    });
  });

/** Has no events, so it is asked at each look.
 * https://github.com/InteractiveAdvertisingBureau/USPrivacy/blob/master/CCPA/USP%20API.md */
export const usp: Source = (tell, stops) => {
  const reach = reacher<{ uspString?: unknown }>('__uspapi', stops);
  return () =>
    reach()?.('getUSPData', (data, ok) =>
      tell({ string: ok ? data?.uspString : undefined }),
    );
};

function mapped<From, To>(
  from: Record<string, From> | undefined,
  make: (value: From) => To,
): Record<string, To> {
  const all = Object.entries(from || {});
  return Object.fromEntries(all.map(([key, value]) => [key, make(value)]));
}

function isIn(flags: Flags | undefined, id: number): boolean {
  return flags?.[id] === true;
}

function idsIn(flags: Flags | undefined): number[] {
  const ids = Object.keys(flags || {}).map(Number);
  return ids.filter((id) => isIn(flags, id));
}
