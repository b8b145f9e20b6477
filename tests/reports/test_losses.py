"""Why deals did not end in a sale: by reason, with those whose reason nobody wrote."""

from datetime import date

import pytest

from books import account, ask
from crmcli.domain.table import Message
from crmcli.reports.pipeline import losses
from crmcli.reports.pipeline.losses import LossGroupRow, LossRow

BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    deals:
      a: {stages: {2026-01-01: contacting, 2026-01-05: presenting}, amount: 10, products: {x: 1, y: 1}, outcome: {result: lost, date: 2026-01-11, reason: price, verified_by: buyer, competitor: 벤더X}}
      b: {stages: {2026-01-01: presenting}, amount: 20, products: {x: 1}, owner: lee-js, outcome: {result: lost, date: 2026-01-31, reason: price, verified_by: kim-mj}}
      c: {stages: {2026-01-01: closing}, outcome: {result: no_decision, date: 2026-02-10, reason: timing}}
      d: {stages: contacting, amount: 5, outcome: {result: lost, date: 2026-02-28}, competitors: [벤더X, 벤더Y]}
      e: {stages: {2026-01-01: closing}, amount: 99, outcome: {result: invalid, date: 2026-02-01}}
      f: {stages: {2026-01-01: closing}, amount: 99, outcome: {result: won, date: 2026-02-01}}
      g: {stages: {2026-01-01: closing}, amount: 99}
      h: {stages: {2026-01-01: closing}, amount: 99, outcome: {result: lost, date: 2026-08-02, reason: price}}
""")


def test_a_row_per_reason_and_one_for_none():
    expected = [
        LossRow("price", 2, 0.5, 30, 20, "presenting", 0.5),  # open for 10 and 30 days
        LossRow("timing", 1, 0.25, 0, 40, "closing", 0.0),
        LossRow(None, 1, 0.25, 5, None, "contacting", 0.0),
    ]
    assert expected == ask(losses, BOOK).rows


def test_the_total_counts_lost_and_no_decision_only():
    assert LossRow(None, 4, 1.0, 35, 30, "presenting", 0.25) == ask(losses, BOOK).totals


def test_invalid_deals_stand_below_the_line():
    table = ask(losses, BOOK)
    assert (
        Message("note-pipeline-unvalued", (1,)),
        Message("note-losses-invalid", (1,)),
    ) == table.notes


def test_the_shares_add_up_to_one():
    assert pytest.approx(1.0) == sum(row.share for row in ask(losses, BOOK).rows)


def test_a_loss_of_tomorrow_counts_tomorrow():
    assert 5 == ask(losses, BOOK, as_of=date(2026, 8, 2)).totals.deals


def test_the_window_goes_by_outcome_date_with_both_ends():
    table = ask(losses, BOOK, since=date(2026, 1, 31), until=date(2026, 2, 10))
    assert [("price", 1), ("timing", 1)] == [row[:2] for row in table.rows]
    assert (
        Message("note-pipeline-unvalued", (1,)),
        Message("note-losses-invalid", (1,)),
    ) == table.notes
    assert 0 == ask(losses, BOOK, since=date(2026, 1, 12), until=date(2026, 1, 30)).totals.deals


def test_an_invalid_deal_outside_the_window_is_not_told():
    assert (Message("note-pipeline-unvalued", (1,)),) == ask(
        losses, BOOK, since=date(2026, 2, 2)
    ).notes


def test_a_window_without_losses_has_no_rows_and_unknown_shares():
    table = ask(losses, BOOK, since=date(2026, 5, 1))
    assert ([], LossRow(None, 0, None, 0, None, None, None)) == (table.rows, table.totals)


def test_by_stage_every_group_has_its_most_frequent_reason():
    expected = [
        LossGroupRow("presenting", 2, 0.5, 30, 20, "presenting", 0.5, "price"),
        LossGroupRow("closing", 1, 0.25, 0, 40, "closing", 0.0, "timing"),
        LossGroupRow("contacting", 1, 0.25, 5, None, "contacting", 0.0, None),
    ]
    assert expected == ask(losses, BOOK, by="stage").rows


def test_by_product_a_deal_stands_in_each_of_its_products():
    assert [("x", 2), (None, 2), ("y", 1)] == [
        row[:2] for row in ask(losses, BOOK, by="product").rows
    ]


def test_by_competitor_who_won_counts_else_everybody_who_was_there():
    assert [("벤더X", 2), (None, 2), ("벤더Y", 1)] == [
        row[:2] for row in ask(losses, BOOK, by="competitor").rows
    ]


def test_by_month_the_months_stand_in_their_order():
    assert [("2026-01", 2), ("2026-02", 2)] == [
        row[:2] for row in ask(losses, BOOK, by="month").rows
    ]


def test_by_owner_the_deals_own_counts_before_the_accounts():
    assert [("kim-mj", 3), ("lee-js", 1)] == [row[:2] for row in ask(losses, BOOK, by="owner").rows]


def test_a_competitor_listed_twice_counts_the_deal_once():
    book = account(
        "{name: A, deals: {d: {competitors: [벤더X, 벤더X], outcome: {result: lost, date: 2026-01-01}}}}"
    )
    assert [("벤더X", 1, 1.0)] == [row[:3] for row in ask(losses, book, by="competitor").rows]


def test_explain_names_the_deals_of_every_reason():
    assert [("hanbit/a", "hanbit/b"), ("hanbit/c",), ("hanbit/d",)] == [
        each["deals"] for each in ask(losses, BOOK, explain=True).evidence
    ]


def test_deals_that_had_been_agreed_by_word_are_told_and_those_agreed_later_are_not():
    ended = "stages: {2026-01-01: closing}, outcome: {result: %s, date: 2026-02-01, reason: price}"
    deals = ", ".join(
        f"{name}: {{{ended % result}, verbal: {day}}}"
        for name, result, day in (
            ("a", "lost", "2026-02-01"),
            ("b", "no_decision", "2026-01-20"),
            ("c", "lost", "2026-02-02"),
            ("d", "won", "2026-01-20"),
            ("e", "invalid", "2026-01-20"),
        )
    )
    assert [
        Message("note-pipeline-unvalued", (3,)),
        Message("note-losses-invalid", (1,)),
        Message("note-losses-agreed", (2,)),
    ] == [*ask(losses, account(f"{{name: A, deals: {{{deals}}}}}")).notes]
