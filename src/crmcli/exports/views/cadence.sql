-- Every touch that an account may count on, and how it stands: docs/cadence.md. A touch is asked
-- for up to 333 times a year.
CREATE VIEW cadence_rhythms AS
WITH today AS (
  SELECT "day" AS t FROM as_of
),
digits AS (
  SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
  UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
),
numbers AS (
  SELECT 100 * a.d + 10 * b.d + c.d AS n FROM digits a CROSS JOIN digits b CROSS JOIN digits c
),
first_contract AS (
  SELECT c.account, MIN(c."start") AS begun
  FROM contracts c CROSS JOIN today
  WHERE c."start" <= today.t
  GROUP BY c.account
),
first_won AS (
  SELECT account, MIN(closed) AS won FROM deals_on_day WHERE result = 'won' GROUP BY account
),
meant AS (  -- which accounts a cadence is for: of each kind of condition one value has to fit
  SELECT c.cadence, c.owner AS keeper, a.account, a.owner,
    CASE WHEN c."from" = 'first_won' OR f.begun IS NULL THEN w.won ELSE f.begun END AS begun
  FROM cadences c CROSS JOIN accounts a
  LEFT JOIN first_contract f ON f.account = a.account
  LEFT JOIN first_won w ON w.account = a.account
  WHERE a.status <> 'churned'
    AND (c.cadence NOT IN (SELECT cadence FROM cadence_targets WHERE kind = 'status')
      OR EXISTS (SELECT 1 FROM cadence_targets t WHERE t.cadence = c.cadence
        AND t.kind = 'status' AND t.value = a.status))
    AND (c.cadence NOT IN (SELECT cadence FROM cadence_targets WHERE kind = 'segment')
      OR EXISTS (SELECT 1 FROM cadence_targets t WHERE t.cadence = c.cadence
        AND t.kind = 'segment' AND t.value = a.segment))
    AND (c.cadence NOT IN (SELECT cadence FROM cadence_targets WHERE kind = 'owner')
      OR EXISTS (SELECT 1 FROM cadence_targets t WHERE t.cadence = c.cadence
        AND t.kind = 'owner' AND t.value = a.owner))
    AND (c.cadence NOT IN (SELECT cadence FROM cadence_targets WHERE kind = 'tags')
      OR EXISTS (SELECT 1 FROM cadence_targets t
        JOIN account_tags g ON g.tag = t.value
        WHERE t.cadence = c.cadence AND t.kind = 'tags' AND g.account = a.account))
),
active AS (
  SELECT m.member, m.function, m.n FROM members m CROSS JOIN today
  WHERE m."left" IS NULL OR m."left" > today.t
),
mates AS (
  SELECT function, member
  FROM (
    SELECT function, member, ROW_NUMBER() OVER (PARTITION BY function ORDER BY n) AS place
    FROM active
  ) ranked
  WHERE place = 1
),
kept_by AS (
  SELECT m.cadence, m.account, m.begun,
    CASE
      WHEN m.keeper IS NULL THEN m.owner
      WHEN k.member IS NOT NULL THEN
        CASE WHEN ka.member IS NULL AND m.owner IS NOT NULL
            AND (om.member IS NULL OR oa.member IS NOT NULL) THEN m.owner ELSE m.keeper END
      WHEN oa.function = m.keeper OR f.member IS NULL THEN m.owner
      ELSE f.member
    END AS rep
  FROM meant m
  LEFT JOIN members k ON k.member = m.keeper
  LEFT JOIN active ka ON ka.member = m.keeper
  LEFT JOIN members om ON om.member = m.owner
  LEFT JOIN active oa ON oa.member = m.owner
  LEFT JOIN mates f ON f.function = m.keeper
  WHERE m.begun IS NOT NULL
),
asked AS (
  SELECT k.account, k.rep, k.cadence, t.n AS touch, k.begun, t.per_year, t.every_months,
    t.needs_gave, t.needs_what, t.needs_said, today.t,
    YEAR_OF(today.t) - YEAR_OF(k.begun)
      - CASE WHEN MONTH_DAY(today.t) < MONTH_DAY(k.begun) THEN 1 ELSE 0 END AS years
  FROM kept_by k CROSS JOIN today
  JOIN cadence_touches t ON t.cadence = k.cadence
),
touch_days AS (
  SELECT DISTINCT a.account, a.cadence, a.touch, l."day"
  FROM asked a
  JOIN cadence_touch_types y ON y.cadence = a.cadence AND y.n = a.touch
  JOIN log l ON l.account = a.account AND l.type = y.type AND l."day" <= a.t
  WHERE NOT l.ours AND l.outcome IN ('held', 'reached')
    AND (NOT a.needs_gave OR l.gave <> '') AND (NOT a.needs_what OR l.what <> '')
    AND (NOT a.needs_said OR l.said <> '')
),
places AS (
  SELECT a.account, a.cadence, a.touch, a.begun, a.per_year, a.t,
    n.n + a.per_year * (CASE WHEN a.years > 1 THEN a.years - 1 ELSE 0 END) AS place
  FROM asked a
  JOIN numbers n ON n.n <= 3 * a.per_year
  WHERE a.per_year > 0
),
starts AS (
  SELECT p.*,
    CASE WHEN 12 % p.per_year = 0
      THEN PLUS_MONTHS(p.begun, p.place * WHOLE(12, p.per_year))
      ELSE PLUS_DAYS(PLUS_MONTHS(p.begun, 12 * WHOLE(p.place, p.per_year)),
        WHOLE(DAYS_BETWEEN(PLUS_MONTHS(p.begun, 12 * WHOLE(p.place, p.per_year) + 12),
          PLUS_MONTHS(p.begun, 12 * WHOLE(p.place, p.per_year)))
          * (p.place % p.per_year), p.per_year))
    END AS first_day
  FROM places p
),
periods AS (
  SELECT s.*, LEAD(first_day) OVER (PARTITION BY account, cadence, touch ORDER BY place) AS next_day
  FROM starts s
),
runs AS (
  SELECT account, cadence, touch, MAX(place) AS place FROM periods WHERE first_day <= t
  GROUP BY account, cadence, touch
),
looked_at AS (  -- the period that runs, and as many before it as a year has
  SELECT p.account, p.cadence, p.touch, p.place, p.first_day, p.next_day, p.t,
    r.place - p.place AS back
  FROM periods p
  JOIN runs r ON r.account = p.account AND r.cadence = p.cadence AND r.touch = p.touch
  WHERE p.place <= r.place AND p.place >= r.place - p.per_year
),
kept_periods AS (
  SELECT DISTINCT p.account, p.cadence, p.touch, p.place
  FROM looked_at p
  JOIN touch_days d ON d.account = p.account AND d.cadence = p.cadence AND d.touch = p.touch
  WHERE d."day" >= p.first_day AND d."day" < p.next_day
),
judged AS (
  SELECT p.account, p.cadence, p.touch, p.first_day, p.next_day, p.t, p.back,
    CASE WHEN k.place IS NULL THEN 0 ELSE 1 END AS done
  FROM looked_at p
  LEFT JOIN kept_periods k ON k.account = p.account AND k.cadence = p.cadence
    AND k.touch = p.touch AND k.place = p.place
),
yearly AS (
  SELECT account, cadence, touch,
    SUM(CASE WHEN back > 0 THEN done ELSE 0 END) AS satisfied,
    SUM(CASE WHEN back > 0 THEN 1 ELSE 0 END) AS completed,
    CASE WHEN MAX(CASE WHEN back = 0 THEN done END) = 0
      AND MAX(CASE WHEN back = 1 THEN done END) = 0 THEN 1 ELSE 0 END AS missed,
    MAX(CASE WHEN back = 0 AND done = 0
      AND 5 * (DAYS_BETWEEN(t, first_day) + 1) >= 4 * DAYS_BETWEEN(next_day, first_day)
      THEN 1 ELSE 0 END) AS at_risk
  FROM judged
  GROUP BY account, cadence, touch
),
last_touch AS (
  SELECT account, cadence, touch, MAX("day") AS last_day FROM touch_days
  GROUP BY account, cadence, touch
),
spaced AS (
  SELECT a.account, a.cadence, a.touch, a.t,
    CASE WHEN l.last_day >= a.begun THEN l.last_day ELSE a.begun END AS since,
    PLUS_MONTHS(CASE WHEN l.last_day >= a.begun THEN l.last_day ELSE a.begun END, a.every_months)
      AS due
  FROM asked a
  LEFT JOIN last_touch l
    ON l.account = a.account AND l.cadence = a.cadence AND l.touch = a.touch
  WHERE a.per_year IS NULL AND a.every_months > 0
),
milestones AS (
  SELECT a.account, a.cadence, a.touch, a.t, d.place, PLUS_DAYS(a.begun, d.days) AS milestone,
    CASE WHEN d.place = 1 THEN a.begun
      ELSE PLUS_DAYS(a.begun, LAG(d.days) OVER (
        PARTITION BY a.account, a.cadence, a.touch ORDER BY d.place) + 1) END AS opens
  FROM asked a
  JOIN cadence_touch_days d ON d.cadence = a.cadence AND d.n = a.touch
  WHERE a.per_year IS NULL AND a.every_months IS NULL
),
kept_milestones AS (
  SELECT DISTINCT m.account, m.cadence, m.touch, m.place
  FROM milestones m
  JOIN touch_days d ON d.account = m.account AND d.cadence = m.cadence AND d.touch = m.touch
  WHERE d."day" >= m.opens AND d."day" <= m.milestone
),
reached AS (
  SELECT m.account, m.cadence, m.touch, m.place,
    CASE WHEN m.milestone > PLUS_MONTHS(m.t, -12) AND m.milestone < m.t THEN 1 ELSE 0 END AS over_,
    CASE WHEN k.place IS NULL THEN 0 ELSE 1 END AS done,
    CASE WHEN m.milestone > PLUS_MONTHS(m.t, -12)
      AND (l.last_day IS NULL OR l.last_day < m.opens) THEN 1 ELSE 0 END AS waits,
    CASE WHEN m.milestone < m.t THEN 1 ELSE 0 END AS late
  FROM milestones m
  LEFT JOIN kept_milestones k ON k.account = m.account AND k.cadence = m.cadence
    AND k.touch = m.touch AND k.place = m.place
  LEFT JOIN last_touch l
    ON l.account = m.account AND l.cadence = m.cadence AND l.touch = m.touch
),
first_waiting AS (
  SELECT account, cadence, touch, MIN(place) AS place FROM reached WHERE waits = 1
  GROUP BY account, cadence, touch
),
dated AS (
  SELECT r.account, r.cadence, r.touch, SUM(r.over_ * r.done) AS satisfied,
    SUM(r.over_) AS completed,
    MAX(CASE WHEN r.place = f.place AND r.late = 1 THEN 1 ELSE 0 END) AS missed
  FROM reached r
  LEFT JOIN first_waiting f
    ON f.account = r.account AND f.cadence = r.cadence AND f.touch = r.touch
  GROUP BY r.account, r.cadence, r.touch
),
every_rhythm AS (
  SELECT account, cadence, touch, satisfied, completed, missed, at_risk FROM yearly
  UNION ALL
  SELECT account, cadence, touch, CASE WHEN due < t THEN 0 ELSE 1 END, 1,
    CASE WHEN due < t THEN 1 ELSE 0 END,
    CASE WHEN due >= t AND 5 * DAYS_BETWEEN(t, since) >= 4 * DAYS_BETWEEN(due, since)
      THEN 1 ELSE 0 END
  FROM spaced
  UNION ALL
  SELECT account, cadence, touch, satisfied, completed, missed, 0 FROM dated
)
SELECT a.account, a.rep, a.cadence, a.touch, r.satisfied, r.completed, r.missed, r.at_risk
FROM asked a
JOIN every_rhythm r ON r.account = a.account AND r.cadence = a.cadence AND r.touch = a.touch;

-- crm cadence: a row a rep; under 80 % is below.
CREATE VIEW cadence AS
SELECT rep, COUNT(DISTINCT account) AS accounts, COUNT(*) AS rhythms,
  SUM(satisfied) AS satisfied, SUM(completed) AS completed,
  REAL_OF(SUM(satisfied)) / NULLIF(SUM(completed), 0) AS compliance,
  SUM(missed) AS missed, SUM(at_risk) AS at_risk,
  CASE WHEN 100 * SUM(satisfied) < 80 * SUM(completed) THEN 1 ELSE 0 END AS below
FROM cadence_rhythms
GROUP BY rep;
