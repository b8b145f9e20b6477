-- crm pipeline: a row a stage, in the order of the process; stages it does not know at the end.
CREATE VIEW pipeline AS
WITH known AS (  -- how much is named of an account, in whole percents
  SELECT account,
    CASE WHEN SUM(CASE WHEN waived IS NULL THEN weight ELSE 0 END) = 0 THEN 100
      ELSE WHOLE(100 * SUM(CASE WHEN waived IS NULL AND rung >= 1 THEN weight ELSE 0 END),
        SUM(CASE WHEN waived IS NULL THEN weight ELSE 0 END)) END AS named
  FROM coverage_slots
  GROUP BY account
),
needed AS (
  SELECT s.stage, MAX(o.min_coverage) AS needed
  FROM stages s JOIN stages o ON o.n <= s.n
  GROUP BY s.stage
),
open_deals AS (
  SELECT d.*,
    CASE WHEN COALESCE(k.named, 100) < n.needed THEN 1 ELSE 0 END AS blind
  FROM deals_on_day d
  LEFT JOIN known k ON k.account = d.account
  LEFT JOIN needed n ON n.stage = d.stage
  WHERE d.result IS NULL
),
medians AS (
  SELECT stage, AVG(stage_days) AS median_days
  FROM (
    SELECT COALESCE(stage, '') AS stage, stage_days,
      ROW_NUMBER() OVER (PARTITION BY stage ORDER BY stage_days) AS place,
      COUNT(*) OVER (PARTITION BY stage) AS many
    FROM open_deals WHERE stage_days IS NOT NULL
  ) ordered
  WHERE 2 * place IN (many, many + 1, many + 2)
  GROUP BY stage
),
sums AS (
  SELECT COALESCE(stage, '') AS stage, COUNT(*) AS deals, SUM(money) AS money,
    SUM(weighted_money) AS weighted_money, SUM(rotten) AS rotten, SUM(parked) AS parked,
    SUM(overdue) AS overdue, SUM(blind) AS blind,
    SUM(CASE WHEN money IS NULL THEN 1 ELSE 0 END) AS unvalued
  FROM open_deals
  GROUP BY COALESCE(stage, '')
),
listed AS (
  SELECT stage, n FROM stages
  UNION ALL
  SELECT stage, 1000000 FROM sums WHERE stage NOT IN (SELECT stage FROM stages)
)
SELECT NULLIF(l.stage, '') AS stage, COALESCE(s.deals, 0) AS deals,
  AMOUNT(COALESCE(s.money, 0)) AS amount, AMOUNT(COALESCE(s.weighted_money, 0)) AS weighted,
  m.median_days, COALESCE(s.rotten, 0) AS rotten, COALESCE(s.parked, 0) AS parked,
  COALESCE(s.overdue, 0) AS overdue, COALESCE(s.blind, 0) AS blind,
  COALESCE(s.unvalued, 0) AS unvalued, l.n AS place
FROM listed l
LEFT JOIN sums s ON s.stage = l.stage
LEFT JOIN medians m ON m.stage = l.stage;
