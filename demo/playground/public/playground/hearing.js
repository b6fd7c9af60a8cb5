/* What a visitor's choice sounds like to a policy: one fact for each signal
 * that the policy reads, as the loader would tell it
 * (js/src/signals/facts.ts). */

const everyTcfPurpose = Array.from({ length: 11 }, (_, i) => i + 1);

/** The signals of a policy's text as [[name, definition], ...]; of a text that
 * can't be read, those of no policy in particular. */
export function signalsOf(text) {
  try {
    return Object.entries(JSON.parse(text).signals ?? {});
  } catch {
    const site = { read: 'api', map: { analytics: 'analytics', ads: 'ads' } };
    return [['site', site]];
  }
}

/** The purposes that a policy's text says are no sale, and can be had without
 * one. */
export function purposesWithoutSale(text) {
  try {
    const { purposes } = JSON.parse(text);
    return Object.keys(purposes).filter((name) => !purposes[name].sells);
  } catch {
    return ['analytics'];
  }
}

/** What is heard while the dialog is open: no choice yet. */
export function hearDialog(signals) {
  return signals.flatMap(([, { read, map = {} }]) => {
    if (read === 'tcf') return [tcf('cmpuishown', [])];
    if (read === 'gcm' || read === 'uet') {
      const choices = choose(map, () => false, 'granted', 'denied');
      return [{ signal: read, command: 'default', choices }];
    }
    return [];
  });
}

/** What is heard once the visitor has chosen, by an act; `grants` says whether
 * a purpose was granted. */
export function hearChoice(signals, grants) {
  return signals.flatMap(([name, { read, map = {}, denies = [] }]) => {
    switch (read) {
      case 'gpc':
      case 'dnt':
      case 'usp':
        return []; // said by the browser, or of a sale; by no dialog
      case 'flag':
        return denies.every(grants) ? [] : [site({ [name]: true })];
      case 'tcf':
        return [tcf('useractioncomplete', tcfPurposes(map, grants))];
      case 'gpp':
        return [gpp(map, grants)];
      case 'gcm':
      case 'uet': {
        const choices = choose(map, grants, 'granted', 'denied');
        return [{ signal: read, command: 'update', choices }];
      }
      default: {
        const choices = choose(map, grants, true, false);
        return [{ signal: read, choices, explicit: true, ready: true }];
      }
    }
  });
}

const site = (choices) => ({ signal: 'api', choices, explicit: true });

const namesOf = (names) => [names].flat().filter((one) => one !== undefined);

/** {category: yes or no} of a map {purpose: category or categories}. */
function choose(map, grants, yes, no) {
  return Object.fromEntries(
    Object.entries(map).flatMap(([purpose, names]) =>
      namesOf(names).map((name) => [name, grants(purpose) ? yes : no]),
    ),
  );
}

function tcf(event, purposes) {
  return {
    signal: 'tcf',
    ok: true,
    status: 'loaded',
    event,
    applies: true,
    service_specific: true,
    policy_version: 5,
    purposes,
    vendor: {
      disclosed: true,
      consent: purposes.length > 0,
      interest: false,
    },
  };
}

function tcfPurposes(map, grants) {
  const entries = Object.entries(map);
  if (entries.every(([purpose]) => grants(purpose))) return everyTcfPurpose;
  const granted = entries.filter(([purpose]) => grants(purpose));
  const numbers = granted.flatMap(([, { purposes }]) => namesOf(purposes));
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** The national section, in which 1 is an opt-out and 2 is none. */
function gpp(map, grants) {
  const fields = Object.entries(map).flatMap(([purpose, { optOut }]) =>
    namesOf(optOut).map((field) => [field, grants(purpose) ? 2 : 1]),
  );
  return {
    signal: 'gpp',
    ok: true,
    ready: true,
    applicable: [7],
    sections: { usnat: Object.fromEntries(fields) },
  };
}
