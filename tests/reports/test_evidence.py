"""What stands behind every figure of every report with `--explain`: evidence.txt. `UPDATE=1 pytest tests/reports/test_evidence.py` renews it."""

import os
from pathlib import Path

from books import account

from crmcli.reports.forecast import forecast, forecast_quantity
from crmcli.reports.pipeline import objection
from books import Ask
from reports.test_left_out import AS_OF, BOOK, RULES
from reports.test_order import ASKED, OF_ONE

GOLDEN = Path(__file__).with_name("evidence.txt")
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


def lines(report, asked):
    """A line for every row with its evidence, a figure behind the other."""
    options = Ask(**asked | ({"text": "dear"} if report is objection else {}) | {"explain": True})
    book = [BOOK, BOLT] if (report, asked) not in OF_ONE else [BOLT]
    facts = [
        fact
        for each in book
        for fact in (forecast if report is forecast_quantity else report).REPORT.facts.gather(
            each, RULES, AS_OF, options
        )
    ]
    table = report.tabulate(facts, RULES, AS_OF, options)
    for one in (table, *table.sections):
        for row, evidence in zip(one.rows, one.evidence, strict=False):
            names = [
                f"{getattr(row, name)}"
                for name in NAMES
                if getattr(row, name, None) is not None
                and not isinstance(getattr(row, name), float | int)
            ]
            yield f"  {' · '.join(names[:3]) or 'all'} | " + "; ".join(
                f"{figure}: {', '.join(map(str, found))}"
                for figure, found in evidence.items()
                if found
            )


def options_said(options):
    return " ".join(
        f"{name}={','.join(value) if isinstance(value, tuple) else value}"
        for name, value in options.items()
        if value not in (None, False)
    )


def test_behind_every_figure_stand_just_its_records():
    found = "".join(
        f"{report.__name__.rpartition('.')[2]} {options_said(asked)}".rstrip()
        + "\n"
        + "".join(f"{line}\n" for line in lines(report, asked))
        for report, asked in ALL
    )
    if os.environ.get("UPDATE"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8").splitlines() == found.splitlines()
