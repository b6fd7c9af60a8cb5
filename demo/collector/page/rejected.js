import { readRejected } from './api.js';
import { byId, make } from './dom.js';

/** Opens the list of events that were set aside, and why. */
export async function showRejected() {
  const rows = await readRejected();
  byId('rejected').replaceChildren(...rows.reverse().map(makeEntry));
  byId('rejected-dialog').showModal();
}

function makeEntry({ reason, event }) {
  const text = JSON.stringify(event, null, 2);
  return make('li', '', make('b', '', reason), make('pre', '', text));
}
