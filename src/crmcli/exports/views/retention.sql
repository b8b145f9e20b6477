-- Every account that ever bought, at both ends of the last twelve months: docs/retention.md.
CREATE VIEW retention_accounts AS
WITH today AS (
  SELECT "day" AS t FROM as_of
),
ends AS (
  SELECT 1 AS is_start, PLUS_MONTHS(t, -12) AS t FROM today
  UNION ALL
  SELECT 0, t FROM today
),
terms AS (
  SELECT c.account, c.contract, c."start", c."end",
    PLUS_DAYS(c."end", p.grace_days + 1) AS gone,
    PLUS_DAYS(c."end", -(CASE WHEN COALESCE(c.notice_days, 0) > p.remind_days
      THEN c.notice_days ELSE p.remind_days END)) AS opens,
    MONEY(c.amount) * (CASE c.per WHEN 'month' THEN 12 WHEN 'quarter' THEN 4
      WHEN 'once' THEN 0 ELSE 1 END) AS a_year,
    CASE WHEN c.signed < c."start" THEN c.signed ELSE c."start" END AS known
  FROM contracts c CROSS JOIN policy p
),
held AS (
  SELECT e.is_start, e.t, c.account, c.contract, c."start", c."end", c.opens, c.gone, c.a_year
  FROM ends e
  JOIN terms c ON c."start" <= e.t AND (c.gone IS NULL OR e.t < c.gone)
),
followed_by AS (
  SELECT DISTINCT c.is_start, c.account, c.contract
  FROM held c
  JOIN terms o ON o.account = c.account
  WHERE c."end" < c.t AND o.contract <> c.contract
    AND o."start" > c.opens AND o."start" > c."start" AND o."start" <= c.gone
    AND o."start" <= c.t AND (o."end" IS NULL OR o."end" > c."end")
),
holding AS (
  SELECT h.is_start, h.account, h.contract, h.a_year,
    CASE WHEN f.contract IS NULL THEN 0 ELSE 1 END AS followed
  FROM held h
  LEFT JOIN followed_by f
    ON f.is_start = h.is_start AND f.account = h.account AND f.contract = h.contract
),
yearly AS (
  SELECT is_start, account,
    SUM(CASE WHEN followed = 0 THEN a_year END) AS money,
    SUM(CASE WHEN followed = 0 AND a_year IS NULL THEN 1 ELSE 0 END) AS unvalued
  FROM holding
  GROUP BY is_start, account
),
bought AS (
  SELECT account, COUNT(DISTINCT closed) AS times
  FROM deals_on_day
  WHERE result = 'won'
  GROUP BY account
)
SELECT a.account, a.owner, a.segment,
  CASE WHEN b.account IS NULL THEN 0 ELSE 1 END AS was,
  CASE WHEN n.account IS NULL THEN 0 ELSE 1 END AS stays,
  CASE WHEN b.unvalued = 0 THEN COALESCE(b.money, 0) END AS before_money,
  CASE WHEN n.unvalued = 0 THEN COALESCE(n.money, 0) END AS after_money,
  COALESCE(w.times, 0) AS times
FROM accounts a
LEFT JOIN yearly b ON b.account = a.account AND b.is_start = 1
LEFT JOIN yearly n ON n.account = a.account AND n.is_start = 0
LEFT JOIN bought w ON w.account = a.account
WHERE w.account IS NOT NULL OR a.account IN (
  SELECT c.account FROM terms c CROSS JOIN today WHERE c.known <= today.t
);

-- crm retention: one row over the last twelve months.
CREATE VIEW retention AS
WITH parts AS (
  SELECT f.*, COALESCE(f.after_money, 0) AS now_money,
    CASE WHEN f.was = 1 AND f.before_money IS NOT NULL
      AND NOT (f.stays = 1 AND f.after_money IS NULL) THEN 1 ELSE 0 END AS valued
  FROM retention_accounts f
),
days AS (
  SELECT DISTINCT account, closed FROM deals_on_day WHERE result = 'won'
),
intervals AS (
  SELECT DAYS_BETWEEN(closed, before_that) AS apart
  FROM (
    SELECT closed, LAG(closed) OVER (PARTITION BY account ORDER BY closed) AS before_that FROM days
  ) pairs
  WHERE before_that IS NOT NULL
),
middle AS (
  SELECT AVG(apart) AS median_interval
  FROM (
    SELECT apart, ROW_NUMBER() OVER (ORDER BY apart) AS place, COUNT(*) OVER () AS many
    FROM intervals
  ) ordered
  WHERE 2 * place IN (many, many + 1, many + 2)
),
sums AS (
  SELECT COALESCE(SUM(was), 0) AS customers, COALESCE(SUM(was * stays), 0) AS kept,
    COALESCE(SUM(CASE WHEN valued = 1 THEN before_money END), 0) AS start_money,
    COALESCE(SUM(CASE WHEN valued = 1 AND stays = 0 THEN before_money END), 0) AS churn_money,
    COALESCE(SUM(CASE WHEN valued = 1 AND stays = 1 AND now_money < before_money
      THEN before_money - now_money END), 0) AS less_money,
    COALESCE(SUM(CASE WHEN valued = 1 AND stays = 1 AND now_money > before_money
      THEN now_money - before_money END), 0) AS more_money,
    COALESCE(SUM(CASE WHEN stays = 1 AND was = 0 THEN 1 END), 0) AS new,
    COALESCE(SUM(CASE WHEN stays = 1 AND was = 0 THEN after_money END), 0) AS new_money,
    COALESCE(SUM(CASE WHEN stays = 1 AND was = 0 AND after_money IS NULL THEN 1 END), 0)
      AS new_unvalued,
    COALESCE(SUM(was), 0) - COALESCE(SUM(valued), 0) AS unvalued,
    COALESCE(SUM(CASE WHEN times > 0 THEN 1 END), 0) AS buyers,
    COALESCE(SUM(CASE WHEN times > 1 THEN 1 END), 0) AS rebuyers
  FROM parts
),
rates AS (
  SELECT s.*, REAL_OF(s.customers) AS n, REAL_OF(s.kept) / NULLIF(s.customers, 0) AS rate,
    REAL_OF(1.959963984540054) AS z
  FROM sums s
)
SELECT r.customers, r.kept, r.rate AS logo,
  CASE WHEN r.customers = 0 THEN NULL WHEN r.kept = 0 THEN REAL_OF(0) ELSE
    (rate + z * z / (2 * n)) / (1 + z * z / n)
    - z * SQRT(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n) END AS low,
  CASE WHEN r.customers = 0 THEN NULL WHEN r.kept = r.customers THEN REAL_OF(1) ELSE
    (rate + z * z / (2 * n)) / (1 + z * z / n)
    + z * SQRT(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n) END AS high,
  AMOUNT(r.start_money) AS start_amount, AMOUNT(r.churn_money) AS churn,
  AMOUNT(r.less_money) AS contraction, AMOUNT(r.more_money) AS expansion,
  REAL_OF(r.start_money - r.less_money - r.churn_money) / REAL_OF(NULLIF(r.start_money, 0)) AS grr,
  REAL_OF(r.start_money - r.less_money - r.churn_money + r.more_money)
    / REAL_OF(NULLIF(r.start_money, 0)) AS nrr,
  r.new, AMOUNT(r.new_money) AS new_amount, r.unvalued, r.buyers, r.rebuyers,
  REAL_OF(r.rebuyers) / NULLIF(r.buyers, 0) AS repurchase, m.median_interval, r.new_unvalued
FROM rates r CROSS JOIN middle m;
