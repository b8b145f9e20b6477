"""What stands behind every figure of every report with `--explain`: evidence.txt, and of a book whose days all fall on one, on that day: evidence_of_one_day.txt. `UPDATE=1 pytest tests/reports/test_evidence.py` renews both."""

import os
from pathlib import Path

import one_day
from books import account

from crmcli.reports.forecast import forecast, forecast_quantity
from crmcli.reports.pipeline import objection
from books import Ask
from reports.test_left_out import AS_OF, BOOK, RULES
from reports.test_order import ASKED, OF_ONE

GOLDEN = Path(__file__).with_name("evidence.txt")
THE_DAY = Path(__file__).with_name("evidence_of_one_day.txt")
BOLT = account(
    """
    name: Bolt
    owner: han
    segment: B
    status: customer
    contacts: {park: {name: Park, left: 2026-07-01}, choi: {name: Choi, stance: {2026-06-01: negative, 2026-07-10: friendly}}, ahn: {name: Ahn, stance: {2026-07-01: friendly}}}
    roles: {ceo: {contact: [choi, ahn], rep: han}, cio: {waived: outsourced}}
    plans: {win: {for: choi, owner: han, due: 2026-09-01}, out: {for: ahn, owner: han, dropped: {date: 2026-07-05, why: x}}}
    deals:
      a: {amount: 10, products: {core: 2}, close: 2026-08-20, stages: {2026-06-10: late}, referred_by: acme/park}
      b: {products: {core: 5, batch: 1}, close: 2026-08-25, stages: {2026-06-12: late}}
      w: {amount: 40, products: {core: 1}, stages: {2026-02-10: early}, outcome: {result: won, date: 2026-07-02}}
      v: {amount: 41, products: {core: 4}, stages: {2026-02-11: early}, outcome: {result: won, date: 2026-07-03}}
      l: {amount: 42, stages: {2026-02-12: early}, outcome: {result: lost, date: 2026-07-04, reason: price}}
    contracts: {x: {start: 2024-07-01, end: 2025-06-30, amount: 5}, y: {start: 2025-07-01, end: 2026-06-30, amount: 6}}
    assets: {batch: {qty: 2, since: 2021-01-01, replace: 2026-10-01}}
    cases: {c: {opened: 2026-07-03, what: q}, d: {opened: 2026-07-04, what: r}}
    surveys: [{date: 2026-06-02, kind: nps, score: 3}, {date: 2026-06-03, kind: nps, score: 10}, {date: 2026-06-04, kind: csat, score: 4, scale: 5}]
    log:
      - {date: 2026-06-11, type: call, by: han, with: choi, deal: a, objections: {dear: resolved}, said: still dear}
      - {date: 2026-06-12, type: email, by: [han, kim], with: [choi, ahn], deal: b, outcome: no_answer}
      - {date: 2026-07-15, type: visit, by: kim, with: ahn, deal: b}
    """,
    "bolt",
)
ALL = [
    *ASKED,
    *OF_ONE,
    *(
        (forecast_quantity, {"by": by, "quantity": True})
        for by in ("product", "owner", "month", "family")
    ),
]
NAMES = (
    "account",
    "group",
    "line",
    "metric",
    "goal",
    "rep",
    "member",
    "owner",
    "role",
    "contact",
    "product",
    "kind",
    "subject",
    "plan",
    "deal",
    "month",
    "reason",
    "stage",
    "from_",
    "function",
    "name",
)


def lines(report, asked, accounts=(BOOK, BOLT), one=BOLT, rules=RULES, day=AS_OF):
    """A line for every row with its evidence, a figure behind the other."""
    options = Ask(**asked | ({"text": "dear"} if report is objection else {}) | {"explain": True})
    book = accounts if (report, asked) not in OF_ONE else [one]
    facts = [
        fact
        for each in book
        for fact in (forecast if report is forecast_quantity else report).REPORT.facts.gather(
            each, rules, day, options
        )
    ]
    table = report.tabulate(facts, rules, day, options)
    for part in (table, *table.sections):
        for row, behind in zip(part.rows, part.evidence, strict=False):
            names = [
                f"{getattr(row, name)}"
                for name in NAMES
                if getattr(row, name, None) is not None
                and not isinstance(getattr(row, name), float | int)
            ]
            yield f"  {' · '.join(names[:3]) or 'all'} | " + "; ".join(
                f"{figure}: {', '.join(map(str, found))}"
                for figure, found in behind.items()
                if found
            )


def options_said(options):
    return " ".join(
        f"{name}={','.join(value) if isinstance(value, tuple) else value}"
        for name, value in options.items()
        if value not in (None, False)
    )


def evidence(asked_of, *book):
    return "".join(
        f"{report.__name__.rpartition('.')[2]} {options_said(asked)}".rstrip()
        + "\n"
        + "".join(f"{line}\n" for line in lines(report, asked, *book))
        for report, asked in asked_of
    )


def same_as(golden, found):
    if os.environ.get("UPDATE"):
        golden.write_text(found, encoding="utf-8")
    assert golden.read_text(encoding="utf-8").splitlines() == found.splitlines()


def test_behind_every_figure_stand_just_its_records():
    same_as(GOLDEN, evidence(ALL))


def test_behind_every_figure_of_the_day_on_which_everything_ends_stand_just_its_records():
    once = [(report, asked) for report, asked in ALL if not asked.get("by")]
    book = (one_day.BOOK, one_day.CARL, one_day.RULES, one_day.DAY)
    same_as(THE_DAY, evidence(once, *book))
