"""Renewals: contracts by their end, and what has become of them."""

from datetime import date

import pytest

from books import account, ask, policy
from crmcli.reports.customers import renewals
from crmcli.reports.customers.renewals import RenewalRow

RULES = policy("renewals: {remind_days: [90, 30, 14], grace_days: 30}")


def book(contracts: str):
    return account(f"{{name: A, owner: kim, contracts: {{{contracts}}}}}", "a")


ONE = "c: {start: 2025-07-01, end: 2026-06-30, amount: 10, per: month, notice_days: 60}"


@pytest.mark.parametrize(
    ("as_of", "state", "left", "reminders"),
    [
        ("2026-04-01", "reminded", 90, (90,)),
        ("2026-03-31", "running", 91, ()),
        ("2026-05-01", "reminded", 60, (90, 60)),
        ("2026-06-30", "reminded", 0, (90, 60, 30, 14)),
        ("2026-07-01", "grace", -1, (90, 60, 30, 14)),
        ("2026-07-30", "grace", -30, (90, 60, 30, 14)),
        ("2026-07-31", "churned", -31, (90, 60, 30, 14)),
    ],
)
def test_a_contract_is_reminded_of_waited_for_and_then_gone(as_of, state, left, reminders):
    (row,) = ask(renewals, book(ONE), rules=RULES, as_of=date.fromisoformat(as_of)).rows
    assert (
        RenewalRow(
            "a",
            "A",
            "c",
            date(2025, 7, 1),
            date(2026, 6, 30),
            left,
            date(2026, 5, 1),
            reminders,
            state,
            120,
            None,
            "kim",
        )
        == row
    )


def test_what_took_over_is_named():
    rows = ask(
        renewals, book(f"{ONE}, d: {{start: 2026-07-01, end: 2027-06-30}}"), rules=RULES
    ).rows
    assert [("c", "renewed", "d"), ("d", "running", None)] == [
        (row.contract, row.state, row.renewed_by) for row in rows
    ]


def test_one_that_begins_later_than_the_answers_day_renews_nothing_yet():
    (row,) = ask(
        renewals,
        book(f"{ONE}, d: {{start: 2026-07-01, end: 2027-06-30}}"),
        rules=RULES,
        as_of=date(2026, 6, 30),
    ).rows
    assert ("c", "reminded", None) == (row.contract, row.state, row.renewed_by)


def test_a_contract_that_ended_beside_another_has_lapsed_and_lost_no_customer():
    rows = ask(renewals, book(f"{ONE}, base: {{start: 2024-01-01}}"), rules=RULES).rows
    assert [("c", "lapsed"), ("base", "running")] == [(row.contract, row.state) for row in rows]


def test_a_contract_stands_here_from_its_first_day_until_a_year_after_its_last():
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2027, 6, 30), date(2027, 7, 1)]
    assert [0, 1, 1, 0] == [
        len(ask(renewals, book(ONE), rules=RULES, as_of=day).rows) for day in days
    ]


def test_within_leaves_out_what_is_later_and_what_was_renewed():
    many = book(
        f"{ONE}, d: {{start: 2026-07-01, end: 2026-08-31}}, e: {{start: 2026-01-01, end: 2026-09-01}}, f: {{start: 2025-01-01, end: 2026-05-01}}"
    )
    assert ["f", "c", "d", "e"] == [row.contract for row in ask(renewals, many, rules=RULES).rows]
    assert ["f", "d"] == [row.contract for row in ask(renewals, many, rules=RULES, days=30).rows]


def test_only_what_still_holds_is_summed():
    table = ask(
        renewals,
        book(
            "c: {start: 2025-07-01, end: 2026-06-30, amount: 10}, d: {start: 2026-01-01, end: 2026-12-31, amount: 7, per: quarter}"
        ),
        rules=RULES,
    )
    states = {
        "signed": 0,
        "running": 1,
        "reminded": 0,
        "grace": 0,
        "lapsed": 1,
        "churned": 0,
        "renewed": 0,
    }
    assert {"contracts": 2, **states, "held": 1, "a_year": 28, "unvalued": 0} == table.totals


def test_explain_names_the_places():
    table = ask(
        renewals,
        book(f"{ONE}, d: {{start: 2026-07-01, end: 2027-06-30}}"),
        rules=RULES,
        explain=True,
    )
    assert {"end": ("a/contracts.c.end",), "renewed_by": ("a/contracts.d",)} == table.evidence[0]


AHEAD = "c: {start: 2025-09-01, end: 2026-08-31, amount: 18000}, d: {start: 2026-09-01, end: 2027-08-31, amount: 20000, signed: 2026-07-15}, e: {start: 2026-01-01, end: 2026-12-31, amount: 60000}, f: {start: 2024-01-01, amount: 6000}"


def test_a_contract_renewed_ahead_still_holds_until_its_last_day_and_one_without_an_end_holds():
    days = ("2026-07-14", "2026-07-15", "2026-08-31", "2026-09-01")
    totals = [
        ask(renewals, book(AHEAD), rules=RULES, as_of=date.fromisoformat(day)).totals
        for day in days
    ]
    assert [(3, 84000), (3, 84000), (3, 84000), (3, 86000)] == [
        (each["held"], each["a_year"]) for each in totals
    ]


def test_the_renewing_contract_has_its_row_from_the_day_it_was_signed():
    rows = {
        day: ask(renewals, book(AHEAD), rules=RULES, as_of=date.fromisoformat(day)).rows
        for day in ("2026-07-14", "2026-07-15", "2026-09-01")
    }
    states = {
        day: {row.contract: row.state for row in found if row.contract in "cd"}
        for day, found in rows.items()
    }
    assert {
        "2026-07-14": {"c": "reminded"},
        "2026-07-15": {"c": "renewed", "d": "signed"},
        "2026-09-01": {"c": "renewed", "d": "running"},
    } == states


def test_one_without_an_end_comes_last_and_ends_within_no_number_of_days():
    rows = ask(renewals, book(AHEAD), rules=RULES).rows
    assert ("f", None, None, None, "running", ()) == (
        rows[-1].contract,
        rows[-1].end,
        rows[-1].days_left,
        rows[-1].late,
        rows[-1].state,
        rows[-1].reminders,
    )
    assert "f" not in [
        row.contract for row in ask(renewals, book(AHEAD), rules=RULES, days=3650).rows
    ]


def test_a_contract_in_grace_has_ended_and_one_without_an_amount_is_counted_and_told():
    table = ask(
        renewals,
        book(
            "c: {start: 2025-07-15, end: 2026-07-14, amount: 10}, d: {start: 2026-01-01, end: 2026-12-31}"
        ),
        rules=RULES,
    )
    assert ("grace", (1, 0, 1)) == (
        table.rows[0].state,
        tuple(table.totals[key] for key in ("held", "a_year", "unvalued")),
    )
    assert ["note-renewals-sum", "note-renewals-unvalued"] == [note.key for note in table.notes]
