-- Every deal that was there on the day, as it stood: docs/pipeline.md.
CREATE VIEW deals_on_day AS
WITH today AS (
  SELECT "day" AS t FROM as_of
),
there AS (
  SELECT d.*, today.t FROM deals d CROSS JOIN today WHERE d.created IS NULL OR d.created <= today.t
),
held AS (  -- the end that held on the day: of several the last one
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.account, e.deal ORDER BY e."day" DESC, e.n) AS place
  FROM deal_ends e CROSS JOIN today
  WHERE e."day" <= today.t AND (e.reopened IS NULL OR e.reopened > today.t)
),
known AS (
  SELECT d.account, d.deal, d.t, e.result, e."day" AS closed, e.reason, e.competitor, e.verified_by,
    CASE WHEN e."day" < d.t THEN e."day" ELSE d.t END AS until
  FROM there d
  LEFT JOIN held e ON e.account = d.account AND e.deal = d.deal AND e.place = 1
),
steps AS (
  SELECT s.account, s.deal, s.n, s."day", s.stage,
    MAX(s.n) OVER (PARTITION BY s.account, s.deal) AS last_n
  FROM deal_stages s
  JOIN known k ON k.account = s.account AND k.deal = s.deal
  WHERE s."day" IS NULL OR s."day" <= k.until
),
now_in AS (
  SELECT account, deal, stage FROM steps WHERE n = last_n
),
came AS (  -- the run of the same stage at the end
  SELECT s.account, s.deal, MIN(s."day") AS entered
  FROM steps s
  LEFT JOIN (
    SELECT o.account, o.deal, MAX(o.n) AS n
    FROM steps o
    JOIN now_in i ON i.account = o.account AND i.deal = o.deal AND i.stage <> o.stage
    GROUP BY o.account, o.deal
  ) b ON b.account = s.account AND b.deal = s.deal
  WHERE s.n > COALESCE(b.n, 0)
  GROUP BY s.account, s.deal
),
back AS (
  SELECT e.account, e.deal, MAX(e.reopened) AS reopened
  FROM deal_ends e
  JOIN known k ON k.account = e.account AND k.deal = e.deal
  WHERE e.reopened <= k.until
  GROUP BY e.account, e.deal
),
amounts AS (
  SELECT a.account, a.deal, a.n, a."day", a.amount,
    MAX(a.n) OVER (PARTITION BY a.account, a.deal) AS last_n
  FROM deal_amounts a CROSS JOIN today
  WHERE a."day" IS NULL OR a."day" <= today.t
),
amount_now AS (
  SELECT account, deal, amount FROM amounts WHERE n = last_n
),
amount_since AS (
  SELECT a.account, a.deal, MIN(a."day") AS since
  FROM amounts a
  LEFT JOIN (
    SELECT o.account, o.deal, MAX(o.n) AS n
    FROM amounts o
    JOIN amount_now i ON i.account = o.account AND i.deal = o.deal
      AND MONEY(i.amount) <> MONEY(o.amount)
    GROUP BY o.account, o.deal
  ) b ON b.account = a.account AND b.deal = a.deal
  WHERE a.n > COALESCE(b.n, 0)
  GROUP BY a.account, a.deal
),
closes AS (
  SELECT c.account, c.deal, c.n, c."day", c."close",
    MAX(c.n) OVER (PARTITION BY c.account, c.deal) AS last_n
  FROM deal_closes c CROSS JOIN today
  WHERE c."day" IS NULL OR c."day" <= today.t
),
close_now AS (
  SELECT account, deal, "close" FROM closes WHERE n = last_n
),
close_since AS (
  SELECT c.account, c.deal, MIN(c."day") AS since
  FROM closes c
  LEFT JOIN (
    SELECT o.account, o.deal, MAX(o.n) AS n
    FROM closes o
    JOIN close_now i ON i.account = o.account AND i.deal = o.deal AND i."close" <> o."close"
    GROUP BY o.account, o.deal
  ) b ON b.account = c.account AND b.deal = c.deal
  WHERE c.n > COALESCE(b.n, 0)
  GROUP BY c.account, c.deal
),
touched AS (
  SELECT l.account, l.deal, MAX(l."day") AS touched
  FROM log l CROSS JOIN today
  WHERE l.two_way AND l.deal IS NOT NULL AND l."day" <= today.t
  GROUP BY l.account, l.deal
),
marks AS (
  SELECT account, deal, MAX(mark) AS mark
  FROM (
    SELECT account, deal, touched AS mark FROM touched
    UNION ALL SELECT account, deal, entered FROM came
    UNION ALL SELECT account, deal, reopened FROM back
    UNION ALL SELECT account, deal, since FROM amount_since
    UNION ALL SELECT account, deal, since FROM close_since
  ) every_mark
  GROUP BY account, deal
),
entries AS (
  SELECT account, deal, MAX(entered) AS entered
  FROM (
    SELECT account, deal, entered FROM came
    UNION ALL
    SELECT b.account, b.deal, b.reopened
    FROM back b JOIN now_in i ON i.account = b.account AND i.deal = b.deal
  ) every_entry
  GROUP BY account, deal
),
of_products AS (  -- without an amount: its products at their prices, nothing where one has none
  SELECT p.account, p.deal,
    CASE WHEN COUNT(*) = COUNT(COALESCE(p.unit_price, p.list_price, b.list_price))
      THEN SUM(TIMES(p.qty, COALESCE(p.unit_price, p.list_price, b.list_price))) END AS worth
  FROM deal_products p
  LEFT JOIN products b ON b.product = p.product
  GROUP BY p.account, p.deal
),
waiting AS (  -- a day ahead is agreed with somebody who is still there
  SELECT DISTINCT w.account, w.deal
  FROM deal_next_with w CROSS JOIN today
  LEFT JOIN contacts c ON c.account = w.account AND c.contact = w.contact
  WHERE c."left" IS NULL OR c."left" > today.t
),
stood AS (
  SELECT d.account, d.deal, d.name, COALESCE(d.owner, a.owner) AS owner, d.type,
    COALESCE(d.source, a.source) AS source, a.segment, a.industry, d.created, k.t,
    i.stage, s.n AS stage_place, n.entered, k.result, k.closed, k.reason, k.competitor,
    k.verified_by,
    CASE WHEN m.amount IS NOT NULL THEN MONEY(m.amount) ELSE p.worth END AS money,
    CASE WHEN d.probability IS NOT NULL
        AND (d.probability_day IS NULL OR d.probability_day <= k.t)
      THEN d.probability ELSE s.probability END AS probability,
    c."close", DAYS_BETWEEN(k.t, x.mark) AS idle,
    CASE WHEN d.next_day > k.t AND w.deal IS NOT NULL AND k.result IS NULL
      THEN 1 ELSE 0 END AS parked,
    s.rot_days
  FROM there d
  JOIN known k ON k.account = d.account AND k.deal = d.deal
  JOIN accounts a ON a.account = d.account
  LEFT JOIN now_in i ON i.account = d.account AND i.deal = d.deal
  LEFT JOIN stages s ON s.stage = i.stage
  LEFT JOIN entries n ON n.account = d.account AND n.deal = d.deal
  LEFT JOIN amount_now m ON m.account = d.account AND m.deal = d.deal
  LEFT JOIN of_products p ON p.account = d.account AND p.deal = d.deal
  LEFT JOIN close_now c ON c.account = d.account AND c.deal = d.deal
  LEFT JOIN marks x ON x.account = d.account AND x.deal = d.deal
  LEFT JOIN waiting w ON w.account = d.account AND w.deal = d.deal
)
SELECT s.account, s.deal, s.name, s.owner, s.type, s.source, s.segment, s.industry, s.created,
  s.stage, s.stage_place, s.entered, DAYS_BETWEEN(s.t, s.entered) AS stage_days,
  s.result, s.closed, s.reason, s.competitor, s.verified_by,
  DAYS_BETWEEN(s.closed, s.created) AS cycle, s.money,
  WEIGHTED(s.money, COALESCE(s.probability, 0), b.decimals) AS weighted_money,
  s.probability, s."close", s.idle, s.parked,
  CASE WHEN s.result IS NULL AND s.parked = 0 AND s.idle > s.rot_days THEN 1 ELSE 0 END AS rotten,
  CASE WHEN s.result IS NULL AND s."close" < s.t THEN 1 ELSE 0 END AS overdue
FROM stood s CROSS JOIN policy b;
