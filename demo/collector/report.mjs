import { readFileSync } from 'node:fs';

import { createMissing } from './missing.mjs';
import { addMoney } from './money.mjs';

const tables = readFileSync(new URL('report.sql', import.meta.url), 'utf8');

/** report(): impressions, clicks, conversions and revenue per campaign, per
 * element and per goal, as report.sql defines them, and what is missing. A ratio
 * is null where there is nothing to divide by. */
export function createReport(database) {
  addMoney(database);
  database.exec(tables);
  const readFacts = database.prepare('INSERT INTO facts SELECT * FROM unread');
  const missing = createMissing(database);
  const campaigns = database.prepare('SELECT * FROM campaigns');
  const elements = database.prepare('SELECT * FROM elements');
  const goals = database.prepare('SELECT * FROM goals');
  const withoutSession = database
    .prepare('SELECT count(*) FROM facts WHERE session_id IS NULL')
    .pluck();
  const pagesAlone = database
    .prepare('SELECT count(DISTINCT session_id) FROM facts WHERE is_page_alone')
    .pluck();
  return () => {
    readFacts.run();
    return {
      campaigns: campaigns.all().map(rateCampaign),
      elements: elements.all().map(rateElement),
      goals: goals.all().map(readGoal),
      missing: missing(),
      without_session: withoutSession.get(),
      single_pages: pagesAlone.get(),
    };
  };
}

function rateCampaign({ revenue, ...row }) {
  return {
    ...row,
    ctr: divide(row.clicks, row.impressions),
    micro_rate: divide(row.micro, row.sessions),
    macro_rate: divide(row.macro, row.sessions),
    revenue: JSON.parse(revenue),
  };
}

function rateElement({ session_clicks, sessions, ...row }) {
  return {
    ...row,
    ctr: divide(row.clicks, row.impressions),
    clicks_per_session: divide(session_clicks, sessions),
  };
}

function readGoal({ value, ...row }) {
  return { ...row, value: JSON.parse(value) };
}

const divide = (part, whole) => (whole ? part / whole : null);
