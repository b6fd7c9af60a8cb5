-- What is missing of pages, by the numbers that their events carry, and what
-- their trackers said of it. Stands on the facts of report.sql.

-- The pages that have gaps, and which numbers arrived; the newest first.
CREATE TEMP VIEW gaps AS
SELECT
  page_id AS page,
  max(session_id) AS session,
  max(path) AS path,
  max(sequence) AS captured,
  count(DISTINCT sequence) AS arrived,
  json_group_array(DISTINCT sequence) AS sequences
FROM facts
WHERE page_id IS NOT NULL AND sequence IS NOT NULL
GROUP BY page_id
HAVING captured > arrived
ORDER BY max(rowid) DESC
LIMIT 100;

-- Why, by page. A batch comes from one page, and tells of that page's losses.
CREATE TEMP VIEW reasons AS
SELECT page_id AS page, key AS reason, sum(value) AS events
FROM (
  SELECT batch_id, min(page_id) AS page_id FROM facts
  WHERE page_id IS NOT NULL GROUP BY batch_id
) JOIN batches USING (batch_id), json_each(dropped)
GROUP BY 1, 2
UNION ALL
SELECT event ->> '$.page.id', 'set_aside', count(*) FROM rejected GROUP BY 1;
