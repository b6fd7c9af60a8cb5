/** The answer to the ask `explain`: sdk/sluice/inspect/asks.hpp. */
export interface Explanation {
  event: string;
  policy: { id: string; revision: string };
  regime: Ruled & { id: string };
  purposes: (Ruled & { name: string; state: string })[];
  action: Ruled & { ruling: string; hold?: Hold };
  storage: (Ruled & { name: string; touched: boolean })[];
  destinations: Destination[];
  unheard: string[];
  /** Places of regimes where no visitor is, or not by that code. */
  unmatched: Ruled[];
}

/** Why, and on which line of the policy. */
interface Ruled {
  why: string;
  line: number;
  /** JSON pointer. */
  rule: string;
}

interface Hold {
  seconds: number;
  events: number;
  bytes: number;
  then: string;
}

interface Destination extends Ruled {
  name: string;
  status: 'sent' | 'cookieless' | 'held' | 'dropped';
  fields?: (Ruled & Field)[];
}

interface Field {
  path: string;
  status: 'sent' | 'held' | 'withheld';
  how: string;
  /** The value that is sent, as it is written; absent if it is withheld. */
  json?: string;
  /** What the policy's `never` cut out of it. */
  cut?: { what: string; line: number; rule: string }[];
}

/** Every line ends with the line of the policy behind it. */
export function printExplanation(file: string, answer: Explanation): void {
  const at = ({ line, rule }: Ruled) =>
    rule === '' ? '' : ` [${file}:${line}]`;
  const { policy, regime, action, unheard } = answer;
  const lines = [
    `event ${answer.event}   policy ${policy.id} rev ${policy.revision}`,
    `regime ${regime.id || 'NONE'}: ${regime.why}${at(regime)}`,
    ...purposeLines(answer, at),
    `action ${action.ruling.toUpperCase()}: ${action.why}${at(action)}` +
      holdWords(action.hold),
    ...answer.storage.map(
      (one) =>
        `storage ${one.name}: ` +
        `${one.touched ? 'may be read and written' : 'not touched'}` +
        `${one.why && `, needs ${one.why}`}${at(one)}`,
    ),
    ...answer.destinations.flatMap((one) => destinationLines(one, at)),
    ...unheard.map((signal) => `note: the policy reads no signal ${signal}`),
    ...answer.unmatched.map((one) => `note: ${one.why}${at(one)}`),
  ];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

type At = (ruled: Ruled) => string;

function purposeLines({ purposes }: Explanation, at: At): string[] {
  const width = Math.max(...purposes.map(({ name }) => name.length));
  const states = Math.max(7, ...purposes.map(({ state }) => state.length));
  return purposes.map(
    (one) =>
      `  ${one.name.padEnd(width)}  ${one.state.padEnd(states)}  ` +
      `${one.why}${at(one)}`,
  );
}

function holdWords(hold?: Hold): string {
  if (!hold) return '';
  const { seconds, events, then } = hold;
  return `   in memory for at most ${seconds}s, ${events} events, then ${then}`;
}

function destinationLines(one: Destination, at: At): string[] {
  const fields = one.fields ?? [];
  const width = Math.max(18, ...fields.map(({ path }) => path.length));
  return [
    `-> ${one.name}: ${statusWords(one)}${at(one)}`,
    ...fields.map(
      (field) =>
        `   ${field.json ? '+' : '-'} ${field.path.padEnd(width)} ` +
        `${field.how}${field.json ? ` = ${field.json}` : ''}   ` +
        `(${field.why})${at(field)}` +
        cutWords(field, at),
    ),
  ];
}

function cutWords({ cut = [] }: Field, at: At): string {
  return cut
    .map((one) => `, never ${one.what}${at({ ...one, why: '' })}`)
    .join('');
}

function statusWords({ status, why }: Destination): string {
  switch (status) {
    case 'sent':
      return `sent, ${why}`;
    case 'cookieless':
      return `sent as if every purpose were denied, ${why}`;
    case 'held':
      return `held, sent once the unknown purposes are granted, ${why}`;
    default:
      return `dropped, ${why}`;
  }
}
