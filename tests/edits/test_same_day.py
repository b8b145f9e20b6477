"""What ends on the very day it began, or comes on the day it is counted from: that day is taken, the day before it is not."""

from datetime import timedelta

import pytest

from books import policy
from crmcli.domain.records.account import Outcome
from crmcli.domain.records.customer import Case, Contract
from crmcli.edits import cases, contacts, contracts, entries
from crmcli.edits.deals import closing, deals, outcomes
from crmcli.edits.entries import Happened
from crmcli.edits.deals.gates import Pass
from edits.drafting import DAY, after, refused

BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
RULES = policy("stages: {talk: {}, offer: {}}\nreasons: {price: {}}\n")
BOOK = """
name: A
contacts: {lee: Lee}
roles: {cio: lee}
deals: {d: {stages: {2026-08-03: talk}}, over: {stages: {2026-07-01: talk}, outcome: {result: lost, date: 2026-08-03}}}
contracts: {c: {start: 2026-08-03}}
cases: {k: {opened: 2026-08-03}}
"""


def lost(draft, record, day):
    outcomes.lose(draft, record, "d", Outcome("lost", day, "price"), RULES, Pass(), day)


def reopened(stage):
    return lambda draft, record, day: outcomes.reopen(
        draft, record, "over", stage, day, RULES, Pass(), why="x"
    )


# each by the day it is told with, and what the day before is refused with
FIRST = {
    "a case closed": (
        lambda draft, record, day: cases.close(draft, record, "k", day, "x"),
        "error-edit-ends-first",
    ),
    "a contract ended": (
        lambda draft, record, day: contracts.end(draft, record, "c", day),
        "error-edit-ends-first",
    ),
    "a contract of a day": (
        lambda draft, record, day: contracts.add(draft, record, Contract(DAY, day), id_="new"),
        "error-edit-ends-first",
    ),
    "a deal agreed": (
        lambda draft, record, day: closing.agree(draft, record, "d", day),
        "error-edit-ends-first",
    ),
    "a deal won": (
        lambda draft, record, day: outcomes.win(draft, record, "d", day, RULES, Pass()),
        "error-edit-ends-first",
    ),
    "a deal lost": (lost, "error-edit-ends-first"),
    "a deal moved": (
        lambda draft, record, day: deals.move(draft, record, "d", "offer", day, RULES, Pass()),
        "error-edit-stage-later",
    ),
    "a deal opened again": (reopened(None), "error-edit-reopens-first"),
    "a deal opened again in a stage": (reopened("offer"), "error-edit-reopens-first"),
}
# by what has come: today is taken, tomorrow is not
LAST = {
    "an entry": lambda draft, record, day: entries.log(draft, record, Happened(day, "call"), DAY)
}


@pytest.mark.parametrize("what", FIRST)
def test_what_ends_on_its_first_day_is_taken_and_what_ends_before_it_is_not(what):
    make, wrong = FIRST[what]
    after(BOOK, lambda draft, record: make(draft, record, DAY))
    assert wrong == refused(BOOK, lambda draft, record: make(draft, record, BEFORE))[0]


@pytest.mark.parametrize("what", LAST)
def test_what_happened_today_is_taken_and_what_is_to_happen_is_not(what):
    after(BOOK, lambda draft, record: LAST[what](draft, record, DAY))
    assert (
        "error-edit-future"
        == refused(BOOK, lambda draft, record: LAST[what](draft, record, AFTER))[0]
    )


@pytest.mark.parametrize(("day", "holder"), [(BEFORE, None), (DAY, None), (AFTER, "lee")])
def test_who_leaves_today_holds_no_role_any_more_and_who_leaves_tomorrow_still_does(day, holder):
    found = after(BOOK, lambda draft, record: contacts.leave(draft, record, "lee", day, DAY))
    assert holder == found["roles"]["cio"]
    assert {"name": "Lee", "left": day.isoformat()} == found["contacts"]["lee"]


@pytest.mark.parametrize(
    ("today", "signed"), [(None, None), (BEFORE, "2026-08-02"), (DAY, None), (AFTER, None)]
)
def test_a_contract_is_signed_before_it_begins_or_not_told_as_signed(today, signed):
    text = "name: A\ncontracts: {c: {start: 2025-08-03, end: 2026-08-02}}\n"
    found = after(
        text, lambda draft, record: contracts.renew(draft, record, "c", id_="n", today=today)
    )
    assert signed == found["contracts"]["n"].get("signed")
    assert "2026-08-03" == found["contracts"]["n"]["start"]


@pytest.mark.parametrize(("later", "days"), [(DAY, 1), (AFTER, 2)])
def test_the_stage_told_twice_on_one_day_stands_once_and_another_stage_takes_its_place(later, days):
    """On its first day a deal may be put into another stage; on a later one it has been in both."""
    move = lambda stage: (
        lambda draft, record: deals.move(  # noqa: E731
            draft, record, "d", stage, later, RULES, Pass()
        )
    )
    assert days == len(after(BOOK, move("offer"))["deals"]["d"]["stages"])
    assert {"2026-08-03": "talk"} == after(BOOK, move("talk"))["deals"]["d"]["stages"]


def test_a_case_of_today_that_is_told_is_a_case_of_today():
    found = after(BOOK, lambda draft, record: cases.add(draft, record, Case(DAY), id_="new"))
    assert {"opened": "2026-08-03", "kind": "complaint"} == found["cases"]["new"]


@pytest.mark.parametrize(
    ("step", "day", "open_steps"),
    [
        ("{sign: }", DAY, 1),
        ("{sign: 2026-08-02}", DAY, 0),
        ("{sign: 2026-08-03}", DAY, 0),
        ("{sign: 2026-08-04}", DAY, 1),
        ("{sign: 2026-08-04, legal: , read: 2026-08-05}", AFTER, 2),
    ],
)
def test_a_step_counts_as_done_from_its_day_on(step, day, open_steps):
    text = f"name: A\ndeals: {{d: {{steps: {step}}}}}\n"

    def win(draft, record):
        missing = outcomes.before_winning(record, "d", RULES, day)
        assert open_steps == len(missing)

    after(text, win)
