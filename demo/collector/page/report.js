import { readReport } from './api.js';
import { byId, make } from './dom.js';
import { columns } from './report-columns.js';
import { makeTable } from './table.js';

const titles = {
  campaigns: 'Campaigns',
  elements: 'Elements',
  goals: 'Goals',
  missing: 'Missing',
};

// The report reads all events, so a busy shop is not asked for it all the time.
const restMs = 1000;

/** The report, which is read only while it is looked at. Returns the function
 * to call when the figures may have changed. */
export function createReport(isShown, onProblem) {
  let isBusy = false;
  let isStale = false;
  return async () => {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    while (isStale && isShown()) {
      isStale = false;
      await readReport().then(show).catch(onProblem);
      await rest();
    }
    isBusy = false;
  };
}

const rest = () => new Promise((resolve) => setTimeout(resolve, restMs));

function show({ without_session, single_pages, ...tables }) {
  for (const [name, title] of Object.entries(titles)) {
    const rows = tables[name];
    const nothing = make('p', 'nothing', 'Nothing yet.');
    byId(name).replaceChildren(
      rows.length > 0 ? makeTable(title, columns[name], rows) : nothing,
    );
  }
  note(
    'without-session',
    without_session,
    'events carry no session id, as their policy says. They stand in rows of ' +
      'their own, without a rate.',
  );
  note(
    'single-pages',
    single_pages,
    'sessions are single page loads: the policy "cookieless" stores nothing, ' +
      'so each page load is a session of its own, and a conversion on a later ' +
      'page has no campaign. A collector started with --daily-visitors counts ' +
      'them per visitor and day.',
  );
}

/** Shows how many there are of something, if there are any. */
function note(id, count, text) {
  const box = byId(id);
  box.hidden = count === 0;
  box.textContent = `${count.toLocaleString('en')} ${text}`;
}
