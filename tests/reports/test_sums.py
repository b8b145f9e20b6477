"""Identities of numbers.md over books full of ties, on month, quarter and year ends and on leap days; rows of every table add up to its total."""

from typing import Any

import pytest
from hypothesis import Phase, given, settings

from crmcli.domain.people.coverage import slots
from crmcli.domain.people.coverage_figures import measure
from crmcli.reports.relations import balance, referral_funnel, referral_tree
from crmcli.reports.pipeline import bant, losses, objections, pipeline
from crmcli.reports.customers import cadence, retention
from crmcli.reports.coverage import coverage, coverage_by_role, gaps, stance
from crmcli.reports.forecast import forecast
from crmcli.reports.queries import quality
from crmcli.reports.coverage import stance_by_role
from crmcli.reports.customers import whitespace
from crmcli.reports.pipeline import winrate
from books import Ask
from reports.shuffled import RULES, books, moments
from reports.test_order import decoded

once = settings(max_examples=40, deadline=None, derandomize=True, phases=[Phase.generate])
# of each table the figures that a record adds to in one row only, and by what its rows may be
ADDED: list[tuple[Any, tuple[str | None, ...], tuple[str, ...]]] = [
    (
        coverage,
        (None, "owner", "segment"),
        (
            "required",
            "waived",
            "unknown",
            "named",
            "met",
            "reachable",
            "friendly",
            "gaps",
            "live_plans",
        ),
    ),
    (
        coverage_by_role,
        (None,),
        (
            "required",
            "waived",
            "unknown",
            "named",
            "met",
            "reachable",
            "friendly",
            "gaps",
            "live_plans",
        ),
    ),
    (
        stance,
        (None, "owner", "segment"),
        ("assessed", "weight", "friendly", "neutral", "negative", "unassessed", "stale"),
    ),
    (
        stance_by_role,
        (None,),
        ("assessed", "weight", "friendly", "neutral", "negative", "unassessed", "stale"),
    ),
    (
        pipeline,
        (None, "owner", "type", "segment"),
        ("deals", "amount", "weighted", "rotten", "parked", "overdue", "blind", "unvalued"),
    ),
    (
        winrate,
        (None, "owner", "manager", "segment", "type", "source"),
        ("won", "lost", "no_decision"),
    ),
    (losses, (None, "stage", "type", "source", "owner", "month"), ("deals", "amount")),
    (forecast, (None, "month", "owner", "product", "family"), ("amount", "weighted")),
    (
        objections,
        (None, "owner", "stage"),
        ("raised", "resolved", "deferred", "unresolved", "unprepared"),
    ),
    (
        retention,
        (None, "owner", "segment"),
        (
            "customers",
            "kept",
            "start_amount",
            "churn",
            "contraction",
            "expansion",
            "new",
            "new_amount",
            "unvalued",
        ),
    ),
]


def ask(report: Any, book: Any, as_of: Any, **asked: Any) -> Any:
    options = Ask(**asked)
    return report.tabulate(
        [fact for each in book for fact in report.gather(each, RULES, as_of, options)],
        RULES,
        as_of,
        options,
    )


@once
@given(books, moments)
def test_the_rows_of_every_table_add_up_to_its_total(forest, as_of):
    book = decoded([*enumerate(forest)])
    for report, groupings, fields in ADDED:
        for by in groupings:
            table = ask(report, book, as_of, by=by)
            for field in fields:
                whole = getattr(table.totals, field)
                assert (report, by, field, whole) == (
                    report,
                    by,
                    field,
                    sum(getattr(row, field) or 0 for row in table.rows),
                ) or (whole is None and not table.rows)


@once
@given(books, moments)
def test_what_is_known_is_named_what_is_reachable_known_and_nothing_exceeds_the_whole(
    forest, as_of
):
    book = decoded([*enumerate(forest)])
    for each in book:
        known = measure(slots(each, RULES, as_of))
        assert sum(known.rungs) == known.required - known.waived
        assert known.weight >= known.named >= known.reachable >= known.friendly
        assert known.live_plans <= known.gaps <= sum(known.rungs)
    assert ask(gaps, book, as_of).totals["gaps"] == ask(coverage, book, as_of).totals.gaps
    for row in ask(pipeline, book, as_of).rows:
        assert row.weighted <= row.amount
    for row in ask(cadence, book, as_of).rows:
        assert row.satisfied <= row.completed
    for by in (None, *retention.REPORT.groupings):
        for row in ask(retention, book, as_of, by=by).rows:
            assert row.grr is None or row.grr <= min(1, row.nrr)


@once
@given(books, moments)
def test_every_deal_is_counted_once_and_shares_add_up(forest, as_of):
    book = decoded([*enumerate(forest)])
    rates, lost = ask(winrate, book, as_of).totals, ask(losses, book, as_of)
    for row in (*ask(winrate, book, as_of, by="owner").rows, rates):
        assert row.narrow is None or row.narrow >= row.broad
    assert (
        rates.open
        == ask(pipeline, book, as_of).totals.deals
        == ask(bant, book, as_of).totals["deals"]
    )
    assert lost.totals.deals == rates.lost + rates.no_decision
    assert not lost.rows or sum(row.share for row in lost.rows) == pytest.approx(1)
    sides = ask(balance, book, as_of, since=None).totals
    assert sides["new"][6] + sides["existing"][6] == rates.open
    filled = ask(quality, book, as_of).totals
    assert (
        filled["filled"]
        == sum(row.filled for row in filled["fields"])
        <= filled["asked"]
        == sum(row.asked for row in filled["fields"])
    )
    for row in ask(whitespace, book, as_of).rows:
        assert sorted(RULES.products) == sorted(
            product for products in row[3:8] for product in products
        )


@once
@given(books, moments)
def test_the_tree_of_referrals_tells_what_the_list_tells(forest, as_of):
    book = decoded([*enumerate(forest)])
    listed, tree = ask(referral_funnel, book, as_of), ask(referral_tree, book, as_of)
    assert {row.account: row.given for row in listed.rows if row.given} == {
        row.account: row.sent for row in tree.rows if row.sent
    }
    assert len(tree.rows) == len({row.account for row in tree.rows})
