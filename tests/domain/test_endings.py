"""A deal that ended and was opened again: as of a day in between it is ended, and that time is in no stage."""

from datetime import date

import pytest
from books import AS_OF, account, policy

from crmcli.domain.deals.deals import days_open, state
from crmcli.domain.deals.endings import Spell, ending, ends, reopened, spells
from crmcli.domain.time.dated import Fact
from crmcli.domain.deals.stage_history import _stays, passage

RULES = policy()
ORDER = {"contacting": 0, "presenting": 1, "closing": 2, "retaining": 3}
LOST = "{result: lost, date: 2026-03-15, reason: price, competitor: X, verified_by: buyer, note: too dear, revisit: 2026-09-01, reopened: 2026-05-01, why: back}"
AGAIN = f"{{stages: {{2026-02-01: presenting, 2026-05-01: presenting}}, ended: [{LOST}]}}"


def deal(text):
    return account(f"{{name: A, deals: {{d: {text}}}}}").deals["d"]


def on(day, text=AGAIN):
    found = state(deal(text), RULES, date.fromisoformat(day), None)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "result"),
    [
        ("2026-03-14", None),
        ("2026-03-15", "lost"),
        ("2026-04-30", "lost"),
        ("2026-05-01", None),
        ("2026-08-01", None),
    ],
)
def test_it_is_ended_from_its_end_until_the_day_before_it_was_taken_back(day, result):
    assert result == on(day).result


def test_an_end_that_was_taken_back_says_all_that_it_said():
    end = ending(deal(AGAIN), date(2026, 3, 31))
    assert end is not None
    assert (
        "lost",
        date(2026, 3, 15),
        "price",
        "X",
        "buyer",
        "too dear",
        date(2026, 9, 1),
    ) == tuple(end)


def test_the_valid_end_counts_after_those_that_were_taken_back():
    text = AGAIN[:-1] + ", outcome: {result: won, date: 2026-07-01}}"
    assert ["lost", None, "won"] == [
        on(day, text).result for day in ("2026-04-01", "2026-06-30", "2026-07-01")
    ]
    assert (150, 42) == (days_open(on("2026-07-01", text)), days_open(on("2026-04-01", text)))
    assert [None, date(2026, 5, 1)] == [
        reopened(deal(text), date(2026, 4, day)) if day else reopened(deal(text), AS_OF)
        for day in (30, 0)
    ]


def test_the_order_of_ends_and_of_keys_changes_nothing():
    two = "{result: no_decision, date: 2026-06-01, reopened: 2026-06-10}"
    for pair in (f"{LOST}, {two}", f"{two}, {LOST}"):
        found = deal(f"{{ended: [{pair}], stages: {{2026-02-01: presenting}}}}")
        assert [
            Spell(date(2026, 3, 15), date(2026, 5, 1)),
            Spell(date(2026, 6, 1), date(2026, 6, 10)),
        ] == spells(found, AS_OF)
        assert "no_decision" == ending(found, date(2026, 6, 9)).result
        assert 2 == len(list(ends(found)))


def test_one_end_may_stand_for_the_list():
    assert (date(2026, 5, 1),) == tuple(each.reopened for each in deal(f"{{ended: {LOST}}}").ended)


def test_it_comes_into_its_stage_again_on_the_day_it_is_opened_again_also_where_the_stages_do_not_say_so():
    for text in (AGAIN, f"{{stages: {{2026-02-01: presenting}}, ended: {LOST}}}"):
        assert (date(2026, 5, 1), 9) == (
            on("2026-05-10", text).entered,
            on("2026-05-10", text).idle,
        )
        assert date(2026, 2, 1) == on("2026-04-10", text).entered


# --- the time it was closed is in no stage


def stays(text, day=AS_OF):
    found = passage(deal(text), ORDER, day)
    assert found is not None
    return found.stays


def test_a_stay_is_over_where_the_deal_ended_and_goes_on_where_it_was_opened_again():
    moved = f"{{stages: {{2026-02-01: presenting, 2026-05-01: closing}}, ended: {LOST}}}"
    assert ((1, 42),) == stays(moved)  # 89 days from the one date to the other, 47 of them closed
    assert ((1, 42),) == stays(AGAIN)
    assert ((1, 42 + 31),) == stays(
        f"{{stages: {{2026-02-01: presenting, 2026-06-01: closing}}, ended: {LOST}}}"
    )
    assert ((1, 42),) == stays(moved, date(2026, 4, 1))


def test_a_stay_that_began_while_it_was_closed_counts_from_the_day_it_was_opened_again():
    assert ((0, 42), (1, 10)) == stays(
        f"{{stages: {{2026-02-01: contacting, 2026-04-01: presenting, 2026-05-11: closing}}, ended: {LOST}}}"
    )


def test_ends_that_overlap_are_one_time_closed():
    pair = "[{result: lost, date: 2026-03-01, reopened: 2026-03-20}, {result: lost, date: 2026-03-10, reopened: 2026-03-31}]"
    assert ((1, 28 + 1),) == stays(
        f"{{stages: {{2026-02-01: presenting, 2026-04-01: closing}}, ended: {pair}}}"
    )


def test_to_say_the_same_stage_again_is_no_move():
    assert ((1, 59),) == stays(
        "{stages: {2026-02-01: presenting, 2026-03-01: presenting, 2026-04-01: closing}}"
    )


def test_a_stage_after_the_end_is_a_stay_that_runs_backwards():
    found = passage(
        deal(
            "{stages: {2026-02-01: contacting, 2026-06-01: presenting}, outcome: {result: won, date: 2026-05-01}}"
        ),
        ORDER,
        AS_OF,
    )
    assert found is not None
    assert (((0, 89),), (1,)) == (found.stays, found.backwards)


# --- the clock of idle days


def test_moved_on_and_back_on_one_day_it_has_not_moved():
    assert 61 == on("2026-08-01", "{stages: {2026-06-01: presenting, 2026-08-01: presenting}}").idle
    assert (
        61
        == on(
            "2026-08-01",
            "{stages: {2026-06-01: presenting}, amount: {2026-05-01: 5, 2026-08-01: 5}, close: {2026-05-01: 2026-09-01, 2026-08-01: 2026-09-01}}",
        ).idle
    )


def test_back_on_another_day_it_has():
    assert (
        1
        == on(
            "2026-08-01",
            "{stages: {2026-06-01: presenting, 2026-07-30: closing, 2026-07-31: presenting}}",
        ).idle
    )


def test_of_a_stage_that_was_undated_first_the_first_day_known_counts():
    assert 31 == on("2026-08-01", "{stages: {undated: presenting, 2026-07-01: presenting}}").idle


def test_a_stage_without_a_day_that_is_named_again_with_one_begins_on_that_day():
    facts = [
        Fact(None, "contacting"),
        Fact(date(2026, 2, 1), "contacting"),
        Fact(date(2026, 3, 1), "contacting"),
        Fact(date(2026, 4, 1), "presenting"),
        Fact(date(2026, 5, 1), "presenting"),
    ]
    assert [
        ("contacting", date(2026, 2, 1), date(2026, 4, 1)),
        ("presenting", date(2026, 4, 1), None),
    ] == [(each.stage, each.begun, each.left) for each in _stays(facts)]
