import { make } from './dom.js';

const titles = {
  events: 'Events',
  sessions: 'Sessions',
  batches: 'Batches',
  duplicates: 'Duplicates',
  rejected: 'Rejected',
  dropped: 'Dropped',
};

/** Lays out the header's counts and returns the function that updates them.
 * `onRejected` is called when the reader asks what was rejected. */
export function createCounts(box, onRejected) {
  const values = {};
  for (const [name, title] of Object.entries(titles)) {
    values[name] = make('dd', '', '0');
    box.append(make('div', name, make('dt', '', title), values[name]));
  }
  const why = makeWhy(onRejected);
  const reasons = make('dd', 'reasons');
  values.rejected.after(why);
  values.dropped.after(reasons);
  return ({ dropped, ...counts }) => {
    const total = Object.values(dropped).reduce((sum, n) => sum + n, 0);
    for (const [name, count] of Object.entries({ ...counts, dropped: total })) {
      if (values[name]) values[name].textContent = count.toLocaleString('en');
    }
    why.hidden = counts.rejected === 0;
    reasons.textContent = describeReasons(dropped);
  };
}

function makeWhy(onRejected) {
  const button = make('button', '', 'why?');
  button.type = 'button';
  button.addEventListener('click', onRejected);
  return make('dd', 'why', button);
}

function describeReasons(dropped) {
  return Object.entries(dropped)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
}
