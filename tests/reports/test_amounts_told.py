"""What is counted and has no amount is told beside every sum that leaves it out."""

from datetime import date

import pytest

from books import Ask, account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.queries import accounts
from crmcli.reports.relations import balance, referral_funnel, referral_tree
from crmcli.reports.coverage import blind
from crmcli.reports.forecast import forecast, goals, trend
from crmcli.reports.pipeline import losses, pipeline, pipeline_change, velocity, winrate
from crmcli.reports.customers import renewals, retention

AS_OF = date(2026, 8, 1)
RULES = policy("""
    role_sets: {r: {ceo: {}}}
    default_role_set: r
    stages: {early: {probability: 10}, late: {probability: 50, min_coverage: 50}}
    goals: {open: {why: w, metric: open_amount, to: {2026-12-31: 9}}, more: {why: w, metric: expansion_share, to: {2026-12-31: 9}}}
""")
BOOK = account(
    """
    name: A
    owner: kim
    referred_by: z
    source: referral
    deals:
      open: {stages: {2026-07-01: late}, close: 2026-08-20}
      shut: {stages: {2026-07-01: late}, amount: 5, close: 2026-08-20}
      won: {stages: {2026-07-01: late}, outcome: {result: won, date: 2026-08-01}}
      lost: {stages: {2026-07-01: late}, outcome: {result: lost, date: 2026-07-20, reason: price}}
    contracts: {c: {start: 2026-02-01}}
""",
    "a",
)


@pytest.mark.parametrize(
    ("report", "count"),
    [
        (accounts, 1),
        (pipeline, 1),
        (winrate, 1),
        (losses, 1),
        (blind, 1),
        (forecast, 2),
        (balance, 2),
        (referral_funnel, 1),
        (referral_tree, 1),
    ],
    ids=lambda each: each.__name__.rpartition(".")[2] if hasattr(each, "__name__") else None,
)
def test_deals_without_an_amount_are_told(report, count):
    assert (
        Message("note-pipeline-unvalued", (count,))
        in ask(report, BOOK, rules=RULES, as_of=AS_OF).notes
    )


def test_explain_lists_them():
    assert ("a/won",) == tuple(
        ask(winrate, BOOK, rules=RULES, as_of=AS_OF, explain=True).evidence[0]["unvalued"]
    )
    assert ("a/lost",) == tuple(
        ask(losses, BOOK, rules=RULES, as_of=AS_OF, explain=True).evidence[0]["unvalued"]
    )


def test_a_new_customer_without_an_amount_is_counted_told_and_listed():
    table = ask(retention, BOOK, rules=RULES, as_of=AS_OF, explain=True)
    assert (1, 0, 1) == (table.totals.new, table.totals.new_amount, table.totals.new_unvalued)
    assert [Message("note-retention-new-unvalued", (1,))] == list(table.notes)
    assert ("a",) == table.evidence[0]["new_unvalued"]


def test_an_ended_contract_without_an_amount_is_told_of_the_balance():
    book = account("{name: A, owner: kim, contracts: {c: {start: 2025-01-01, end: 2026-03-31}}}")
    assert (
        Message("note-balance-unvalued", (1,)) in ask(balance, book, rules=RULES, as_of=AS_OF).notes
    )


def test_a_change_of_the_pipeline_tells_the_deals_that_move_no_amount():
    before, after = (
        pipeline_change.gather(BOOK, RULES, day, Ask()) for day in (date(2026, 7, 10), AS_OF)
    )
    table = pipeline_change.tabulate(before, after, RULES, date(2026, 7, 10), AS_OF, Ask())
    assert Message("note-pipeline-unvalued", (3,)) in table.notes


def test_goals_and_trends_of_amounts_tell_what_they_leave_out():
    notes = ask(goals, BOOK, rules=RULES, as_of=AS_OF).notes
    assert [
        Message("note-goals-unvalued", ("expansion_share", 1)),
        Message("note-goals-unvalued", ("open_amount", 1)),
    ] == list(notes)
    options = Ask(metric="open")
    months = [trend.Month(AS_OF, None, trend.gather(BOOK, RULES, AS_OF, options), "KRW")]
    assert (
        Message("note-trend-unvalued", (AS_OF, 1))
        in trend.tabulate(months, RULES, AS_OF, options).notes
    )


def test_where_everything_has_an_amount_nothing_is_told():
    whole = account(
        "{name: A, owner: kim, deals: {a: {amount: 5, stages: {2026-07-01: early}}, b: {amount: 5, outcome: {result: won, date: 2026-07-01}}}, contracts: {c: {start: 2026-01-01, amount: 3}}}"
    )
    for report in (
        accounts,
        pipeline,
        winrate,
        losses,
        forecast,
        balance,
        retention,
        renewals,
        goals,
        velocity,
    ):
        assert not [
            note
            for note in ask(report, whole, rules=RULES, as_of=AS_OF).notes
            if "unvalued" in note.key
        ]
