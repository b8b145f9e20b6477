-- crm losses: a row a reason; deals whose reason nobody wrote are a row without one.
CREATE VIEW losses AS
WITH ended AS (
  SELECT d.*, COALESCE(d.reason, '') AS why,
    CASE WHEN d.verified_by = 'buyer' THEN 1 ELSE 0 END AS verified
  FROM deals_on_day d
  WHERE d.result IN ('lost', 'no_decision')
),
whole AS (
  SELECT COUNT(*) AS n FROM ended
),
medians AS (
  SELECT why, AVG(cycle) AS median_days
  FROM (
    SELECT why, cycle, ROW_NUMBER() OVER (PARTITION BY why ORDER BY cycle) AS place,
      COUNT(*) OVER (PARTITION BY why) AS many
    FROM ended WHERE cycle >= 0
  ) ordered
  WHERE 2 * place IN (many, many + 1, many + 2)
  GROUP BY why
),
frequent AS (
  SELECT why, stage
  FROM (
    SELECT why, stage, ROW_NUMBER() OVER (PARTITION BY why ORDER BY COUNT(*) DESC, stage) AS place
    FROM ended WHERE stage IS NOT NULL
    GROUP BY why, stage
  ) ranked
  WHERE place = 1
),
sums AS (
  SELECT why, COUNT(*) AS deals, SUM(money) AS money, SUM(verified) AS verified
  FROM ended
  GROUP BY why
)
SELECT NULLIF(s.why, '') AS reason, s.deals, REAL_OF(s.deals) / whole.n AS share,
  AMOUNT(COALESCE(s.money, 0)) AS amount, m.median_days, f.stage AS last_stage,
  REAL_OF(s.verified) / s.deals AS verified
FROM sums s CROSS JOIN whole
LEFT JOIN medians m ON m.why = s.why
LEFT JOIN frequent f ON f.why = s.why;
