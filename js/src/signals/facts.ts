/** What a source of consent says, as src/signals/ reads it. It is the core
 * that judges: what comes from elsewhere is `unknown` here. */
export type SignalFact = { fact: 'signal' } & (
  | { signal: 'gpc' | 'dnt'; value: boolean }
  | {
      signal: 'tcf';
      ok: boolean;
      status: unknown;
      event: unknown;
      applies: unknown;
      service_specific: unknown;
      policy_version: unknown;
      string: unknown;
      /** Purposes with consent, and with legitimate interest. */
      purposes: number[];
      interests: number[];
      /** Of the vendor that the policy names, if it names one. */
      vendor: TcfVendor | undefined;
      restrictions: Record<string, unknown>;
      publisher: number[];
      special_features: number[];
    }
  | {
      signal: 'gpp';
      ok: boolean;
      ready: boolean;
      status: unknown;
      applicable: unknown;
      string: unknown;
      /** By the prefix of a section those fields that an opt-out needs. */
      sections: Record<string, Record<string, unknown>>;
    }
  | { signal: 'usp'; string: unknown }
  | {
      signal: 'gcm' | 'uet';
      command: unknown;
      /** And what else stands beside them, as `wait_for_update`. */
      choices: Record<string, unknown>;
      region: unknown;
    }
  | {
      signal: CmpName;
      choices: Record<string, boolean>;
      /** Whether there was a choice: without one, false is no refusal. */
      ready: boolean;
      /** Whether the visitor made it by an act. */
      explicit: boolean;
    }
);

export type CmpName =
  | 'onetrust'
  | 'cookiebot'
  | 'didomi'
  | 'usercentrics'
  | 'klaro'
  | 'cookieconsent'
  | 'osano';

interface TcfVendor {
  consent: boolean;
  interest: boolean;
  /** Undefined when the CMP says nothing of disclosure. */
  disclosed: boolean | undefined;
}
