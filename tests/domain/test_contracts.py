"""Contracts over time: what takes over from one, until when a customer is ours, what a year brings."""

from datetime import date
from decimal import Decimal

import pytest

from books import AS_OF, account, policy
from crmcli.domain.deals.contracts import Yearly, a_year, first_day, is_customer, renewed_by, yearly
from crmcli.domain.records.customer import Contract

RULES = policy("renewals: {remind_days: [90, 30], grace_days: 30}")
START = date(2026, 1, 1)


def book(contracts: str, more: str = ""):
    return account(f"{{name: A, contracts: {{{contracts}}}{more}}}")


def renewed(contracts: str, as_of: date = AS_OF) -> str | None:
    found = book(contracts)
    return renewed_by(found, found.contracts["a"], RULES, as_of)


A = "a: {start: 2025-07-01, end: 2026-06-30}"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-04-01", None),
        ("2026-04-02", "b"),
        ("2026-07-01", "b"),
        ("2026-07-31", "b"),
        ("2026-08-01", None),
    ],
    ids=[
        "91 days before the end",
        "90 days before",
        "the day after",
        "the 31st day after",
        "the 32nd",
    ],
)
def test_a_contract_takes_over_that_begins_between_the_first_reminder_and_the_end_of_the_grace(
    start, expected
):
    assert expected == renewed(f"{A}, b: {{start: {start}, end: 2027-06-30}}", date(2027, 1, 1))


def test_one_that_begins_later_than_the_answers_day_has_not_taken_over_yet():
    assert (None, "b") == tuple(
        renewed(f"{A}, b: {{start: 2026-07-10}}", as_of)
        for as_of in (date(2026, 7, 9), date(2026, 7, 10))
    )


@pytest.mark.parametrize(
    ("signed", "as_of", "expected"),
    [
        ("2026-05-04", "2026-05-03", None),
        ("2026-05-04", "2026-05-04", "b"),
        ("2026-08-01", "2026-07-10", "b"),
        ("2026-08-01", "2026-07-09", None),
    ],
)
def test_one_that_was_signed_before_it_begins_takes_over_from_that_day(signed, as_of, expected):
    assert expected == renewed(
        f"{A}, b: {{start: 2026-07-10, signed: {signed}}}", date.fromisoformat(as_of)
    )


def test_one_that_runs_no_longer_takes_nothing_over():
    assert None is renewed(f"{A}, b: {{start: 2026-06-01, end: 2026-06-30}}")
    assert "b" == renewed(f"{A}, b: {{start: 2026-06-01, end: 2026-07-01}}")


def test_a_contract_without_an_end_needs_no_renewal():
    assert None is renewed("a: {start: 2025-07-01}, b: {start: 2026-07-01}")


def test_of_two_the_first_to_begin_took_over():
    assert "c" == renewed(f"{A}, b: {{start: 2026-07-05}}, c: {{start: 2026-07-01}}")


def test_a_longer_notice_opens_the_window_earlier():
    assert "b" == renewed(
        "a: {start: 2025-07-01, end: 2026-06-30, notice_days: 180}, b: {start: 2026-02-01}"
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-06-30", False),
        ("2025-07-01", True),
        ("2026-06-30", True),
        ("2026-07-30", True),
        ("2026-07-31", False),
    ],
)
def test_a_customer_is_ours_from_the_first_day_to_the_last_of_the_grace(day, expected):
    assert expected == is_customer(book(A), RULES, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("per", "expected"), [("year", 100), ("month", 1200), ("quarter", 400), ("once", 0)]
)
def test_an_amount_is_brought_to_a_year(per, expected):
    assert expected == a_year(Contract(START, amount=100, per=per))


def test_an_amount_that_does_not_say_per_what_is_a_years_and_none_is_unknown():
    assert (Decimal("99.9"), None) == (
        a_year(Contract(START, amount=Decimal("99.90"))),
        a_year(Contract(START)),
    )


def test_in_its_grace_a_contract_counts_until_the_one_that_was_signed_begins():
    both = "a: {start: 2025-07-01, end: 2026-06-30, amount: 100}, b: {start: 2026-07-05, signed: 2026-06-01, amount: 70}"
    assert [Yearly(100, 0), Yearly(70, 0)] == [
        yearly(book(both), RULES, date(2026, 7, day)) for day in (4, 5)
    ]


def test_in_its_grace_a_contract_counts_until_another_takes_over():
    a = "a: {start: 2025-07-01, end: 2026-06-30, amount: 100}"
    assert Yearly(100, 0) == yearly(book(a), RULES, date(2026, 7, 10))
    assert Yearly(70, 0) == yearly(
        book(f"{a}, b: {{start: 2026-07-05, amount: 70}}"), RULES, date(2026, 7, 10)
    )
    assert Yearly(100, 0) == yearly(
        book(f"{a}, b: {{start: 2026-07-05, amount: 70}}"), RULES, date(2026, 7, 4)
    )
    assert Yearly(0, 0) == yearly(book(a), RULES, date(2026, 7, 31))


def test_contracts_side_by_side_add_up_and_those_without_an_amount_are_counted():
    assert Yearly(Decimal("30.5"), 1) == yearly(
        book(
            "a: {start: 2026-01-01, amount: 10}, b: {start: 2026-01-01, amount: 20.50}, c: {start: 2026-01-01}"
        ),
        RULES,
        AS_OF,
    )


def test_the_first_day_of_a_customer_is_that_of_a_contract_or_of_a_won_deal():
    deals = ", deals: {w: {outcome: {result: won, date: 2025-03-01}}, l: {outcome: {result: lost, date: 2024-03-01}}}"
    assert date(2025, 3, 1) == first_day(book(A, deals), AS_OF)
    assert date(2025, 7, 1) == first_day(book(A, deals), AS_OF, without="w")
    assert None is first_day(book(A, deals), date(2025, 2, 28))


def test_the_contract_of_a_deal_is_left_out_with_it():
    found = book(
        "a: {start: 2026-01-01, deal: w}",
        ", deals: {w: {outcome: {result: won, date: 2026-01-10}}}",
    )
    assert (date(2026, 1, 1), None) == (
        first_day(found, AS_OF),
        first_day(found, AS_OF, without="w"),
    )
