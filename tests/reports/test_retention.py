"""Retention: who stays, what they bring, and the identities between the figures."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import AS_OF, account, ask, policy
from crmcli.formats.explain import definitions
from crmcli.messages import Phrases
from crmcli.reports.customers import cohorts, retention
from crmcli.reports.customers.cohorts import CohortRow

RULES = policy("renewals: {grace_days: 30}")


def customer(name: str, contracts: str, more: str = ""):
    return account(f"{{name: {name}, contracts: {{{contracts}}}{more}}}", name)


STAYS = customer(
    "stays",
    "a: {start: 2025-01-01, end: 2025-12-31, amount: 100}, b: {start: 2026-01-01, end: 2026-12-31, amount: 130}",
)
SHRINKS = customer(
    "shrinks",
    "a: {start: 2024-09-01, end: 2025-12-31, amount: 100}, b: {start: 2026-01-01, end: 2026-12-31, amount: 5, per: month}",
    ", owner: kim, segment: B",
)
LEAVES = customer("leaves", "a: {start: 2025-03-01, end: 2026-02-28, amount: 200}")
COMES = customer("comes", "a: {start: 2026-04-01, amount: 50}")
BOOK = (STAYS, SHRINKS, LEAVES, COMES)


def test_one_stays_one_shrinks_one_leaves_and_one_comes():
    row = ask(retention, *BOOK, rules=RULES).totals
    assert (3, 2, 2 / 3) == (row.customers, row.kept, row.logo)
    assert (400, 200, 40, 30) == (row.start_amount, row.churn, row.contraction, row.expansion)
    assert (0.4, 0.475) == (row.grr, row.nrr)
    assert (1, 50, 0) == (row.new, row.new_amount, row.unvalued)


@pytest.mark.parametrize(("as_of", "kept"), [("2026-03-30", 1), ("2026-03-31", 0)])
def test_a_customer_is_gone_on_the_day_after_the_grace(as_of, kept):
    assert kept == ask(retention, LEAVES, rules=RULES, as_of=date.fromisoformat(as_of)).totals.kept


def test_who_left_and_came_back_within_the_window_has_stayed():
    back = customer(
        "back",
        "a: {start: 2025-01-01, end: 2025-09-30, amount: 10}, b: {start: 2026-06-01, amount: 10}",
    )
    row = ask(retention, back, rules=RULES).totals
    assert (1, 1, 0, 1.0, 1.0) == (row.customers, row.kept, row.new, row.grr, row.nrr)


def test_the_window_is_as_long_as_asked():
    counts = [
        ask(retention, *BOOK, rules=RULES, months=months).totals[1:3] for months in (1, 5, 12, 36)
    ]
    assert [(3, 3), (3, 2), (3, 2), (0, 0)] == counts


def test_without_customers_at_the_start_every_rate_is_unknown():
    row = ask(retention, COMES, rules=RULES).totals
    assert (0, None, None, None, None, 1) == (
        row.customers,
        row.logo,
        row.low,
        row.grr,
        row.nrr,
        row.new,
    )


def test_what_was_paid_once_is_no_yearly_amount():
    row = ask(
        retention, customer("o", "a: {start: 2025-01-01, amount: 100, per: once}"), rules=RULES
    ).totals
    assert (1, 1, 0, None) == (row.customers, row.kept, row.start_amount, row.grr)


def test_a_customer_whose_contract_says_no_amount_counts_as_a_logo_and_stands_outside_the_amounts():
    table = ask(retention, STAYS, customer("u", "a: {start: 2025-01-01}"), rules=RULES)
    assert (2, 2, 100, 1) == (
        table.totals.customers,
        table.totals.kept,
        table.totals.start_amount,
        table.totals.unvalued,
    )
    assert ["note-retention-unvalued"] == [note.key for note in table.notes]


def test_one_that_lost_its_amount_is_outside_too_but_one_that_left_is_not():
    row = ask(
        retention,
        customer("u", "a: {start: 2025-01-01, end: 2025-12-31, amount: 9}, b: {start: 2026-01-01}"),
        rules=RULES,
    ).totals
    assert (1, 0, 1) == (row.kept, row.start_amount, row.unvalued)


def test_groups_add_up():
    table = ask(retention, *BOOK, rules=RULES, by="segment")
    assert [("B", 1, 1, 0.6), (None, 2, 1, 100 / 300)] == [
        (row.group, row.customers, row.kept, row.grr) for row in table.rows
    ]
    assert ask(retention, *BOOK, rules=RULES).totals == table.totals


def won(*days: str) -> str:
    return (
        ", deals: {"
        + ", ".join(
            f"d{place}: {{outcome: {{result: won, date: {day}}}}}" for place, day in enumerate(days)
        )
        + "}"
    )


def test_buying_again_is_buying_on_another_day():
    sellers = [
        customer("x", "", won("2026-01-01", "2026-01-31", "2026-03-02")),
        customer("y", "", won("2026-02-01", "2026-02-01")),
        customer("z", "", won("2026-09-01")),
    ]
    row = ask(retention, *sellers, rules=RULES).totals
    assert (2, 1, 0.5, 30) == (row.buyers, row.rebuyers, row.repurchase, row.median_interval)


def test_explain_names_the_accounts():
    (behind,) = ask(retention, *BOOK, rules=RULES, explain=True).evidence
    expected = {
        "customers": ("stays", "shrinks", "leaves"),
        "kept": ("stays", "shrinks"),
        "churn": ("leaves",),
        "contraction": ("shrinks",),
        "expansion": ("stays",),
        "new": ("comes",),
        "unvalued": (),
        "new_unvalued": (),
        "rebuyers": (),
    }
    assert expected == behind


DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 1))
CONTRACTS = st.lists(
    st.tuples(
        DAYS,
        st.none() | st.integers(0, 900),
        st.none() | st.integers(0, 500),
        st.sampled_from(["year", "month", "quarter", "once"]),
    ),
    max_size=4,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(CONTRACTS, max_size=4), st.integers(1, 30))
def test_grr_is_at_most_1_and_at_most_nrr_and_the_amounts_balance(forest, months):
    texts = []
    for place, contracts in enumerate(forest):
        parts = [
            f"c{at}: {{start: {start}, end: {start.fromordinal(start.toordinal() + length) if length is not None else '~'}, amount: {amount if amount is not None else '~'}, per: {per}}}"
            for at, (start, length, amount, per) in enumerate(contracts)
        ]
        texts.append(customer(f"a{place}", ", ".join(parts)))
    row = ask(retention, *texts, rules=RULES, months=months).totals
    assert 0 <= row.kept <= row.customers
    assert row.unvalued <= row.customers
    assert row.churn + row.contraction <= row.start_amount
    if row.grr is None:
        assert (0, None) == (row.start_amount, row.nrr)
    else:
        assert 0 <= row.grr <= 1
        assert row.grr <= row.nrr
        assert Fraction(
            row.start_amount - row.churn - row.contraction, row.start_amount
        ) == pytest.approx(Fraction(row.grr))


# --- cohorts


def test_a_cohort_stands_by_its_first_contract_and_is_looked_at_as_each_period_ends():
    rows = ask(cohorts, *BOOK, rules=RULES, by="quarter").rows
    expected = [
        CohortRow("2024Q3", 1, (1.0,) * 8),
        CohortRow("2025Q1", 2, (1.0, 1.0, 1.0, 1.0, 0.5, 0.5)),
        CohortRow("2026Q2", 1, (1.0,)),
    ]
    assert expected == rows


def test_by_year_a_running_year_is_not_over():
    assert [
        CohortRow("2024", 1, (1.0, 1.0)),
        CohortRow("2025", 2, (1.0,)),
        CohortRow("2026", 1, ()),
    ] == ask(cohorts, *BOOK, rules=RULES, by="year").rows


def test_the_last_day_of_a_period_is_over_on_that_day():
    kept = [
        ask(cohorts, COMES, rules=RULES, by="quarter", as_of=day).rows[0].kept
        for day in (date(2026, 6, 29), date(2026, 6, 30))
    ]
    assert [(), (1.0,)] == kept


def test_customers_of_a_cohort_are_explained_as_such_and_not_as_those_of_a_window():
    told = [
        definitions(ask(report, *BOOK, rules=RULES, by=by, explain=True), Phrases("en"))[
            "customers"
        ]
        for report, by in ((cohorts, "year"), (retention, None))
    ]
    assert [
        "their first contract began in that quarter or year",
        "with a contract, or in its grace, at the start of the window",
    ] == told


def test_without_contracts_there_are_no_cohorts():
    assert [] == ask(cohorts, customer("x", "", won("2026-01-01")), rules=RULES, by="year").rows


def test_explain_names_who_came_and_who_is_gone():
    assert {"customers": ("stays", "leaves"), "churn": ("leaves",)} == ask(
        cohorts, *BOOK, rules=RULES, by="year", explain=True
    ).evidence[1]
    assert AS_OF.year == 2026
