-- crm winrate: one row; narrow's 95 % interval is Wilson's.
CREATE VIEW winrate AS
WITH counts AS (
  SELECT SUM(CASE WHEN result = 'won' THEN 1 ELSE 0 END) AS won,
    SUM(CASE WHEN result = 'lost' THEN 1 ELSE 0 END) AS lost,
    SUM(CASE WHEN result = 'no_decision' THEN 1 ELSE 0 END) AS no_decision,
    SUM(CASE WHEN result IS NULL THEN 1 ELSE 0 END) AS still_open,
    COUNT(*) AS created,
    SUM(CASE WHEN result = 'won' THEN money END) AS won_money,
    COUNT(CASE WHEN result = 'won' THEN money END) AS valued,
    AVG(CASE WHEN result = 'won' AND cycle >= 0 THEN cycle END) AS average_cycle_days
  FROM deals_on_day
  WHERE result IS NULL OR result <> 'invalid'
),
filled AS (
  SELECT COALESCE(won, 0) AS won, COALESCE(lost, 0) AS lost,
    COALESCE(no_decision, 0) AS no_decision, COALESCE(still_open, 0) AS still_open, created,
    won_money, valued, average_cycle_days,
    REAL_OF(COALESCE(won, 0) + COALESCE(lost, 0)) AS n,
    REAL_OF(won) / NULLIF(won + lost, 0) AS rate,
    REAL_OF(1.959963984540054) AS z
  FROM counts
)
SELECT won, lost, no_decision, still_open AS "open", rate AS narrow,
  REAL_OF(won) / NULLIF(won + lost + no_decision, 0) AS broad,
  CASE WHEN won = 0 AND lost = 0 THEN NULL WHEN won = 0 THEN REAL_OF(0) ELSE
    (rate + z * z / (2 * n)) / (1 + z * z / n)
    - z * SQRT(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n) END AS low,
  CASE WHEN won = 0 AND lost = 0 THEN NULL WHEN lost = 0 THEN REAL_OF(1) ELSE
    (rate + z * z / (2 * n)) / (1 + z * z / n)
    + z * SQRT(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n) END AS high,
  REAL_OF(AMOUNT(won_money)) / NULLIF(valued, 0) AS average_won, average_cycle_days,
  AMOUNT(COALESCE(won_money, 0)) AS won_amount,
  REAL_OF(won) / NULLIF(created, 0) AS cohort
FROM filled;
