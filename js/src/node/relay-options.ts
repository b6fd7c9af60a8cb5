import type { Full } from '../full/full.js';
import type { RelayOptions } from '../node-api.js';
import { textOf } from './texts.js';

interface Remarks {
  error?: string;
  errors: number;
  remarks: Remark[];
}

interface Remark {
  line: number;
  column: number;
  severity: string;
  message: string;
}

/** Throws what is wrong with the options of a relay. */
export function checkOptions(
  full: Full,
  { policy: given, destinations }: RelayOptions,
): void {
  const policy = textOf(given);
  const checked = full.ask({ ask: 'check', text: policy }) as Remarks;
  throwFirst('policy', checked);
  const known = (JSON.parse(policy) as { destinations?: object }).destinations;
  for (const [name, use] of Object.entries(destinations)) {
    if (!known || !(name in known)) {
      throw new Error(`the policy has no destination "${name}"`);
    }
    const { description, config, endpoint } = use;
    const text = textOf(description);
    const remarks = full.ask({ ask: 'check_destination', text }) as Remarks;
    throwFirst(`destinations.${name}.description`, remarks);
    const { error } = full.ask({
      ask: 'preview_destination',
      description: text,
      config: config ?? {},
      endpoint: endpoint ?? '',
      events: [],
    }) as Remarks;
    if (error !== undefined) throw new Error(`destinations.${name}: ${error}`);
  }
}

function throwFirst(what: string, { error, errors, remarks }: Remarks): void {
  if (error !== undefined) throw new Error(`${what}: ${error}`);
  if (errors === 0) return;
  const first = remarks.find(({ severity }) => severity === 'error');
  if (!first) return;
  const { line, column, message } = first;
  throw new Error(`${what}:${line}:${column}: ${message}`);
}
