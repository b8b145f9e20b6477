"""What stands in a file twice, and what contradicts itself in it: what is told, where, and what is not."""

from datetime import date

import pytest

from crmcli.reports.registry import find
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.source import Source

CALL = "{date: 2026-07-20, type: call, by: kim, with: park, what: Test run is planned"
DEAL = "{name: Second plant, stages: {2026-05-10: contacting}"
WON = "{stages: {2025-12-01: closing}, amount: 100_000, outcome: {result: won, date: 2026-01-12}}"

# the rule, the file below `name:`, and where it is told with the other places
TOLD = [
    (
        "duplicate-record",
        f"log:\n  - {CALL}}}\n  - {CALL}}}\n",
        [(("log", 1), [("log", 0)])],
    ),
    (  # other spaces, capitals and signs are the same words
        "duplicate-record",
        f"log:\n  - {CALL}}}\n  - {CALL.replace('Test run', 'test  run')}.}}\n",
        [(("log", 1), [("log", 0)])],
    ),
    ("duplicate-record", f"log:\n  - {CALL}}}\n  - {CALL}, outcome: no_answer}}\n", []),
    ("duplicate-record", f"log:\n  - {CALL}}}\n  - {CALL}, deal: pt2}}\n", []),
    ("duplicate-record", f"log:\n  - {CALL}}}\n  - {CALL.replace('07-20', '07-21')}}}\n", []),
    (  # two calls nobody answered are two calls
        "duplicate-record",
        "log:\n  - {date: 2026-07-20, type: call, with: park}\n  - {date: 2026-07-20, type: call, with: park}\n",
        [],
    ),
    (
        "duplicate-record",
        f"deals:\n  a: {DEAL}}}\n  b: {DEAL}, amount: 7}}\n  c: {DEAL}}}\n",
        [(("deals", "b"), [("deals", "a")]), (("deals", "c"), [("deals", "a")])],
    ),
    ("duplicate-record", f"deals:\n  a: {DEAL}}}\n  b: {DEAL.replace('05-10', '06-10')}}}\n", []),
    (
        "duplicate-record",
        "contracts:\n  a: {start: 2026-01-15, amount: 7}\n  b: {start: 2026-01-15, amount: 7}\n",
        [(("contracts", "b"), [("contracts", "a")])],
    ),
    ("duplicate-record", "contracts:\n  a: {start: 2026-01-15}\n  b: {start: 2026-01-15}\n", []),
    (
        "duplicate-record",
        "plans:\n  a: {for: ceo, how: At the opening, due: 2026-09-01}\n  b: {for: ceo, how: At the opening, due: 2026-09-01}\n",
        [(("plans", "b"), [("plans", "a")])],
    ),
    (
        "duplicate-record",
        "cases:\n  a: {opened: 2026-05-02, what: Broken}\n  b: {opened: 2026-05-02, what: Broken, owner: kim}\n",
        [(("cases", "b"), [("cases", "a")])],
    ),
    (
        "duplicate-record",
        "surveys:\n  - {date: 2026-05-02, kind: nps, score: 9, contact: park}\n  - {date: 2026-05-02, kind: nps, score: 9, contact: park}\n",
        [(("surveys", 1), [("surveys", 0)])],
    ),
    (
        "duplicate-contact",
        "contacts:\n  park: {name: 박재형, title: 구매팀장}\n  park2: {name: 박재형, title: 구매팀장}\n",
        [(("contacts", "park2", "name"), [("contacts", "park", "name")])],
    ),
    (
        "duplicate-contact",
        "contacts:\n  park: {name: 박재형, title: 팀장}\n  park2: 박재형 팀장\n",
        [(("contacts", "park2", "name"), [("contacts", "park", "name")])],
    ),
    (
        "duplicate-contact",
        "contacts:\n  a: {name: Kim, title: CFO}\n  b: {name: Kim, title: Buyer}\n",
        [],
    ),
    (
        "duplicate-contact",
        "contacts:\n  a: {name: Kim, emails: [a@x.example]}\n  b: {name: Kim, emails: [b@x.example]}\n",
        [],
    ),
    ("duplicate-contact", "contacts:\n  a: {name: Kim, left: 2026-01-01}\n  b: {name: Kim}\n", []),
    (
        "duplicate-contact",
        "contacts:\n  a: {name: Kim, emails: [a@x.example]}\n  b: {name: Lee, emails: [A@x.example]}\n",
        [(("contacts", "b", "emails", 0), [("contacts", "a", "emails", 0)])],
    ),
    (
        "reports-to-circle",
        "contacts:\n  a: {name: A, reports_to: b}\n  b: {name: B, reports_to: c}\n  c: {name: C, reports_to: a}\n  d: {name: D, reports_to: a}\n",
        [
            (
                ("contacts", "a", "reports_to"),
                [("contacts", "b", "reports_to"), ("contacts", "c", "reports_to")],
            )
        ],
    ),
    (
        "reports-to-circle",
        "contacts:\n  a: {name: A, reports_to: a}\n  b: {name: B, reports_to: a}\n",
        [(("contacts", "a", "reports_to"), [])],
    ),
    ("reports-to-circle", "contacts:\n  a: {name: A, reports_to: b}\n  b: {name: B}\n", []),
    (
        "status-contradicts-deal",
        f"status: prospect\ndeals:\n  d: {WON}\ncontracts:\n  c: {{deal: d, start: 2026-01-15}}\n",
        [(("status",), [("deals", "d"), ("contracts", "c")])],
    ),
    (  # nobody wrote a status: it is told all the same
        "status-contradicts-deal",
        "contracts:\n  c: {start: 2026-09-15, signed: 2026-07-01}\n",
        [(("status",), [("contracts", "c")])],
    ),
    (  # to be won back
        "status-contradicts-deal",
        f"status: prospect\ndeals:\n  d: {WON}\ncontracts:\n  c: {{deal: d, start: 2024-01-15, end: 2026-01-14}}\n",
        [],
    ),
    (
        "status-contradicts-deal",
        "status: churned\ndeals:\n  a: {stages: {2026-06-02: contacting}}\n  b: {stages: {2026-06-02: contacting}}\ncontracts:\n  c: {start: 2026-01-15, end: 2027-01-14}\n  old: {start: 2024-01-15, end: 2025-01-14}\n",
        [(("status",), [("deals", "a"), ("deals", "b"), ("contracts", "c")])],
    ),
    ("status-contradicts-deal", "status: dormant\ncontracts:\n  c: {start: 2026-01-15}\n", []),
    (
        "close-before-open",
        "deals:\n  d: {stages: {2026-05-10: contacting}, close: {2026-06-01: 2026-05-30}}\n",
        [(("deals", "d", "close", "2026-06-01"), [])],
    ),
    (
        "close-before-open",
        "deals:\n  d: {stages: {2026-05-10: contacting}, close: 2026-05-09}\n",
        [(("deals", "d", "close"), [("deals", "d", "stages", "2026-05-10")])],
    ),
    (
        "close-before-open",
        "deals:\n  d: {stages: {2026-05-10: contacting}, close: 2026-05-10}\n",
        [],
    ),
    (
        "days-far-apart",
        "deals:\n  d: {stages: {2016-05-10: contacting, 2026-06-02: presenting, 2026-07-02: closing}}\n",
        [(("deals", "d", "stages", "2016-05-10"), [("deals", "d", "stages", "2026-06-02")])],
    ),
    (
        "days-far-apart",
        "deals:\n  d: {stages: {2016-05-10: contacting, 2016-06-02: presenting}, outcome: {result: won, date: 2026-06-20}}\n",
        [(("deals", "d", "outcome", "date"), [("deals", "d", "stages", "2016-06-02")])],
    ),
    (
        "days-far-apart",
        "contracts:\n  a: {start: 2023-01-15, signed: 2026-01-10}\n  b: {start: 2023-01-15, signed: 2020-01-10}\n  c: {start: 2026-01-15, signed: 2026-03-10}\n",
        [
            (("contracts", "a", "signed"), [("contracts", "a", "start")]),
            (("contracts", "b", "signed"), [("contracts", "b", "start")]),
        ],
    ),
    (
        "days-far-apart",
        "cases:\n  a: {opened: 2016-05-02, closed: 2026-05-20}\n",
        [(("cases", "a", "closed"), [("cases", "a", "opened")])],
    ),
    (
        "talked-after-leaving",
        "contacts:\n  a: {name: A, left: 2026-05-01}\n  b: B\nlog:\n  - {date: 2026-04-01, type: call, with: a}\n  - {date: 2026-06-01, type: call, with: [b, a]}\n  - {date: 2026-06-02, type: call, with: a}\n",
        [(("log", 1, "with", 1), [("contacts", "a", "left")])],
    ),
    (
        "talked-after-leaving",
        "contacts:\n  a: {name: A, left: 2026-05-01}\nlog:\n  - {date: 2026-06-01, type: call, with: a}\n",
        [(("contacts", "a", "left"), [("log", 0, "with")])],
    ),
    (  # nobody answered: nobody was talked with
        "talked-after-leaving",
        "contacts:\n  a: {name: A, left: 2026-05-01}\nlog:\n  - {date: 2026-06-01, type: call, with: a, outcome: no_answer}\n  - {date: 2026-05-01, type: call, with: a}\n",
        [],
    ),
    (
        "entry-of-left-member",
        "log:\n  - {date: 2026-06-30, type: call, by: gone}\n  - {date: 2026-07-01, type: call, by: [kim, gone]}\n  - {date: 2026-07-02, type: call, by: gone}\n",
        [(("log", 1, "by", 1), [])],
    ),
    (
        "contracts-overlap",
        "contracts:\n  a: {deal: d, start: 2026-01-15, amount: 7}\n  b: {deal: d, start: 2026-05-15, amount: 8}\n",
        [(("contracts", "b", "start"), [("contracts", "a", "start")])],
    ),
    (  # a licence once and its upkeep by the year; another deal; a few days
        "contracts-overlap",
        "contracts:\n  a: {deal: d, start: 2026-01-15, amount: 7, per: once}\n  b: {deal: d, start: 2026-02-15, amount: 8, per: year}\n  c: {deal: e, start: 2025-01-15, end: 2026-01-14, amount: 8}\n  f: {deal: e, start: 2026-01-01, amount: 8}\n",
        [],
    ),
    (
        "duplicate-foreign-id",
        "contacts:\n  a: {name: A, ids: {zoho: '1'}}\n  b: {name: B, ids: {zoho: '1'}}\nlog:\n  - {date: 2026-06-01, type: call, ids: {zoho: '9'}}\n  - {date: 2026-06-02, type: call, ids: {zoho: '9'}}\n",
        [
            (("log", 1, "ids", "zoho"), [("log", 0)]),
            (("contacts", "b", "ids", "zoho"), [("contacts", "a", "ids", "zoho")]),
        ],
    ),
    (
        "asset-not-eligible",
        "assets: {core: 1, old: {bought_from: Vendor X}}\nnot_eligible: {core: Too small, old: They have one, batch: No}\n",
        [(("not_eligible", "core"), [("assets", "core")])],
    ),
    (
        "score-off-scale",
        "surveys:\n  - {date: 2026-05-02, kind: csat, score: 5}\n  - {date: 2026-05-02, kind: csat, score: 6}\n  - {date: 2026-05-02, kind: csat, score: 90, scale: 100}\n  - {date: 2026-05-02, kind: nps, score: 4, scale: 5}\n  - {date: 2026-05-02, kind: nps, score: 11}\n",
        [
            (("surveys", 1, "score"), []),
            (("surveys", 3, "scale"), []),
            (("surveys", 4, "score"), []),
        ],
    ),
    (
        "next-step-without-what",
        "deals:\n  a: {stages: {2026-05-10: contacting}, next: 2026-08-05}\n  b: {stages: {2026-05-10: contacting}, next: {date: 2026-08-05, channel: call}}\n  c: {stages: {2026-05-10: contacting}, next: 2026-07-05, outcome: {result: won, date: 2026-07-01}}\nlog:\n  - {date: 2026-07-01, type: call, next: 2026-08-06}\n",
        [(("deals", "a", "next"), []), (("log", 0, "next"), [])],
    ),
    (
        "plan-without-due",
        "plans:\n  a: {for: ceo}\n  b: {for: ceo, done: 2026-07-01}\n  c: {for: ceo, due: 2026-09-01}\n",
        [(("plans", "a"), [])],
    ),
    (
        "contract-not-counted-yet",
        "contracts:\n  a: {start: 2026-09-01}\n  b: {start: 2026-09-01, signed: 2026-08-01}\n  c: {start: 2026-08-01}\n",
        [(("contracts", "a", "start"), [])],
    ),
    (
        "amount-contradicts-products",
        "deals:\n  a: {products: {core: {qty: 2, unit_price: 36}}, amount: 92}\n  b: {products: {core: {qty: 2, unit_price: 3600}}, amount: 7150}\n  c: {products: {core: 2, batch: {unit_price: 5}}, amount: 92}\n  d: {products: {core: {qty: 2, unit_price: 36}}, amount: {2026-05-01: 92, 2026-06-01: 72}}\n",
        [(("deals", "a", "amount"), [("deals", "a", "products")])],
    ),
    (
        "amount-out-of-scale",
        "deals:\n  a: {products: {core: 2}, amount: 180}\n  b: {products: {core: 2}, amount: 20}\n  c: {products: {core: 2}, amount: {2026-05-01: 210_000_000}}\n  d: {products: {core: 2}, amount: 2_000}\n  e: {products: {unpriced: 2}, amount: 200}\n",
        [
            (("deals", "a", "amount"), []),
            (("deals", "b", "amount"), []),
            (("deals", "c", "amount", "2026-05-01"), []),
        ],
    ),
    (
        "amount-unlike-others",
        "deals:\n  a: {amount: 180_000_000}\n  b: {amount: 95_000_000}\n  c: {amount: 72_000}\n  d: {amount: 500_000}\ncontracts:\n  e: {start: 2026-01-01, amount: 90_000_000_000}\n",
        [(("deals", "c", "amount"), []), (("contracts", "e", "amount"), [])],
    ),
    ("amount-unlike-others", "deals:\n  a: {amount: 180_000_000}\n  b: {amount: 100}\n", []),
    (
        "contract-contradicts-deal",
        f"deals:\n  a: {WON}\n  b: {WON}\n  c: {WON}\n  d: {WON}\ncontracts:\n  once: {{deal: a, start: 2026-01-15, amount: 90_000, per: once}}\n  upkeep: {{deal: b, start: 2026-01-15, amount: 15_000}}\n  small: {{deal: c, start: 2026-01-15, amount: 8, per: month}}\n  half: {{deal: d, start: 2026-01-15, amount: 50_000, per: once}}\n  rest: {{deal: d, start: 2026-02-15, amount: 50_000, per: once}}\n",
        [
            (("contracts", "once", "amount"), [("deals", "a", "amount")]),
            (("contracts", "small", "amount"), [("deals", "c", "amount")]),
        ],
    ),
]
POLICY = "team: {kim: {name: Kim}, gone: {name: G, left: 2026-06-30}}\nproducts: {core: {list_price: 100_000}}\n"


@pytest.mark.parametrize(("rule", "text", "expected"), TOLD)
def test_it_is_told_at_its_place_with_the_others(lint, rule, text, expected):
    found = [each for _, each in lint(f"name: A\n{text}", POLICY) if each.rule == rule]
    assert expected == [(each.path, [related.at for related in each.related]) for each in found]
    source = Source(f"name: A\n{text}".encode())
    for path in [path for path, related in expected for path in (path, *related)]:
        # a name may stand for the whole contact, and a status for none that is written
        assert path in source.spans or path in (("contacts", "park2", "name"), ("status",))


ONCE = [
    # what only follows is not told as well
    (
        "contacts:\n  park: {name: 박재형, title: 팀장}\n  park2: {name: 박재형, title: 팀장}\nroles: {cfo: {contact: park, rep: kim}}\n",
        ["duplicate-contact"],
    ),
    (
        "deals:\n  a: {stages: {2026-05-10: contacting}, close: 2025-09-30}\n",
        ["close-before-open"],
    ),
    (
        "deals:\n  a: {stages: {2026-05-10: contacting}, products: {core: {qty: 2, unit_price: 95_000}}, amount: 190}\n",
        ["amount-out-of-scale"],
    ),
    (
        "status: customer\ncontracts:\n  a: {deal: d, start: 2026-01-15, amount: 7}\n  b: {deal: d, start: 2026-01-15, amount: 7}\n",
        ["unknown-reference", "duplicate-record"],
    ),
]


@pytest.mark.parametrize(("text", "rules"), ONCE)
def test_one_mistake_is_told_once(lint, text, rules):
    found = [each.rule for _, each in lint(f"name: A\n{text}", POLICY)]
    assert sorted(rules) == sorted(found)


@pytest.mark.parametrize(
    "answer", ["kind: csat, score: 6", "kind: nps, score: 11", "kind: nps, score: 4, scale: 5"]
)
def test_no_average_counts_an_answer_off_its_scale(policy_of, lint, answer):
    def counted(text):
        account = ACCOUNT.decode(Source(text.encode()).tree)._replace(id="a")
        asked = []
        for name in ("satisfaction", "goals"):
            report = find(name)
            options = report.options()
            facts = report.facts.gather(
                account, policy, date(2026, 8, 1), report.facts.wanted(options)
            )
            rows = report.tabulate(facts, policy, date(2026, 8, 1), options).rows
            asked.append([row for row in rows if getattr(row, "kind", None) != "odd"])
        return asked

    policy = policy_of(POLICY)
    text = "name: A\nsurveys:\n  - {date: 2026-05-02, kind: nps, score: 9}\n"
    odd = f"{text}  - {{date: 2026-06-02, {answer}}}\n"
    assert "score-off-scale" in [each.rule for _, each in lint(odd)]
    assert counted(text) != []
    assert counted(text) == counted(odd)
