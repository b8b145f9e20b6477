"""A deal that was lost, opened again and won later: every report tells it as it stood on the day."""

from datetime import date

import pytest
from books import account, ask, policy

from crmcli.reports.relations import balance
from crmcli.reports.forecast import forecast
from crmcli.reports.pipeline import losses, pipeline, stages, velocity, winrate
from crmcli.reports.customers import whitespace
from crmcli.reports.forecast.trend_metrics import METRICS

RULES = policy("role_sets: {}\nproducts: {core: {list_price: 100}}\nmin_sample: 1")
BOOK = account("""
    name: A
    owner: ada
    deals:
      d:
        amount: 72
        products: {core: 1}
        stages: {2026-02-01: presenting, 2026-05-01: closing}
        ended: [{result: lost, date: 2026-03-15, reason: price, competitor: X, verified_by: buyer, reopened: 2026-05-01, why: back}]
        outcome: {result: won, date: 2026-06-20}
""")
BEFORE, BETWEEN, OPEN, END = (
    date(2026, 3, 14),
    date(2026, 3, 31),
    date(2026, 5, 31),
    date(2026, 8, 1),
)
DAYS = (BEFORE, BETWEEN, OPEN, END)


def on(report, day, **asked):
    return ask(report, BOOK, rules=RULES, as_of=day, **asked)


def test_the_win_rate_of_a_day_in_between_has_the_loss_and_that_of_today_the_win_alone():
    totals = [on(winrate, day).totals for day in DAYS]
    assert [(0, 0, 1), (0, 1, 0), (0, 0, 1), (1, 0, 0)] == [
        (each.won, each.lost, each.open) for each in totals
    ]
    assert [None, 0.0, None, 1.0] == [each.narrow for each in totals]


def test_the_loss_is_told_with_its_reason_while_it_was_one():
    rows = [
        [
            (row.reason, row.deals, row.amount, row.median_days, row.verified)
            for row in on(losses, day).rows
        ]
        for day in DAYS
    ]
    assert [[], [("price", 1, 72, 42, 1.0)], [], []] == rows
    assert ["X"] == [row.group for row in on(losses, BETWEEN, by="competitor").rows]


def test_it_is_in_the_pipeline_and_the_forecast_while_it_is_open():
    for report in (pipeline, forecast):
        assert [1, 0, 1, 0] == [on(report, day).totals.deals for day in DAYS]


def test_the_stages_have_no_days_of_the_time_it_was_closed():
    rows = {row.stage: (row.stays, row.median_days) for row in on(stages, END).rows if row.stays}
    assert {"presenting": (1, 42), "closing": (1, 50)} == rows
    assert [(0, 1), (1, 0)] == [
        (row.dropped, row.still)
        for day in (OPEN, BETWEEN)
        for row in on(stages, day).rows
        if row.stage == ("closing" if day == OPEN else "presenting")
    ]


def test_velocity_and_the_trend_of_the_win_rate_go_by_the_end_that_held():
    assert [(1, 0, 0), (0, 0, 1), (1, 0, 0), (0, 1, 1)] == [
        (row.open, row.won, row.decided) for day in DAYS for row in on(velocity, day).rows
    ]
    assert [0, 0, 0, 1] == [
        sum(part.part for part in METRICS["winrate"](BOOK, RULES, day)) for day in DAYS
    ]


def test_nobody_is_a_customer_by_a_win_that_was_taken_back():
    won = account(
        "{name: A, owner: ada, deals: {d: {amount: 5, ended: {result: won, date: 2026-03-15, reopened: 2026-05-01}}}, log: [{date: 2026-03-20, type: call, by: ada}, {date: 2026-05-20, type: call, by: ada}]}"
    )
    sides = [
        {row.side: row.touches for row in ask(balance, won, rules=RULES, as_of=day).rows}
        for day in (date(2026, 3, 31), date(2026, 6, 1))
    ]
    assert [{"new": 0, "existing": 1}, {"new": 2, "existing": 0}] == sides


@pytest.mark.parametrize(
    ("day", "cell"), list(zip(DAYS, ("pipeline", "lost", "pipeline", "owned"), strict=True))
)
def test_the_whitespace_is_that_of_the_day(day, cell):
    assert ("core",) == getattr(on(whitespace, day).rows[0], cell)
