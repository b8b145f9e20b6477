-- Every required role of every account, on its rung: docs/coverage.md.
CREATE VIEW coverage_slots AS
WITH today AS (
  SELECT "day" AS t FROM as_of
),
sets AS (
  SELECT COUNT(DISTINCT role_set) AS n, MIN(role_set) AS only_one FROM role_sets
),
wanted AS (
  SELECT account, role_set FROM account_role_sets
  UNION ALL
  SELECT a.account, CASE WHEN sets.n = 1 THEN sets.only_one ELSE p.default_role_set END
  FROM accounts a CROSS JOIN sets CROSS JOIN policy p
  WHERE a.account NOT IN (SELECT account FROM account_role_sets)
),
required AS (
  SELECT w.account, r.role, MAX(r.weight) AS weight
  FROM wanted w
  JOIN role_sets r ON r.role_set = w.role_set
  WHERE r.required
  GROUP BY w.account, r.role
),
reps AS (  -- who has left is no rep
  SELECT r.account, r.role, COUNT(*) AS reps
  FROM role_reps r CROSS JOIN today
  LEFT JOIN members m ON m.member = r.rep
  WHERE m."left" IS NULL OR m."left" > today.t
  GROUP BY r.account, r.role
),
touched AS (
  SELECT l.account, w.contact, MAX(l."day") AS touched
  FROM log l CROSS JOIN today
  JOIN log_with w ON w.account = l.account AND w.entry = l.entry
  WHERE l.two_way AND l."day" <= today.t
  GROUP BY l.account, w.contact
),
assessed AS (
  SELECT s.account, s.contact, s."day", s.stance,
    ROW_NUMBER() OVER (PARTITION BY s.account, s.contact ORDER BY s.n DESC) AS place
  FROM stances s CROSS JOIN today
  WHERE s."day" IS NULL OR s."day" <= today.t
),
holders AS (
  SELECT h.account, h.role, h.contact, s.stance, t.touched,
    CASE WHEN s."day" IS NOT NULL AND DAYS_BETWEEN(today.t, s."day") <= p.stance_days
      THEN 1 ELSE 0 END AS fresh,
    CASE s.stance WHEN 'negative' THEN 1 WHEN 'neutral' THEN 2 WHEN 'friendly' THEN 3 END AS badness,
    s."day" AS assessed,
    CASE
      WHEN t.touched IS NULL THEN 1
      WHEN COALESCE(r.reps, 0) <> 1 OR DAYS_BETWEEN(today.t, t.touched) > p.contact_days THEN 2
      WHEN s.stance = 'friendly' AND s."day" IS NOT NULL
        AND DAYS_BETWEEN(today.t, s."day") <= p.stance_days THEN 4
      ELSE 3
    END AS rung
  FROM role_contacts h CROSS JOIN today CROSS JOIN policy p
  JOIN contacts c ON c.account = h.account AND c.contact = h.contact
  LEFT JOIN reps r ON r.account = h.account AND r.role = h.role
  LEFT JOIN touched t ON t.account = h.account AND t.contact = h.contact
  LEFT JOIN assessed s ON s.account = h.account AND s.contact = h.contact AND s.place = 1
  WHERE c."left" IS NULL OR c."left" > today.t
),
best AS (
  SELECT account, role, MAX(rung) AS rung FROM holders GROUP BY account, role
),
worst AS (
  SELECT account, role, stance, fresh
  FROM (
    SELECT account, role, stance, fresh,
      ROW_NUMBER() OVER (
        PARTITION BY account, role
        ORDER BY badness, CASE WHEN assessed IS NULL THEN 1 ELSE 0 END, assessed DESC, contact
      ) AS place
    FROM holders WHERE stance IS NOT NULL
  ) ranked
  WHERE place = 1
),
live AS (
  SELECT p.account, p."for"
  FROM plans p CROSS JOIN today
  LEFT JOIN members m ON m.member = p.owner
  WHERE (p.done IS NULL OR p.done > today.t) AND (p.dropped IS NULL OR p.dropped > today.t)
    AND p.due >= today.t AND p.owner IS NOT NULL AND (m."left" IS NULL OR m."left" > today.t)
),
planned AS (
  SELECT q.account, q.role FROM required q JOIN live v ON v.account = q.account AND v."for" = q.role
  UNION
  SELECT h.account, h.role FROM holders h JOIN live v ON v.account = h.account AND v."for" = h.contact
)
SELECT q.account, q.role, q.weight, o.waived, COALESCE(b.rung, 0) AS rung,
  CASE WHEN o.waived IS NULL AND (
      COALESCE(b.rung, 0) <= 2 OR COALESCE(r.reps, 0) <> 1
      OR w.stance IN ('negative', 'neutral') OR w.fresh = 0
    ) THEN 1 ELSE 0 END AS gap,
  CASE WHEN n.role IS NULL THEN 0 ELSE 1 END AS planned
FROM required q
LEFT JOIN roles o ON o.account = q.account AND o.role = q.role
LEFT JOIN best b ON b.account = q.account AND b.role = q.role
LEFT JOIN reps r ON r.account = q.account AND r.role = q.role
LEFT JOIN worst w ON w.account = q.account AND w.role = q.role
LEFT JOIN planned n ON n.account = q.account AND n.role = q.role;

-- crm coverage: a row an account.
CREATE VIEW coverage AS
WITH today AS (
  SELECT "day" AS t FROM as_of
),
sums AS (
  SELECT account, COUNT(*) AS required,
    SUM(CASE WHEN waived IS NOT NULL THEN 1 ELSE 0 END) AS waived,
    SUM(CASE WHEN waived IS NULL AND rung = 0 THEN 1 ELSE 0 END) AS rung_0,
    SUM(CASE WHEN waived IS NULL AND rung = 1 THEN 1 ELSE 0 END) AS rung_1,
    SUM(CASE WHEN waived IS NULL AND rung = 2 THEN 1 ELSE 0 END) AS rung_2,
    SUM(CASE WHEN waived IS NULL AND rung = 3 THEN 1 ELSE 0 END) AS rung_3,
    SUM(CASE WHEN waived IS NULL AND rung = 4 THEN 1 ELSE 0 END) AS rung_4,
    SUM(CASE WHEN waived IS NULL THEN weight ELSE 0 END) AS weight,
    SUM(CASE WHEN waived IS NULL AND rung >= 1 THEN weight ELSE 0 END) AS named,
    SUM(CASE WHEN waived IS NULL AND rung >= 3 THEN weight ELSE 0 END) AS reachable,
    SUM(CASE WHEN waived IS NULL AND rung = 4 THEN weight ELSE 0 END) AS friendly,
    SUM(gap) AS gaps,
    SUM(CASE WHEN gap = 1 THEN planned ELSE 0 END) AS live_plans
  FROM coverage_slots
  GROUP BY account
),
held AS (
  SELECT s.account, h.contact, COUNT(*) AS roles
  FROM coverage_slots s CROSS JOIN today
  JOIN role_contacts h ON h.account = s.account AND h.role = s.role
  JOIN contacts c ON c.account = h.account AND c.contact = h.contact
  WHERE s.waived IS NULL AND (c."left" IS NULL OR c."left" > today.t)
  GROUP BY s.account, h.contact
),
people AS (
  SELECT account, COUNT(*) AS people, MAX(roles) AS most FROM held GROUP BY account
)
SELECT a.account, a.name, a.owner, COALESCE(s.required, 0) AS required,
  COALESCE(s.waived, 0) AS waived, COALESCE(s.rung_0, 0) AS unknown,
  COALESCE(s.rung_1, 0) AS named, COALESCE(s.rung_2, 0) AS met,
  COALESCE(s.rung_3, 0) AS reachable, COALESCE(s.rung_4, 0) AS friendly,
  REAL_OF(s.named) / NULLIF(s.weight, 0) AS named_share,
  REAL_OF(s.reachable) / NULLIF(s.weight, 0) AS reachable_share,
  REAL_OF(s.friendly) / NULLIF(s.weight, 0) AS friendly_share,
  REAL_OF(2 * s.named + s.reachable + s.friendly) / NULLIF(4 * s.weight, 0) AS composite,
  COALESCE(p.people, 0) AS people,
  CASE WHEN s.required - s.waived - s.rung_0 >= 4
      AND 2 * p.most >= s.required - s.waived - s.rung_0 THEN 1 ELSE 0 END AS single_threaded,
  COALESCE(s.gaps, 0) AS gaps, COALESCE(s.live_plans, 0) AS live_plans
FROM accounts a
LEFT JOIN sums s ON s.account = a.account
LEFT JOIN people p ON p.account = a.account;
