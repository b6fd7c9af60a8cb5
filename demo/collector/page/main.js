import { createBuffer } from './buffer.js';
import { createClear, createOutage, createPause } from './controls.js';
import { createCounts } from './counts.js';
import { byId } from './dom.js';
import { follow } from './feed.js';
import { createFilter } from './filter.js';
import { createList } from './list.js';
import { showRejected } from './rejected.js';
import { createReport } from './report.js';
import { createViews, isReportShown } from './views.js';

let stored = null;

const filter = createFilter(() => list.filter());
const list = createList(byId('events'), filter.matches, showAmount);
const buffer = createBuffer(
  showEvents,
  createPause((on) => buffer.pause(on)),
);
const showFault = createOutage(showProblem);
const showCounts = createCounts(byId('counts'), () => {
  showRejected().catch(showProblem);
});
const refreshReport = createReport(isReportShown, showProblem);

createViews(refreshReport);
createClear(showProblem);
byId('tag').textContent =
  '<script async src="/sluice.js" ' +
  `data-endpoint="${location.origin}/collect"></script>`;
follow('/stream?last=500', {
  event: buffer.add,
  summary: showSummary,
  cleared: showCleared,
  state: showState,
});

function showEvents(items) {
  filter.offer(items);
  list.add(items);
}

function showSummary({ fault, ...counts }) {
  stored = counts.events;
  showCounts(counts);
  showFault(fault);
  showAmount();
  refreshReport();
}

function showCleared() {
  buffer.clear();
  list.clear();
}

function showAmount() {
  const all = list.lines.length;
  const shown = list.lines.filter(({ box }) => !box.hidden).length;
  byId('shown').textContent = shown < all ? `${shown} of ${all} shown` : '';
  byId('columns').hidden = all === 0;
  byId('empty').hidden = all > 0 || stored !== 0;
  byId('unmatched').hidden = all === 0 || shown > 0;
}

function showState(state) {
  const words = { live: 'Live', lost: 'No answer; trying again' };
  byId('state').dataset.state = state;
  byId('state').textContent = words[state];
}

function showProblem(error) {
  byId('state').dataset.state = 'lost';
  byId('state').textContent = error.message;
}
