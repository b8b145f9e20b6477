"""The forecast: in which month a deal counts, with which probability, and what happened after earlier ones."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from books import Ask, ask, policy
from books import account as book_of

from crmcli.reports.forecast import backtest, forecast
from crmcli.reports.pipeline import pipeline
from crmcli.reports.forecast.forecast_facts import Line, shares
from crmcli.store.book.opening import open_book
from crmcli.store.shapes.reading import read_account

EXAMPLES = Path(__file__).parents[2] / "examples"
RULES = policy(
    """
    currency: KRW
    min_sample: 3
    stages:
      talking: {probability: 20, forecast: pipeline}
      offered: {probability: 50, forecast: best_case}
      closing: {probability: 80, forecast: commit}
      care:    {probability: 100, forecast: closed}
      idea:    {probability: 5, forecast: omitted}
    products: {core: {list_price: 1000}, batch: {list_price: 500}, free: {}}
    """
)
AS_OF = date(2026, 8, 5)


def of(deals, name="acme", owner="ada"):
    return book_of(
        f"name: Acme\nowner: {owner}\ndeals:\n"
        + "".join(f"  {key}: {value}\n" for key, value in deals.items()),
        name,
    )


def rows(deals, rules=RULES, as_of=AS_OF, **asked):
    table = ask(forecast, of(deals), rules=rules, as_of=as_of, **asked)
    return {row.group: row[1:4] for row in table.rows}, table


def keys(table):
    return [note.key for note in table.notes]


@pytest.mark.parametrize(
    ("close", "month"),
    [
        ("2026-08-05", "2026-08"),  # today
        ("2026-08-31", "2026-08"),
        ("2026-09-01", "2026-09"),
        ("2027-07-31", "2027-07"),
        ("2027-08-01", "2027-08"),
        ("2027-08-05", "2027-08"),  # twelve months from today
        ("2027-08-06", "later"),
        ("9999-12-31", "later"),
    ],
)
def test_a_deal_counts_in_the_month_of_its_close_date(close, month):
    found, _ = rows({"a": f"{{amount: 1000, close: {close}, stages: {{2026-07-01: offered}}}}"})
    assert {month: (1, 1000, 500)} == {name: row for name, row in found.items() if row[0]}


def test_months_without_deals_between_those_with_some_are_shown_and_none_after_the_last():
    found, _ = rows({"a": "{amount: 10, close: 2026-10-01, stages: {2026-07-01: offered}}"})
    assert ["2026-08", "2026-09", "2026-10"] == list(found)


def test_a_close_date_that_was_yesterday_is_outside_and_told():
    found, table = rows({"a": "{amount: 1000, close: 2026-08-04, stages: {2026-07-01: offered}}"})
    assert (
        {"2026-08": (0, 0, 0)},
        ["note-forecast-overdue"],
        (1, {"en": "1,000", "ko": "1,000"}),
    ) == (
        found,
        keys(table),
        table.notes[0].args,
    )


def test_a_deal_without_a_close_date_has_a_row_of_its_own_and_one_without_an_amount_is_counted_only():
    found, table = rows(
        {
            "a": "{amount: 10, stages: {2026-07-01: offered}}",
            "b": "{close: 2026-08-20, stages: {2026-07-01: offered}}",
        }
    )
    assert ({"2026-08": (1, 0, 0), "no-close": (1, 10, 5)}, ["note-pipeline-unvalued"]) == (
        found,
        keys(table),
    )


def test_a_probability_of_its_own_goes_before_the_stage_in_both_weighted_methods():
    deals = {
        "a": "{amount: 1000, close: 2026-08-20, stages: {2026-07-01: offered}, probability: {value: 60, date: 2026-07-01}}"
    }
    assert [600, 600] == [
        rows(deals, method=method)[0]["2026-08"][2] for method in ("stage", "history")
    ]
    # not set yet
    assert (
        500
        == rows({"a": deals["a"].replace("date: 2026-07-01}}", "date: 2026-08-06}}")})[0][
            "2026-08"
        ][2]
    )


def test_each_deal_is_floored_by_itself():
    deals = {
        f"d{n}": "{amount: 3, close: 2026-08-20, stages: {2026-07-01: offered}}" for n in range(3)
    }
    assert (3, 9, 3) == rows(deals)[0]["2026-08"]
    assert (3, 9, Decimal("4.50")) == rows(deals, rules=RULES._replace(currency="USD"))[0][
        "2026-08"
    ]


ENDED = {
    "w1": "{amount: 1, stages: {2026-01-01: talking, 2026-02-01: offered}, outcome: {result: won, date: 2026-03-01}}",
    "l1": "{amount: 1, stages: {2026-01-01: talking, 2026-02-01: offered}, outcome: {result: lost, date: 2026-03-01, reason: price}}",
    "n1": "{amount: 1, stages: {2026-01-01: talking}, outcome: {result: no_decision, date: 2026-03-01, reason: price}}",
    "i1": "{amount: 1, stages: {2026-01-01: talking}, outcome: {result: invalid, date: 2026-03-01}}",
    "future": "{amount: 1, stages: {2026-01-01: talking}, outcome: {result: lost, date: 2026-09-01, reason: price}}",
}


def test_history_is_won_of_the_closed_deals_that_came_to_the_stage_and_the_policy_below_min_sample():
    deals = {
        **ENDED,
        "a": "{amount: 900, close: 2026-08-20, stages: {2026-07-01: talking}}",
        "b": "{amount: 900, close: 2026-09-20, stages: {2026-07-01: offered}}",
    }
    found, table = rows(deals, method="history")
    odds = {row.stage: row[1:] for row in table.sections[0].rows}
    assert (1, 3, 1 / 3, 1 / 3, False) == odds["talking"]
    assert (1, 2, 1 / 2, 1 / 2, True) == odds["offered"]
    assert (0, 0, None, 0.8, True) == odds["closing"]
    assert (300, 450) == (found["2026-08"][2], found["2026-09"][2])
    assert (0, None) == rows(deals, method="history", rules=RULES._replace(min_sample=0))[
        1
    ].sections[0].rows[2][2:4]


def test_categories_hold_the_surer_ones_and_a_closed_stage_is_committed():
    stages = {"talking": 1, "offered": 10, "closing": 100, "care": 1000, "idea": 10000}
    deals = {
        stage: f"{{amount: {amount}, close: 2026-08-20, stages: {{2026-07-01: {stage}}}}}"
        for stage, amount in stages.items()
    }
    _, table = rows(deals, method="category")
    assert ("2026-08", 5, 1100, 1110, 1111) == table.rows[0][:5]
    assert [("note-forecast-omitted", (1, {"en": "10,000", "ko": "1만"}))] == list(table.notes)


WON = "{amount: 700, products: {core: 2}, stages: {2026-01-01: closing}, outcome: {result: won, date: 2026-08-%s}}"


def test_what_the_running_month_brought_stands_beside_it_alone():
    _, table = rows(
        {
            "w": WON % "01",
            "old": WON.replace("2026-08", "2026-07") % "31",
            "a": "{amount: 10, close: 2026-09-20, stages: {2026-07-01: offered}}",
        }
    )
    assert [("2026-08", 1, 700), ("2026-09", None, None)] == [
        (row.group, row.won, row.won_amount) for row in table.rows
    ]
    _, by_owner = rows({"w": WON % "01"}, by="owner")
    assert [("ada", 0, 0, 0, 1, 700)] == [tuple(row) for row in by_owner.rows]
    assert [] == rows({"w": WON % "06"}, by="owner")[1].rows[1:]  # tomorrow


def test_by_product_an_amount_is_divided_by_worth_and_adds_up_again():
    deals = {
        "a": "{amount: 1000, products: {core: 1, batch: 1}, close: 2026-08-20, stages: {2026-07-01: offered}}",
        "b": "{amount: 100, products: {core: 1, free: 1}, close: 2026-08-20, stages: {2026-07-01: offered}}",
    }
    found, table = rows(deals, by="product")
    assert {"core": (2, 667 + 50, 334 + 25), "batch": (1, 333, 166), "free": (1, 50, 25)} == found
    assert (2, 1100, 550) == table.totals[1:4]


@pytest.mark.parametrize(
    ("amount", "digits"), [(100, 0), (1, 0), (0, 0), (Decimal("0.05"), 2), (10**15 + 1, 0)]
)
def test_nothing_is_lost_by_dividing(amount, digits):
    for lines in (
        [Line("a", 1, 1), Line("b", 1, 1), Line("c", 1, 1)],
        [Line("a", 1, None), Line("b", 1, 7)],
        [Line("a", 1, 0), Line("b", 1, 0)],
        [Line("a", 1, 3)],
    ):
        assert amount == sum(shares(amount, lines, digits))


def test_what_does_not_divide_goes_by_the_price_list_whatever_order_the_file_has():
    a_part = "{{amount: 101, products: {{{}}}, close: 2026-08-20, stages: {{2026-07-01: offered}}}}"
    for order in ("core, batch, free", "free, core, batch", "batch, free, core"):
        line = ", ".join(f"{each}: {{unit_price: 5}}" for each in order.split(", "))
        found, _ = rows({"a": a_part.format(line)}, by="product")
        assert {"core": 34, "batch": 34, "free": 33} == {
            name: row[1] for name, row in found.items()
        }


def test_products_that_the_price_list_does_not_have_come_after_it_by_id():
    deal = "{amount: 100, products: {zeta: 1, alpha: 1, core: {unit_price: 5}}, close: 2026-08-20, stages: {2026-07-01: offered}}"
    found, _ = rows({"a": deal}, by="product")
    assert {"core": 34, "alpha": 33, "zeta": 33} == {name: row[1] for name, row in found.items()}


def test_quantities_by_month_and_product_with_what_can_be_expected():
    deals = {
        "a": "{amount: 1000, products: {batch: 3, core: 1}, close: 2026-08-20, stages: {2026-07-01: offered}}",
        "b": "{products: {core: 2}, stages: {2026-07-01: talking}}",
        "w": WON % "02",
        "bare": "{amount: 5, close: 2026-08-20, stages: {2026-07-01: offered}}",
    }
    table = ask(forecast, of(deals), rules=RULES, as_of=AS_OF, quantity=True)
    assert [
        ("2026-08", "core", 1, 1, 0.5, 2),
        ("2026-08", "batch", 1, 3, 1.5, 0),
        ("no-close", "core", 1, 2, 0.4, None),
    ] == [tuple(row) for row in table.rows]
    assert (["note-forecast-bare"], {"deals": 3, "without_products": 1}) == (
        keys(table),
        table.totals,
    )
    table = ask(forecast, of(deals), rules=RULES, as_of=AS_OF, quantity=True, by="product")
    assert [(None, "core", 2, 3, 0.9, 2), (None, "batch", 1, 3, 1.5, 0)] == [
        tuple(row) for row in table.rows
    ]


def test_explain_tells_each_deals_amount_probability_and_where_that_comes_from():
    deals = {
        **ENDED,
        "a": "{amount: 9000, close: 2026-08-20, stages: {2026-07-01: talking}}",
        "b": "{amount: 10, close: 2026-08-20, stages: {2026-07-01: offered}, probability: {value: 60}}",
    }
    _, table = rows(deals, method="history", explain=True)
    assert ("acme/a 9,000 × 1/3 (talking)", "acme/b 10 × 60% (probability)") == tuple(
        table.evidence[0]["deals"]
    )


@pytest.fixture(scope="module", params=["hanbit", "northwind"])
def example(request):
    root = str(EXAMPLES / request.param)
    opened = open_book(root, use_cache=False)
    return opened.policy, [
        read_account(root, entry[0])[0].record
        for entry in opened.library.entries
        if entry[0] != "crm.yaml"
    ]


@pytest.mark.parametrize("as_of", [date(2026, 8, 1), date(2026, 3, 31), date(2025, 11, 15)])
def test_rows_add_up_to_the_pipeline_less_what_is_overdue_however_they_are_grouped(example, as_of):
    rules, accounts = example
    totals = [
        ask(forecast, *accounts, rules=rules, as_of=as_of, by=by).totals
        for by in (None, "owner", "product")
    ]
    assert totals[0] == totals[1] == totals[2]
    for by in (None, "owner", "product"):
        found = ask(forecast, *accounts, rules=rules, as_of=as_of, by=by)
        assert (totals[0].amount, totals[0].weighted) == (
            sum(row.amount for row in found.rows),
            sum(row.weighted for row in found.rows),
        )
    opened = ask(pipeline, *accounts, rules=rules, as_of=as_of)
    late = [
        fact
        for each in accounts
        for fact in pipeline.gather(each, rules, as_of, Ask())
        if fact.overdue
    ]
    assert (
        opened.totals.deals - len(late),
        opened.totals.amount - sum(fact.amount or 0 for fact in late),
    ) == (totals[0].deals, totals[0].amount)
    category = ask(forecast, *accounts, rules=rules, as_of=as_of, method="category")
    assert all(
        row.commit <= row.best_case <= row.pipeline <= totals[0].amount
        for row in (*category.rows, category.totals)
    )


# The back-test


def held(deals, starts, method="stage"):
    """The table over these months, each from the deals as they were on its eve."""
    asked = Ask(method=method)
    months = [
        backtest.Start(
            first,
            "c0ffee" if then is not None else None,
            None
            if then is None
            else backtest.gather(of(then), RULES, date.fromordinal(first.toordinal() - 1), asked),
            "KRW",
        )
        for first, then in starts.items()
    ]
    now = forecast.gather(of(deals), RULES, AS_OF, asked)
    return backtest.tabulate(months, now, RULES, AS_OF, asked, date(2026, 9, 1))


JULY, JUNE = date(2026, 7, 1), date(2026, 6, 1)
A = "{amount: 1000, close: 2026-07-20, stages: {2026-06-01: closing}}"
A_WON = "{amount: 1200, close: 2026-07-20, stages: {2026-06-01: closing}, outcome: {result: won, date: 2026-07-18}}"
B = "{amount: 400, close: 2026-08-01, stages: {2026-06-01: closing}}"


def test_the_forecast_on_the_eve_is_held_against_what_was_won_in_the_month():
    table = held(
        {"a": A_WON},
        {JUNE: None, JULY: {"a": A, "b": B, "late": A.replace("2026-07-20", "2026-06-30")}},
    )
    assert [
        ("2026-06", None, None, 0, 0, None, None),
        ("2026-07", 1, 800, 1, 1200, -400, "c0ffee"),
    ] == [tuple(row) for row in table.rows]
    assert (1, 1, 800, 1, 1200, -400, 400 / 1200, -400 / 1200) == table.totals[1:]
    assert {0} == table.silent


def test_wmape_adds_up_errors_whatever_their_sign():
    deals = {"a": A_WON, "j": A_WON.replace("2026-07-18", "2026-06-05").replace("1200", "100")}
    table = held(
        deals,
        {
            JUNE: {"j": A.replace("2026-07-20", "2026-06-05").replace("2026-06-01", "2026-05-01")},
            JULY: {"a": A},
        },
    )
    assert [700, -400] == [row.error for row in table.rows]
    assert (1100 / 1300, 300 / 1300) == (table.totals.wmape, table.totals.bias)


def test_without_any_record_it_is_said_from_when_it_can_be_tested():
    table = held({"a": A_WON}, {JULY: None})
    assert [("note-backtest-from", ("2026-09", date(2026, 10, 1)))] == [
        tuple(note) for note in table.notes
    ]
    assert (None, None) == (table.totals.wmape, table.totals.won_amount)


def test_where_nothing_was_won_there_is_no_error_rate():
    table = held({}, {JULY: {"a": A}})
    assert (None, ["note-backtest-nothing-won"], 800) == (
        table.totals.wmape,
        keys(table),
        table.totals.error,
    )


def test_a_month_in_another_currency_is_left_blank_and_told():
    months = [backtest.Start(JULY, "c0ffee", [], "USD")]
    table = backtest.tabulate(months, [], RULES, AS_OF, Ask(), date(2026, 9, 1))
    assert (None, ["note-trend-foreign", "note-backtest-from"]) == (
        table.rows[0].forecast,
        keys(table),
    )


def test_by_category_the_commitments_are_tested_and_by_history_the_odds_of_then():
    then = {"a": A, "o": A.replace("closing", "offered"), **ENDED}
    assert 1000 == held({}, {JULY: then}, "category").rows[0].forecast
    assert 800 + 500 == held({}, {JULY: then}, "history").rows[0].forecast  # too few came that far
    then = {"t": A.replace("closing", "talking"), **ENDED}
    assert (333, 200) == tuple(
        held({}, {JULY: then}, method).rows[0].forecast for method in ("history", "stage")
    )


def test_the_months_tested_are_the_twelve_before_the_running_one():
    found = backtest.starts(date(2026, 3, 31))
    assert (12, date(2025, 3, 1), date(2026, 2, 1)) == (len(found), found[0], found[-1])
