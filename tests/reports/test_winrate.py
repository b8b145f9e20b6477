"""Win rate: narrow, broad, intervals and averages, by outcome date."""

from datetime import date

import pytest

from books import account, ask, policy
from crmcli.reports.pipeline import winrate
from crmcli.reports.pipeline.winrate import WinRateRow

RULES = policy("""
    team: {kim-mj: {name: 김민지, manager: choi}, lee-js: {name: 이준서, manager: choi}, choi: {name: 최상무}}
    products: {core: {list_price: 7}}
""")
BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    segment: A
    deals:
      w1: {stages: {2026-01-01: closing}, amount: 10, type: new, outcome: {result: won, date: 2026-01-11}}
      w2: {stages: {2026-01-01: closing}, amount: 30, owner: lee-js, outcome: {result: won, date: 2026-01-31}, bant: {budget: met, need: {status: met, date: 2026-02-01}}}
      w3: {stages: closing, outcome: {result: won, date: 2026-04-01}}
      l1: {stages: {2026-01-01: closing}, amount: 500, outcome: {result: lost, date: 2026-04-30}}
      n1: {stages: {2026-01-01: closing}, outcome: {result: no_decision, date: 2026-05-01}}
      i1: {stages: {2026-01-01: closing}, amount: 900, outcome: {result: invalid, date: 2026-05-01}}
      o1: {stages: {2026-01-01: closing}, amount: 900}
      o2: {stages: {2026-01-01: closing}, outcome: {result: won, date: 2026-08-02}}
      f1: {stages: {2026-08-02: closing}}
""")
LOW, HIGH = pytest.approx(0.30064, abs=1e-5), pytest.approx(0.95441, abs=1e-5)  # Wilson, 3 of 4


def test_narrow_leaves_no_decision_out_and_broad_counts_it():
    expected = WinRateRow(
        None,
        won=3,
        lost=1,
        no_decision=1,
        open=2,
        narrow=0.75,
        broad=0.6,
        low=LOW,
        high=HIGH,
        average_won=20.0,
        average_cycle_days=20.0,
        won_amount=40,
        cohort=3 / 7,
    )
    assert [expected] == ask(winrate, BOOK, rules=RULES).rows


def test_invalid_deals_are_outside_of_everything():
    book = account("{name: A, deals: {d: {outcome: {result: invalid, date: 2026-01-01}}}}")
    assert (
        WinRateRow(None, 0, 0, 0, 0, None, None, None, None, None, None, 0, None)
        == ask(winrate, book).totals
    )


def test_no_closed_deals_give_no_rate_rather_than_none_or_all():
    table = ask(winrate, BOOK, rules=RULES, as_of=date(2026, 1, 1))
    # all but f1, i1 too: its outcome is to come
    assert WinRateRow(None, 0, 0, 0, 8, None, None, None, None, None, None, 0, 0.0) == table.totals


def test_only_no_decisions_leave_narrow_unknown_and_broad_at_zero():
    totals = ask(
        winrate,
        account("{name: A, deals: {d: {outcome: {result: no_decision, date: 2026-01-01}}}}"),
    ).totals
    assert (None, 0.0, None, None) == (totals.narrow, totals.broad, totals.low, totals.high)


def test_the_window_goes_by_outcome_date_with_both_ends_and_keeps_open_deals():
    totals = ask(
        winrate, BOOK, rules=RULES, since=date(2026, 1, 31), until=date(2026, 4, 30)
    ).totals
    assert (2, 1, 0, 2) == (totals.won, totals.lost, totals.no_decision, totals.open)
    totals = ask(winrate, BOOK, rules=RULES, since=date(2026, 2, 1), until=date(2026, 4, 29)).totals
    assert (1, 0, 0, 2) == (totals.won, totals.lost, totals.no_decision, totals.open)


def test_an_outcome_of_tomorrow_counts_tomorrow():
    totals = ask(winrate, BOOK, rules=RULES, as_of=date(2026, 8, 2)).totals
    assert (4, 2) == (totals.won, totals.open)


def test_a_deal_without_a_dated_stage_has_no_cycle():
    totals = ask(
        winrate,
        account(
            "{name: A, deals: {d: {stages: closing, amount: 5, outcome: {result: won, date: 2026-01-01}}}}"
        ),
    ).totals
    assert (5.0, None) == (totals.average_won, totals.average_cycle_days)


def test_a_deal_without_a_value_is_outside_the_average_not_a_zero_in_it():
    assert 20.0 == ask(winrate, BOOK, rules=RULES).totals.average_won


def test_every_rate_carries_its_counts_and_interval_for_small_samples():
    table = ask(winrate, BOOK, rules=RULES)
    assert [(3, 4, LOW, HIGH)] * 2 == list(table.samples["narrow"])
    assert [(3, 5)] * 2 == [sample[:2] for sample in table.samples["broad"]]
    assert 20 == table.min_sample


@pytest.mark.parametrize(
    ("won", "lost", "low", "high"), [(3, 1, 30, 95), (5, 15, 11, 47), (30, 70, 22, 40)]
)
def test_the_interval_is_wilsons(won, lost, low, high):
    deals = "".join(
        f"  d{place}: {{outcome: {{result: {'won' if place < won else 'lost'}, date: 2026-01-01}}}}\n"
        for place in range(won + lost)
    )
    totals = ask(winrate, account(f"name: A\ndeals:\n{deals}")).totals
    assert (low, high) == (round(totals.low * 100), round(totals.high * 100))


def test_by_owner_the_highest_won_amount_comes_first():
    rows = ask(winrate, BOOK, rules=RULES, by="owner").rows
    assert [("lee-js", 1, 0, 30), ("kim-mj", 2, 1, 10)] == [
        (row.group, row.won, row.lost, row.won_amount) for row in rows
    ]


def test_by_manager_the_owners_managers_count():
    rows = ask(
        winrate,
        BOOK,
        account("{name: B, deals: {d: {outcome: {result: lost, date: 2026-01-01}}}}", "b"),
        rules=RULES,
        by="manager",
    ).rows
    assert [("choi", 3, 1), (None, 0, 1)] == [row[:3] for row in rows]


def test_by_month_and_quarter_only_ended_deals_stand_in_their_own_order():
    assert [("2026-01", 2), ("2026-04", 1), ("2026-05", 0)] == [
        row[:2] for row in ask(winrate, BOOK, rules=RULES, by="month").rows
    ]
    rows = ask(winrate, BOOK, rules=RULES, by="quarter").rows
    assert [("2026Q1", 2, 0, 0, None), ("2026Q2", 1, 1, 1, None)] == [row[:5] for row in rows]


def test_by_bant_the_score_is_the_one_on_the_day_the_deal_ended():
    # w2's need was met a day after the deal was won
    assert [("0", 2), ("1", 1)] == [
        row[:2] for row in ask(winrate, BOOK, rules=RULES, by="bant").rows
    ]


def test_by_industry_goes_by_what_research_says_of_the_account():
    other = account(
        "{name: B, research: {industry: steel}, deals: {d: {amount: 50, outcome: {result: won, date: 2026-01-01}}}}",
        "b",
    )
    assert [("steel", 1), (None, 3)] == [
        row[:2] for row in ask(winrate, BOOK, other, rules=RULES, by="industry").rows
    ]


def test_by_type_and_segment_those_without_are_a_row():
    assert [(None, 2), ("new", 1)] == [
        row[:2] for row in ask(winrate, BOOK, rules=RULES, by="type").rows
    ]
    assert [("A", 3)] == [row[:2] for row in ask(winrate, BOOK, rules=RULES, by="segment").rows]


def test_a_deal_with_a_product_listed_under_two_stands_in_both_and_in_the_total_once():
    book = account(
        "{name: A, deals: {d: {amount: 5, products: {core: 1, more: 1}, outcome: {result: won, date: 2026-01-01}}}}"
    )
    table = ask(winrate, book, rules=RULES, by="product")
    assert [("core", 1, 5), ("more", 1, 5)] == [
        (row.group, row.won, row.won_amount) for row in table.rows
    ]
    assert (1, 5) == (table.totals.won, table.totals.won_amount)


def test_a_competitor_listed_twice_counts_the_deal_once():
    book = account(
        "{name: A, deals: {d: {competitors: [벤더X, 벤더X], outcome: {result: won, date: 2026-01-01}}}}"
    )
    assert [("벤더X", 1)] == [row[:2] for row in ask(winrate, book, by="competitor").rows]


def test_explain_names_the_deals_behind_every_figure():
    (evidence,) = ask(winrate, BOOK, rules=RULES, explain=True).evidence
    expected = {
        "won": ("hanbit/w1", "hanbit/w2", "hanbit/w3"),
        "lost": ("hanbit/l1",),
        "no_decision": ("hanbit/n1",),
        "open": ("hanbit/o1", "hanbit/o2"),
    }
    assert expected == {figure: deals for figure, deals in evidence.items() if figure != "unvalued"}


def test_by_which_function_found_them_and_one_row_for_none():
    book = account(
        "{name: A, deals: {a: {sourced_by: marketing, outcome: {result: won, date: 2026-01-01}}, b: {sourced_by: marketing, outcome: {result: lost, date: 2026-01-01}}, c: {outcome: {result: lost, date: 2026-01-01}}}}"
    )
    assert [("marketing", 1, 1), (None, 0, 1)] == [
        (row.group, row.won, row.lost)
        for row in ask(winrate, book, rules=RULES, by="sourced_by").rows
    ]
