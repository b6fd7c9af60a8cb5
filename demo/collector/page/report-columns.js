import { make } from './dom.js';

/** What stands where there is nothing to divide by, or nothing was told. */
const none = '\u2013';

const percent = new Intl.NumberFormat('en', {
  style: 'percent',
  maximumFractionDigits: 1,
});

const decimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

const count = (name) => (row) =>
  row[name] === null ? none : row[name].toLocaleString('en');

const ratio = (name) => (row) =>
  row[name] === null ? none : percent.format(row[name]);

const mean = (name) => (row) =>
  row[name] === null ? none : decimal.format(row[name]);

/** Amounts stay the text they are: no number has 0.1. */
const money = (name) => (row) =>
  Object.entries(row[name])
    .map(([currency, amount]) => `${amount}\u00a0${currency}`)
    .join(', ') || none;

const clicks = [
  { title: 'Impressions', describe: count('impressions') },
  { title: 'Clicks', describe: count('clicks') },
  { title: 'CTR', describe: ratio('ctr') },
];

/** The columns of the report's tables, by what they list. */
export const columns = {
  campaigns: [
    { title: 'Campaign', describe: describeCampaign, isText: true },
    { title: 'Channel', describe: (row) => row.channel ?? none, isText: true },
    { title: 'Sessions', describe: count('sessions') },
    ...clicks,
    { title: 'Micro', describe: count('micro') },
    { title: 'Micro rate', describe: ratio('micro_rate') },
    { title: 'Macro', describe: count('macro') },
    { title: 'Macro rate', describe: ratio('macro_rate') },
    { title: 'Revenue', describe: money('revenue') },
  ],
  elements: [
    { title: 'Element', describe: (row) => row.id, isText: true },
    ...clicks,
    { title: 'Clicks / session', describe: mean('clicks_per_session') },
  ],
  goals: [
    { title: 'Goal', describe: (row) => row.id, isText: true },
    { title: 'Kind', describe: (row) => row.kind ?? none, isText: true },
    { title: 'Conversions', describe: count('conversions') },
    { title: 'Sessions', describe: count('sessions') },
    { title: 'Value', describe: money('value') },
  ],
  missing: [
    { title: 'Page', describe: describePage, isText: true },
    { title: 'Captured', describe: count('captured') },
    { title: 'Arrived', describe: count('arrived') },
    { title: 'Missing', describe: describeRanges, isText: true },
    { title: 'Why', describe: describeReasons, isText: true },
    { title: 'Unexplained', describe: count('unexplained') },
  ],
};

function describePage({ page, path }) {
  const cell = make('span', '', path ?? none, ' ');
  cell.append(make('i', 'chip', page.slice(-6)));
  cell.title = page;
  return cell;
}

function describeRanges({ missing }) {
  return missing
    .map(([first, last]) => (first === last ? first : `${first}\u2013${last}`))
    .join(', ');
}

function describeReasons({ dropped }) {
  return (
    Object.entries(dropped)
      .map(([reason, events]) => `${events} ${reason.replaceAll('_', ' ')}`)
      .join(', ') || none
  );
}

function describeCampaign({ source, medium, campaign, sessions }) {
  const names = [source, medium, campaign];
  const text = names.some((name) => name !== null)
    ? names.map((name) => name ?? none).join(' / ')
    : 'no campaign';
  const cell = make('span', '', text);
  if (sessions === null) cell.append(' ', make('i', 'chip', 'no session'));
  return cell;
}
