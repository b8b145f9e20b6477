"""What is said of a day that has not come is what every report makes of it: until then they answer as if it were not there, and on the day they no longer do."""

from datetime import date
from typing import Any

import pytest
from report_modules import report_modules, short

from crmcli.domain.records.policy import Policy
from crmcli.reports.registry import find
from crmcli.store.yaml.source import Source
from crmcli.store.shapes.account import ACCOUNT

POLICY = "team: {kim: {name: Kim}}\nproducts: {core: {list_price: 100}, batch: {list_price: 50}}\n"
BOOK = """\
name: Hanbit
status: customer
owner: kim
roles: {cfo: {contact: park, rep: kim}}
contacts: {park: {name: Park, stance: {2026-01-10: neutral}}}
plans: {meet: {for: cfo, owner: kim, kind: access, due: 2026-09-01}}
deals:
  pt2:
    amount: {2026-05-10: 100}
    close: {2026-05-10: 2026-09-30}
    stages: {2026-05-10: contacting, 2026-06-02: qualification}
    next: {date: 2026-08-05, what: Call, with: park}
contracts: {c1: {start: 2026-01-15, end: 2029-01-14, amount: 10, per: year}}
cases: {k1: {opened: 2026-05-02, what: Broken, owner: kim, contact: park}}
assets: {core: 1}
surveys: [{date: 2026-06-01, kind: nps, score: 9, contact: park}]
log:
  - {date: 2026-05-02, type: call, by: kim, with: park, deal: pt2, what: Hello}
"""
# all that answer without a question of their own
NEEDS_A_QUESTION = {"find", "query", "knows_member", "objection", "counter", "blind", "names"}
ASKED = [
    name
    for module in report_modules()
    if hasattr(module, "REPORT") and (name := short(module)) not in NEEDS_A_QUESTION
]
BEFORE, DAY = date(2026, 8, 1), date(2027, 7, 20)
NEXT = "    next: {"
# what is said; what stands in the file; what it is written as with the day; what it says without
CASES = [
    (
        "future-deal",
        "deals:\n",
        "deals:\n  late: {name: Late, amount: 900, close: 2027-09-30, stages: {2027-07-20: contacting}}\n",
        None,
    ),
    ("future-stage", "qualification}", "qualification, 2027-07-20: presenting}", None),
    ("future-outcome", NEXT, "    outcome: {result: won, date: 2027-07-20}\n    next: {", None),
    (
        "future-reopened",
        NEXT,
        "    ended: [{result: lost, reason: price, date: 2026-07-01, reopened: 2027-07-20}]\n    next: {",
        "    outcome: {result: lost, reason: price, date: 2026-07-01}\n    next: {",
    ),
    ("future-stance", "neutral}", "neutral, 2027-07-20: friendly}", None),
    ("future-amount", "{2026-05-10: 100}", "{2026-05-10: 100, 2027-07-20: 900}", None),
    (
        "future-close",
        "{2026-05-10: 2026-09-30}",
        "{2026-05-10: 2026-09-30, 2027-07-20: 2027-08-20}",
        None,
    ),
    (
        "future-answer",
        NEXT,
        "    bant: {budget: {status: met, date: 2027-07-20, why: Mail}}\n    next: {",
        None,
    ),
    (
        "future-probability",
        NEXT,
        "    probability: {value: 77, date: 2027-07-20}\n    next: {",
        None,
    ),
    ("future-plan-end", "2026-09-01}", "2026-09-01, done: 2027-07-20}", None),
    ("future-case", "cases: {", "cases: {k2: {opened: 2027-07-20, what: Late, owner: kim}, ", None),
    ("future-case-end", "2026-05-02, what", "2026-05-02, closed: 2027-07-20, what", None),
    (
        "future-survey",
        "surveys: [",
        "surveys: [{date: 2027-07-20, kind: nps, score: 3, contact: park}, ",
        None,
    ),
    ("future-asset", "assets: {", "assets: {batch: {qty: 3, since: 2027-07-20}, ", None),
    ("future-log-entry", "log:\n", "log:\n  - {date: 2027-07-20, type: call, with: park}\n", None),
    ("future-day", NEXT, "    verbal: 2027-07-20\n    next: {", None),
    (
        "future-day",
        "2026-09-01}",
        "2026-09-01, progress: {2027-07-20: Letter}}",
        None,
    ),
]


@pytest.mark.parametrize(("key", "old", "new", "without"), CASES)
def test_until_that_day_no_report_counts_it(lint, policy_of, key, old, new, without):
    policy = policy_of(POLICY)
    late = BOOK.replace(old, new, 1)
    other = BOOK if without is None else BOOK.replace(old, without, 1)
    told = [finding for _, finding in lint(late, POLICY) if finding.rule.startswith("future-")]
    assert [(key, "2027-07-20")] == [
        (finding.key or finding.rule, finding.args[0]) for finding in told
    ]
    assert {} == _differing(late, other, policy, BEFORE)
    assert {} != _differing(late, other, policy, DAY)


def test_a_step_that_was_done_ahead_counts_as_not_done(policy_of):
    policy = policy_of(POLICY)
    late = BOOK.replace(NEXT, "    steps: {legal: 2027-07-20}\n    next: {")
    done = [
        [
            row.done
            for page in _rows("playbook", late, policy, day, deal="pt2")
            for row in page.steps
        ]
        for day in (BEFORE, DAY)
    ]
    assert [[None], [DAY]] == done


@pytest.mark.parametrize("close", ["2062-09-30", "2032-01-31"])
def test_a_close_date_too_far_ahead_is_in_no_month_of_the_forecast(lint, policy_of, close):
    policy = policy_of(POLICY)
    text = BOOK.replace("2026-09-30", close)
    (finding,) = (each for _, each in lint(text, POLICY) if each.rule == "unlikely-day")
    assert ("close-far-ahead", close) == (finding.key, finding.args[0])
    months = [row for row in _rows("forecast", text, policy, BEFORE) if row.group.startswith("20")]
    assert [] == [row for row in months if row.deals]
    assert [1] == [
        row.deals for row in _rows("forecast", BOOK, policy, BEFORE) if row.group == "2026-09"
    ]


def test_the_end_of_a_contract_too_far_ahead_reminds_of_nothing(lint, policy_of):
    policy = policy_of(POLICY)
    text = BOOK.replace("2029-01-14", "2072-01-14")
    assert ["end-far-ahead"] == [
        each.key for _, each in lint(text, POLICY) if each.rule == "unlikely-day"
    ]
    for day in (date(2029, 1, 1), date(2050, 1, 1)):
        (row,) = _rows("renewals", text, policy, day)
        assert () == row.reminders


def _differing(one: str, other: str, policy: Policy, day: date) -> dict[str, object]:
    """The reports that do not answer the same of both."""
    answers = {name: [(_rows(name, text, policy, day)) for text in (one, other)] for name in ASKED}
    return {name: both for name, both in answers.items() if both[0] != both[1]}


def _rows(name: str, text: str, policy: Policy, day: date, **options: object) -> list[Any]:
    report = find(name)
    account = ACCOUNT.decode(Source(text.encode()).tree)._replace(id="hanbit")
    asked = report.options(**options)
    facts = report.facts.gather(account, policy, day, report.facts.wanted(asked))
    table = report.tabulate(facts, policy, day, asked)
    return [*table.rows]
