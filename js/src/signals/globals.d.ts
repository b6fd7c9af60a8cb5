/** What consent platforms leave on a page, each where it is there at all. */

declare const OneTrust: {
  IsAlertBoxClosed(): boolean;
  GetDomainData(): {
    Groups: { CustomGroupId: string }[];
    ConsentModel: { Name: string };
  };
};
declare const OnetrustActiveGroups: string;

declare const Cookiebot: {
  consent: Record<string, unknown>;
  hasResponse: boolean;
};

declare const Didomi: {
  getCurrentUserStatus(): {
    purposes: Record<string, { enabled: boolean }>;
    regulation: string;
  };
  shouldUserStatusBeCollected(): boolean;
  isConsentRequired(): boolean;
};
interface Window {
  didomiOnReady?: unknown[];
  didomiEventListeners?: unknown[];
}

declare const __ucCmp: { getConsentDetails(): Promise<UcDetails> };
interface UcDetails {
  categories: Record<string, { state: string }>;
  consent: { type: string };
}

declare const klaro: {
  getManager(): {
    savedConsents: Record<string, boolean>;
    confirmed: boolean;
    config: { services: { name: string; purposes?: string[] }[] };
    watch(watcher: object): void;
    unwatch(watcher: object): void;
  };
};

declare const CookieConsent: {
  validConsent(): boolean;
  getUserPreferences(): {
    acceptedCategories: string[];
    rejectedCategories: string[];
  };
};

/** Of its events' details. */
interface CcCookie {
  categories: string[];
  services: object;
}

declare const Osano: {
  cm: {
    getConsent(): Record<string, string>;
    addEventListener(type: string, heard: (said?: unknown) => void): void;
    removeEventListener(type: string, heard: (said?: unknown) => void): void;
  };
};
