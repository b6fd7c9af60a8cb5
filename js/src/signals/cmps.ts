/** Consent platforms that have an interface of their own. If a platform is not
 * there yet, or another script uses its name, reading it throws, and nothing is
 * reported. */
import type { CmpName } from './facts.js';
import { listen, quietly, type Stop } from '../quiet.js';
import type { Source } from './source.js';
import { kSaidOnce } from './words.js';

/** The names of all choices, which of them are given, whether that is a
 * choice at all (without one all are false, or as configured), and whether
 * it was made by an act. */
type State = [
  names: string[],
  isOn: (name: string) => unknown,
  ready: boolean,
  explicit: boolean,
];

type Hear = (said?: unknown) => void;

interface Cmp {
  /** Events of window after which it is read. */
  events?: string[];
  /** `said` is the detail of its last event. */
  read(said: unknown, hear: Hear): State | undefined;
  /** Has it call `hear`; returns what ends that. */
  watch?(hear: Hear): Stop;
}

const { keys } = Object;

const kTable: Record<CmpName, Cmp> = {
  // https://developer.onetrust.com/onetrust/docs/javascript-events-guide
  onetrust: {
    events: ['OneTrustGroupsUpdated', 'OTConsentApplied'],
    read() {
      // Throws until its script is there: before, that is a stub which knows
      // the country and no more.
      const { Groups, ConsentModel } = OneTrust.GetDomainData();
      const isClosed = OneTrust.IsAlertBoxClosed();
      return [
        Groups.map((group) => group.CustomGroupId),
        (id) => OnetrustActiveGroups.includes(`,${id},`),
        isClosed,
        // In the other models, to leave the banner is to leave all on.
        isClosed && ConsentModel.Name === 'opt-in',
      ];
    },
  },

  // https://www.cookiebot.com/en/developer/
  cookiebot: {
    events: [
      'CookiebotOnConsentReady',
      'CookiebotOnAccept',
      'CookiebotOnDecline',
    ],
    read() {
      const { consent, hasResponse } = Cookiebot;
      return [
        ['necessary', 'preferences', 'statistics', 'marketing'],
        (name) => consent[name],
        hasResponse,
        consent.method === 'explicit',
      ];
    },
  },

  // https://developers.didomi.io/cmp/web-sdk/reference/api
  didomi: {
    read() {
      const { purposes, regulation } = Didomi.getCurrentUserStatus();
      const isChoice =
        !Didomi.shouldUserStatusBeCollected() && !/none/i.test(regulation);
      return [
        keys(purposes),
        (id) => purposes[id]?.enabled,
        isChoice,
        isChoice && Didomi.isConsentRequired(),
      ];
    },
    watch(hear) {
      const listener = () => hear();
      const event = 'consent.changed';
      // Its queues, which it reads whenever it comes.
      (window.didomiOnReady = window.didomiOnReady || []).push(listener);
      (window.didomiEventListeners = window.didomiEventListeners || []).push({
        event,
        listener,
      });
      return () => {};
    },
  },

  // https://usercentrics.com/docs/web/features/api/interfaces/#consentdetails
  usercentrics: {
    events: ['UC_CONSENT', 'UC_UI_INITIALIZED'],
    read(said, hear) {
      const { categories, consent } = Object(said) as UcDetails;
      if (!consent) {
        const tell = (all: unknown) => all && hear(all);
        __ucCmp.getConsentDetails().then(tell, () => {});
        return undefined;
      }
      // Else 'IMPLICIT': as configured.
      const isExplicit = consent.type === 'EXPLICIT';
      return [
        keys(categories),
        // Where some of its services were chosen, a category was not.
        (id) => categories[id]?.state === 'ALL_ACCEPTED',
        isExplicit,
        isExplicit,
      ];
    },
  },

  // https://klaro.org/docs/api/js_api
  klaro: {
    read() {
      // `consents` are the switches in the dialog, saved or not.
      const { savedConsents, confirmed, config } = klaro.getManager();
      // A name may be that of a service, or of a purpose: then it means all
      // services that list it.
      const services = config.services.map(({ name, purposes }) => ({
        names: [name].concat(purposes || []),
        isOn: savedConsents[name],
      }));
      return [
        services.flatMap(({ names }) => names),
        (name) =>
          services.every(({ names, isOn }) => isOn || !names.includes(name)),
        confirmed,
        confirmed,
      ];
    },
    watch(hear) {
      const manager = klaro.getManager();
      const watcher = { update: () => hear() };
      manager.watch(watcher);
      return () => manager.unwatch(watcher);
    },
  },

  // https://cookieconsent.orestbida.com/reference/api-reference.html
  cookieconsent: {
    events: kSaidOnce.cookieconsent,
    read(said) {
      if (typeof CookieConsent === 'undefined') {
        // As a module it has events alone.
        const { categories, services } = (said as { cookie: CcCookie }).cookie;
        return [keys(services), (id) => categories.includes(id), true, true];
      }
      const { acceptedCategories: on, rejectedCategories: off } =
        CookieConsent.getUserPreferences();
      const isChoice = CookieConsent.validConsent();
      return [[...on, ...off], (id) => on.includes(id), isChoice, isChoice];
    },
  },

  // https://developers.osano.com/cmp/javascript-api/developer-documentation-consent-javascript-api
  osano: {
    read(said) {
      // It said undefined if there was no choice; asked, it tells defaults.
      const consent = (said || Osano.cm.getConsent()) as Record<string, string>;
      return [keys(consent), (id) => consent[id] === 'ACCEPT', !!said, !!said];
    },
    watch(hear) {
      const { cm } = Osano;
      // Not `-changed`: that is a switch in the dialog, saved or not.
      const types = ['osano-cm-initialized', 'osano-cm-consent-saved'];
      for (const type of types) cm.addEventListener(type, hear);
      return () => {
        for (const type of types) cm.removeEventListener(type, hear);
      };
    },
  },
};

function sourceOf({ events, read, watch }: Cmp): Source {
  return (tell, stops, { said }) => {
    let end: Stop | undefined;
    const look = () => {
      const [names, isOn, ready, explicit] = read(said, hear) || [];
      if (!names || !isOn) return;
      const choices: Record<string, boolean> = {};
      for (const name of names) choices[name] = isOn(name) === true;
      tell({ choices, ready: ready === true, explicit: explicit === true });
    };
    const hear: Hear = (news) => {
      said = news;
      quietly(look);
    };
    for (const type of events || []) {
      stops.push(listen<CustomEvent>(window, type, (e) => hear(e.detail)));
    }
    stops.push(() => end?.());
    return () => {
      end = end || quietly(() => watch?.(hear));
      look();
    };
  };
}

export const kCmps: Record<string, Source> = {};
for (const [name, cmp] of Object.entries(kTable)) kCmps[name] = sourceOf(cmp);
