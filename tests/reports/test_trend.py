"""Figures over time: each is the one its own report tells, blank where nothing was recorded, and never of two currencies."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import one_day
import pytest
from books import Ask, account, policy
from books import ask as answer

from crmcli.domain.people.coverage import is_fresh, slots
from crmcli.reports import choices
from crmcli.reports.coverage import coverage
from crmcli.reports.pages import due
from crmcli.reports.pipeline import pipeline, winrate
from crmcli.reports.forecast import trend
from crmcli.reports.forecast.trend_metrics import METRICS, Part, together
from crmcli.store.book.opening import open_book
from crmcli.store.shapes.reading import read_account

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = date(2026, 8, 1)


@pytest.fixture(scope="module", params=["hanbit", "northwind"])
def book(request):
    root = str(EXAMPLES / request.param)
    opened = open_book(root, use_cache=False)
    accounts = [
        read_account(root, entry[0])[0].record
        for entry in opened.library.entries
        if entry[0] != "crm.yaml"
    ]
    return opened.policy, accounts


def taken(book, metric, as_of=AS_OF, owner=None):
    """The figure of one day: value and what it rests on."""
    rules, accounts = book
    ask = Ask(metric=metric, by="owner" if owner else None)
    parts = together(
        part for account in accounts for part in trend.gather(account, rules, as_of, ask)
    )
    table = trend.tabulate([trend.Month(as_of, None, parts, rules.currency)], rules, as_of, ask)
    (row,) = [row for row in table.rows if row.group == owner]
    return row.value, row.n, row.low, row.high


def test_a_win_rate_looks_back_on_365_days_its_own_included():
    won = account(
        "{name: A, deals: {a: {outcome: {result: won, date: 2025-08-02}}, b: {outcome: {result: lost, date: 2025-08-01}}, c: {outcome: {result: lost, date: 2026-08-02}}}}"
    )
    assert [Part(None, 1, 1, 1)] == list(METRICS["winrate"](won, policy(), AS_OF))


@pytest.mark.parametrize("as_of", [AS_OF, date(2026, 3, 31), date(2025, 12, 31)])
def test_each_figure_is_the_one_its_report_tells(book, as_of):
    rules, accounts = book
    covered = answer(coverage, *accounts, rules=rules, as_of=as_of).totals
    roles = covered.required - covered.waived
    assert taken(book, "coverage", as_of)[:2] == (covered.composite, roles)
    assert taken(book, "named", as_of)[:2] == (covered.named_share, roles)
    assert taken(book, "plans", as_of)[:2] == (
        covered.live_plans / covered.gaps if covered.gaps else None,
        covered.gaps,
    )
    opened = answer(pipeline, *accounts, rules=rules, as_of=as_of).totals
    assert taken(book, "open", as_of)[:2] == (opened.amount, opened.deals)
    rate = answer(
        winrate,
        *accounts,
        rules=rules,
        as_of=as_of,
        since=date.fromordinal(as_of.toordinal() - 364),
    ).totals
    assert taken(book, "winrate", as_of) == (rate.narrow, rate.won + rate.lost, rate.low, rate.high)
    late = sum(
        row.days_late is not None and row.days_late > 0
        for row in answer(due, *accounts, rules=rules, as_of=as_of).rows
    )
    assert taken(book, "overdue", as_of)[:2] == (late, late)


def test_the_stance_index_is_told_with_its_range(book):
    rules, accounts = book
    found = [
        slot for account in accounts for slot in slots(account, rules, AS_OF) if slot.waived is None
    ]
    fresh = [
        slot
        for slot in found
        if slot.stance and is_fresh(slot.stance, rules.freshness.stance_days, AS_OF)
    ]
    opinion = sum(
        slot.spec.weight * {"friendly": 1, "neutral": 0, "negative": -1}[slot.stance.value]
        for slot in fresh
    )
    known, whole = sum(slot.spec.weight for slot in fresh), sum(slot.spec.weight for slot in found)
    assert taken(book, "stance") == (
        opinion / known,
        len(fresh),
        (opinion - (whole - known)) / whole,
        (opinion + (whole - known)) / whole,
    )


@pytest.mark.parametrize("metric", METRICS)
def test_owners_add_up_to_the_whole(book, metric):
    rules, accounts = book
    parts = together(
        part
        for account in accounts
        for part in trend.gather(account, rules, AS_OF, Ask(metric=metric))
    )
    assert sum(taken(book, metric, owner=part.owner)[1] for part in parts) == taken(book, metric)[1]
    (whole,) = together(part._replace(owner=None) for part in parts)
    assert (sum(part.part for part in parts), sum(part.whole for part in parts)) == (
        whole.part,
        whole.whole,
    )


def test_month_ends_are_those_before_the_day():
    assert trend.month_ends(date(2026, 3, 15), 4) == [
        date(2025, 11, 30),
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 28),
    ]
    assert trend.month_ends(date(2024, 3, 31), 1) == [date(2024, 2, 29)]
    assert trend.month_ends(date(2026, 3, 1), 1) == [date(2026, 2, 28)]
    assert trend.month_ends(date(2026, 3, 1), 0) == []
    assert trend.month_ends(date(1, 3, 1), 240) == [date(1, 1, 31), date(1, 2, 28)]


def rows(metric, *months, rules=None, **asked):
    days = [date(2026, month + 1, 1) for month in range(len(months))]
    found = [trend.Month(day, "c", parts, "KRW") for day, parts in zip(days, months, strict=True)]
    return trend.tabulate(found, rules or policy(), days[-1], Ask(metric=metric, **asked))


def test_blank_is_not_nothing_and_nothing_is_not_n_a():
    table = rows("coverage", None, [], [Part(None, 1, 4, 2)], None, [Part(None, 3, 4, 2)])
    assert [(row.value, row.n, row.change) for row in table.rows] == [
        (None, None, None),
        (None, 0, None),
        (0.25, 2, None),
        (None, None, None),
        (0.75, 2, 0.5),
    ]
    assert table.silent == {0, 3}
    assert [(row.value, row.n) for row in rows("open", None, []).rows] == [(None, None), (0, 0)]
    (line,) = table.sections[0].rows
    assert line == (None, (None, None, 0.25, None, 0.75), 0.25, 0.75, 0.5)


def test_amounts_with_cents_stay_exact():
    table = rows(
        "open",
        [Part("ada", Decimal("0.10"), 0, 1)],
        [Part("ada", Decimal("0.10"), 0, 1), Part("ben", Decimal("0.20"), 0, 1)],
    )
    assert [row.value for row in table.rows] == [Decimal("0.10"), Decimal("0.30")]
    assert table.rows[1].change == Decimal("0.20")


def test_a_month_in_another_currency_is_left_out_and_told():
    ask = Ask(metric="open")
    months = [
        trend.Month(date(2026, 1, 31), "c", [Part(None, 5, 0, 1)], "USD"),
        trend.Month(date(2026, 2, 28), None, [Part(None, 7, 0, 1)], "KRW"),
    ]
    table = trend.tabulate(months, policy(), date(2026, 2, 28), ask)
    assert [(row.value, row.change) for row in table.rows] == [(None, None), (7, None)]
    assert [note.key for note in table.notes] == ["note-trend-foreign"]
    assert [
        row.value
        for row in trend.tabulate(months, policy(), date(2026, 2, 28), Ask(metric="overdue")).rows
    ] == [5, 7]


def test_win_rates_of_few_deals_are_not_compared():
    few = rows("winrate", [Part(None, 1, 2, 2)], [Part(None, 2, 2, 2)])
    many = rows("winrate", [Part(None, 10, 20, 20)], [Part(None, 15, 20, 20)])
    assert [row.change for row in few.rows] == [None, None]
    assert [row.change for row in many.rows] == [None, 0.25]
    assert (few.sections[0].rows[0].change, many.sections[0].rows[0].change) == (None, 0.25)
    assert few.samples["value"][0][:2] == (1, 2)


def test_each_owner_has_every_day():
    table = rows(
        "overdue",
        [Part("ada", 1, 0, 1)],
        None,
        [Part(None, 2, 0, 2), Part("ben", 3, 0, 3)],
        by="owner",
    )
    assert [(row.group, row.value) for row in table.rows] == [
        ("ada", 1),
        ("ada", None),
        ("ada", 0),
        ("ben", 0),
        ("ben", None),
        ("ben", 3),
        (None, 0),
        (None, None),
        (None, 2),
    ]


@pytest.mark.parametrize("metric", METRICS)
def test_only_a_win_rate_and_a_stance_index_have_bounds(metric):
    ask = Ask(metric=metric)
    parts = [
        part
        for each in one_day.BOOK
        for part in trend.gather(each, one_day.RULES, one_day.DAY, ask)
    ]
    months = [trend.Month(one_day.DAY, None, parts, one_day.RULES.currency)]
    (row,) = trend.tabulate(months, one_day.RULES, one_day.DAY, ask).rows
    assert (metric in ("winrate", "stance")) == (row.low is not None) == (row.high is not None)


def test_the_command_offers_every_metric_that_the_report_knows():
    assert choices.METRICS == tuple(METRICS)
