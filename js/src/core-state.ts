import type { Action, ForgotAction } from './actions.js';
import type { ConsentStatus, Forgotten } from './api.js';
import { AttributionForms } from './attribution.js';

type Telling = Extract<
  Action,
  { action: 'consent' } | { action: 'attribution' } | { action: 'forgot' }
>;

/** The last state that the core reported, for the page to read. */
export class CoreState {
  status: ConsentStatus | undefined;
  readonly attribution = new AttributionForms();
  /** By the last forget(). */
  forgotten: Forgotten = nothingForgotten();

  handle(action: Telling): void {
    if (action.action === 'consent') this.status = action.status;
    else if (action.action === 'forgot') this.forgotten = forgottenBy(action);
    else this.attribution.set(action.current);
  }
}

export function nothingForgotten(): Forgotten {
  return { events: 0, keys: [] };
}

function forgottenBy({ events, records }: ForgotAction): Forgotten {
  return { events, keys: records.map(({ key }) => key) };
}
