"""A two-way touch is held, reached, or anything the customer began; the future does not count."""

from datetime import date

import pytest

from books import AS_OF, account
from crmcli.domain.records.account import Entry
from crmcli.domain.people.touches import (
    LastTouches,
    is_attempt,
    is_done,
    is_held,
    is_two_way,
    is_unanswered,
    known_log,
    last_touches,
    outcome,
)

DAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("call", "reached"),
        ("email", "sent"),
        ("message", "sent"),
        ("info", "sent"),
        ("meeting", "held"),
        ("visit", "held"),
        ("review", "held"),
        ("check_in", "held"),
        ("service", "held"),
        ("demo", "held"),
        ("event", "held"),
    ],
)
def test_an_interaction_without_an_outcome_has_the_one_of_its_type(kind, expected):
    assert expected == outcome(Entry(DAY, kind))


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("held", True),
        ("reached", True),
        ("sent", False),
        ("no_answer", False),
        ("left_message", False),
        ("cancelled", False),
    ],
)
def test_only_held_and_reached_are_two_way(ending, expected):
    assert expected is is_two_way(Entry(DAY, "call", outcome=ending))


@pytest.mark.parametrize("kind", ["email", "message", "call"])
def test_everything_the_customer_began_is_two_way(kind):
    assert is_two_way(Entry(DAY, kind, direction="inbound"))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"direction": "inbound"},
        {"outcome": "held"},
        {"outcome": "reached"},
        {"outcome": "no_answer"},
    ],
)
def test_what_we_note_for_ourselves_is_neither_a_touch_nor_an_attempt(more):
    note = Entry(DAY, "info", **more)
    assert not any(
        check(note) for check in (is_two_way, is_held, is_done, is_attempt, is_unanswered)
    )


BOOK = account("""
    name: 한빛전자
    log:
      - {date: 2026-06-11, type: review, with: [park-jh, lee-dh], deal: pt2}
      - {date: 2026-07-22, type: call, with: lee-dh, deal: pt2, outcome: no_answer}
      - {date: 2026-07-01, type: call, with: lee-dh}
      - {date: 2026-08-01, type: email, with: park-jh}
      - {date: 2026-08-02, type: visit, with: park-jh, deal: pt2}
""")


def test_the_last_touches_are_the_latest_two_way_ones_whatever_their_order():
    expected = LastTouches(
        date(2026, 7, 1),
        {"park-jh": date(2026, 6, 11), "lee-dh": date(2026, 7, 1)},
        {"pt2": date(2026, 6, 11)},
    )
    assert expected == last_touches(BOOK, AS_OF)


def test_tomorrows_touch_counts_tomorrow():
    expected = LastTouches(
        date(2026, 8, 2),
        {"park-jh": date(2026, 8, 2), "lee-dh": date(2026, 7, 1)},
        {"pt2": date(2026, 8, 2)},
    )
    assert expected == last_touches(BOOK, date(2026, 8, 2))


def test_before_the_first_entry_nobody_was_touched():
    assert LastTouches(None, {}, {}) == last_touches(BOOK, date(2026, 6, 10))


def test_the_log_known_on_a_day_includes_that_day():
    assert 1 == len([*known_log(BOOK, date(2026, 6, 11))])
    assert 4 == len([*known_log(BOOK, AS_OF)])
