"""Orphans: customers without anybody, or without anything."""

from datetime import date

import pytest

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.relations import orphans
from crmcli.reports.relations.orphans import OrphanRow

RULES = policy("team: {kim: 김민지, baek: {name: 백승호, left: 2026-08-01}}")


def customer(owner="kim", more="", name="acme"):
    return account(f"{{name: Acme, status: customer, owner: {owner}{more}}}", name)


def reasons(*accounts):
    return [row.reasons for row in ask(orphans, *accounts, rules=RULES).rows]


def log(day, more=""):
    return (
        f", contacts: {{p: P}}, log: [{{date: {day}, type: visit, by: [kim, lee], with: p{more}}}]"
    )


def test_a_customer_without_an_owner_or_whose_owner_left_is_one():
    assert [("no-owner",)] == reasons(customer("null", log("2026-07-31")))
    assert [("owner-left",)] == reasons(customer("baek", log("2026-07-31")))
    assert [] == reasons(customer("kim", log("2026-07-31")))
    assert [] == reasons(customer("stranger", log("2026-07-31")))


def test_silence_counts_from_the_day_after_contact_days():
    assert [[], [("untouched",)]] == [
        reasons(customer(more=log(day))) for day in ("2026-05-03", "2026-05-02")
    ]
    assert [("untouched",)] == reasons(customer())


def test_an_attempt_is_no_touch():
    assert [("untouched",)] == reasons(customer(more=log("2026-07-31", ", outcome: no_answer")))


def test_a_next_step_or_a_live_plan_ahead_is_care():
    ahead = ", deals: {d: {stages: {2026-01-01: contacting}, next: 2026-08-01}}"
    assert [] == reasons(customer(more=ahead))
    assert [] == reasons(customer(more=log("2026-01-01", ", next: 2026-08-01")))
    assert [] == reasons(customer(more=", plans: {a: {for: ceo, owner: kim, due: 2026-08-01}}"))


def test_a_step_that_is_past_of_a_closed_deal_or_a_plan_that_slipped_is_not():
    assert [("untouched",)] == reasons(
        customer(more=", deals: {d: {stages: {2026-01-01: contacting}, next: 2026-07-31}}")
    )
    assert [("untouched",)] == reasons(
        customer(
            more=", deals: {d: {stages: {2026-01-01: contacting}, next: 2026-09-01, outcome: {result: won, date: 2026-02-01}}}"
        )
    )
    assert [("untouched",)] == reasons(customer(more=log("2026-01-01", ", next: 2026-07-31")))
    assert [("work-left", "untouched")] == reasons(
        customer(
            more=", plans: {a: {for: ceo, owner: kim, due: 2026-07-31}, b: {for: ceo, owner: baek, due: 2026-09-01}}"
        )
    )


def test_only_customers_are_looked_at():
    table = ask(
        orphans,
        customer("null")._replace(status="prospect"),
        customer(more=log("2026-07-31")),
        rules=RULES,
    )
    assert (
        [],
        {
            "orphans": 0,
            "customers": 1,
            "others": 0,
            "without_contact": 1,
            "no-owner": 0,
            "owner-left": 0,
            "work-left": 0,
            "untouched": 0,
        },
    ) == (table.rows, table.totals)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("prospect", ("owner-left", "work-left")),
        ("dormant", ("owner-left", "work-left")),
        ("churned", ("work-left",)),
        ("disqualified", ("work-left",)),
    ],
)
def test_whoever_has_left_is_told_at_accounts_of_every_status(status, expected):
    book = customer(
        "baek", ", deals: {d: {owner: baek}}, cases: {c: {opened: 2026-01-01, owner: baek}}"
    )._replace(status=status)
    table = ask(orphans, book, customer(more=log("2026-07-31")), rules=RULES)
    assert [expected] == [row.reasons for row in table.rows]
    assert (
        Message("note-orphans-of", (0, 1)),
        Message("note-orphans-others", (1,)),
    ) == table.notes[:2]


def test_a_customer_with_work_of_somebody_who_left_is_one_and_its_places_are_told():
    (row,) = ask(
        orphans,
        customer(
            "kim",
            log("2026-07-31") + ", roles: {ceo: {rep: baek}}, plans: {p: {for: ceo, owner: baek}}",
        ),
        rules=RULES,
    ).rows
    assert (("work-left",), ("roles.ceo.rep", "plans.p.owner")) == (row.reasons, row.left_behind)


def test_most_reasons_come_first_then_those_never_spoken_with_then_the_longest_silence():
    book = [
        customer(more=log("2026-01-01"), name="old"),
        customer(more=log("2025-01-01"), name="older"),
        customer(name="never"),
        customer("null", name="both"),
    ]
    table = ask(orphans, *book, rules=RULES, explain=True)
    assert ["both", "never", "older", "old"] == [row.account for row in table.rows]
    assert (
        OrphanRow("old", "Acme", None, ("untouched",), date(2026, 1, 1), 212, ("kim", "lee"), "kim")
        == table.rows[3]
    )
    assert [(), (), ("log 2025-01-01 visit",), ("log 2026-01-01 visit",)] == [
        each["last_touch"] for each in table.evidence
    ]


def test_whoever_wrote_on_the_day_of_the_last_touch_took_no_part_in_it():
    visit_and_mail = ", log: [{date: 2026-01-01, type: email, by: baek}, {date: 2026-01-01, type: visit, by: kim}]"
    assert [("kim",)] == [
        row.by for row in ask(orphans, customer(more=visit_and_mail), rules=RULES).rows
    ]


def test_customers_who_are_told_of_nobody_to_call_are_counted_where_others_are():
    called = customer(more=", service_contact: kim", name="called")
    table = ask(orphans, called, customer(), customer(name="other"), rules=RULES)
    assert (2, Message("note-orphans-uncalled", (2,))) == (
        table.totals["without_contact"],
        table.notes[-1],
    )
    for book in ((called,), (customer(),)):
        assert ["note-orphans-of"] == [note.key for note in ask(orphans, *book, rules=RULES).notes]
