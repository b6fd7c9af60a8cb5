-- What the report counts, by the names that README.md and the page define.
-- Tables of the connection, not of the file: they change with the program.

-- What is told by each event, so that its JSON is read once.
CREATE TEMP TABLE facts (
  rowid INTEGER PRIMARY KEY,
  session_id TEXT, -- or the day's visitor, where nothing is stored on devices
  is_page_alone INTEGER, -- a page load is all that this session can be
  name TEXT,
  time INTEGER,
  sequence INTEGER,
  channel TEXT,
  source TEXT,
  medium TEXT,
  campaign TEXT,
  seen TEXT, -- the element's mark, on impressions
  clicked TEXT, -- that of the element the click was in
  goal TEXT, -- on conversions
  kind TEXT,
  goal_value TEXT,
  goal_currency TEXT,
  order_value TEXT,
  order_currency TEXT,
  page_id TEXT, -- within which sequence counts
  path TEXT,
  batch_id TEXT
);

CREATE TEMP TRIGGER forget_facts AFTER DELETE ON events
BEGIN
  DELETE FROM facts WHERE rowid = old.rowid;
END;

-- The events whose facts are not read yet. A dead or a rage click tells of
-- clicks that have events of their own. A refund is no conversion, and its
-- value is what the shop gave back: events of other programs may have a minus
-- there, which says the same.
CREATE TEMP VIEW unread AS
SELECT
  rowid,
  iif(is_cookieless, coalesce(daily_visitor, session_id), session_id),
  is_cookieless AND daily_visitor IS NULL,
  event ->> '$.event.name' AS name,
  event ->> '$.event.time',
  event ->> '$.event.sequence',
  event ->> '$.campaign.channel',
  event ->> '$.campaign.source',
  event ->> '$.campaign.medium',
  event ->> '$.campaign.campaign',
  event ->> '$.impression.id',
  iif(event ->> '$.event.name' IN ('dead_click', 'rage_click'),
    NULL, event ->> '$.click.impression'),
  iif(event ->> '$.event.conversion' AND event ->> '$.event.name' <> 'refund',
    coalesce(event ->> '$.goal.id', event ->> '$.event.name'), NULL),
  event ->> '$.goal.kind',
  event ->> '$.goal.value',
  event ->> '$.goal.currency',
  iif(event ->> '$.event.name' = 'refund',
    ltrim(event ->> '$.order.value', '-'), event ->> '$.order.value'),
  event ->> '$.order.currency',
  event ->> '$.page.id',
  event ->> '$.page.path',
  batch_id
FROM (
  -- The preset that the tracker runs under without a policy stores nothing.
  SELECT *, coalesce(event ->> '$.consent.policy', '') = 'cookieless'
    AS is_cookieless
  FROM events
)
WHERE rowid > (SELECT coalesce(max(rowid), 0) FROM facts);

-- The campaign that a session counts for: that of its first event which tells
-- of one. Direct is what is said where nothing is known.
CREATE TEMP VIEW origins AS
SELECT session_id, channel, source, medium, campaign
FROM (
  SELECT *, row_number() OVER (
    PARTITION BY session_id
    ORDER BY
      source IS NULL AND medium IS NULL AND campaign IS NULL
        AND coalesce(channel, 'Direct') = 'Direct',
      channel IS NULL, time, sequence, rowid
  ) AS place
  FROM facts
  WHERE session_id IS NOT NULL
)
WHERE place = 1;

-- The events, each with the campaign it counts for. One without a session
-- counts for its own.
CREATE TEMP VIEW placed AS
SELECT
  facts.*,
  facts.session_id IS NOT NULL AS has_session,
  iif(origins.session_id IS NULL, facts.channel, origins.channel)
    AS from_channel,
  iif(origins.session_id IS NULL, facts.source, origins.source) AS from_source,
  iif(origins.session_id IS NULL, facts.medium, origins.medium) AS from_medium,
  iif(origins.session_id IS NULL, facts.campaign, origins.campaign)
    AS from_campaign
FROM facts LEFT JOIN origins USING (session_id);

-- Per campaign. Of events without a session there is no conversion rate.
CREATE TEMP VIEW campaigns AS
SELECT
  from_channel AS channel,
  from_source AS source,
  from_medium AS medium,
  from_campaign AS campaign,
  iif(has_session, count(DISTINCT session_id), NULL) AS sessions,
  count(*) FILTER (WHERE name = 'impression') AS impressions,
  count(clicked) AS clicks,
  count(goal) FILTER (WHERE kind = 'micro') AS micro,
  count(goal) FILTER (WHERE kind = 'macro') AS macro,
  sum_money(order_currency, order_value,
    CASE name WHEN 'purchase' THEN 1 WHEN 'refund' THEN -1 END) AS revenue
FROM placed
GROUP BY has_session, from_channel, from_source, from_medium, from_campaign
ORDER BY has_session DESC, sessions DESC, 1, 2, 3, 4;

-- Per element, by its mark; the last two for how often one visitor uses it.
CREATE TEMP VIEW elements AS
SELECT
  coalesce(seen, clicked) AS id,
  count(seen) AS impressions,
  count(clicked) AS clicks,
  count(iif(clicked IS NULL, NULL, session_id)) AS session_clicks,
  count(DISTINCT iif(clicked IS NULL, NULL, session_id)) AS sessions
FROM facts
WHERE seen IS NOT NULL OR clicked IS NOT NULL
GROUP BY 1
ORDER BY impressions DESC, clicks DESC, id;

-- Per goal.
CREATE TEMP VIEW goals AS
SELECT
  goal AS id,
  kind,
  count(*) AS conversions,
  count(DISTINCT session_id) AS sessions,
  sum_money(goal_currency, goal_value, 1) AS value
FROM facts
WHERE goal IS NOT NULL
GROUP BY goal, kind
ORDER BY kind, conversions DESC, id;
