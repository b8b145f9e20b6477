"""Attempts: days we knocked on since they last spoke with us; then one final message, then a soft end."""

from datetime import date

import pytest

from books import AS_OF, account
from crmcli.domain.relations.attempts import Knocking, knocking
from crmcli.domain.records.policy import Attempts

RULE = Attempts(max=5, min_gap_days=3, final="email", grace_days=7)
MISSED = "type: call, outcome: no_answer"


def knocked(*entries: str, as_of: date = AS_OF) -> Knocking | None:
    log = "".join(f"  - {{date: 2026-{entry}}}\n" for entry in entries)
    return knocking(
        account(f"name: 한빛전자\ndeals: {{pt2: {{stages: contacting}}}}\nlog:\n{log}"),
        "pt2",
        RULE,
        as_of,
    )


def missed(*days: str) -> list[str]:
    return [f"{day}, deal: pt2, {MISSED}" for day in days]


def days(*july: int) -> tuple[date, ...]:
    return tuple(date(2026, 7, day) for day in july)


FIVE = missed("07-01", "07-04", "07-07", "07-10", "07-13")


def test_without_an_attempt_nothing_is_pending():
    assert None is knocked("07-01, deal: pt2, type: call")


@pytest.mark.parametrize(
    "entry",
    [
        "type: call, outcome: no_answer",
        "type: call, outcome: left_message",
        "type: email",
        "type: message",
    ],
)
def test_one_unanswered_entry_is_one_attempt_and_the_next_is_due_after_the_gap(entry):
    assert Knocking(days(1), "attempt", date(2026, 7, 4)) == knocked(f"07-01, deal: pt2, {entry}")


def test_a_cancelled_meeting_is_neither_an_attempt_nor_a_reply():
    found = knocked(*missed("07-01"), "07-02, deal: pt2, type: meeting, outcome: cancelled")
    assert Knocking(days(1), "attempt", date(2026, 7, 4)) == found


def test_two_attempts_on_one_day_count_once():
    found = knocked(*missed("07-01", "07-04"), "07-04, deal: pt2, type: email")
    assert Knocking(days(1, 4), "attempt", date(2026, 7, 7)) == found


def test_attempts_count_in_the_order_of_their_days_not_of_the_file():
    assert Knocking(days(1, 4), "attempt", date(2026, 7, 7)) == knocked(*missed("07-04", "07-01"))


@pytest.mark.parametrize(
    "reply", ["type: call", "type: email, direction: inbound", "type: meeting"]
)
def test_a_reply_resets(reply):
    assert None is knocked(*FIVE, f"07-14, deal: pt2, {reply}")
    assert Knocking(days(20), "attempt", date(2026, 7, 23)) == knocked(
        *FIVE, f"07-14, deal: pt2, {reply}", *missed("07-20")
    )


def test_attempts_on_another_deal_do_not_count():
    assert None is knocked(f"07-01, deal: other, {MISSED}")


def test_an_attempt_of_tomorrow_does_not_count():
    assert None is knocked(*missed("08-02"))
    assert Knocking((date(2026, 8, 1),), "attempt", date(2026, 8, 4)) == knocked(
        *missed("08-01", "08-02")
    )


def test_one_before_the_limit_the_next_step_is_still_an_attempt():
    assert Knocking(days(1, 4, 7, 10), "attempt", date(2026, 7, 13)) == knocked(*FIVE[:4])


def test_at_the_limit_the_final_message_is_due():
    assert Knocking(days(1, 4, 7, 10, 13), "final", date(2026, 7, 16)) == knocked(*FIVE)


def test_another_call_after_the_limit_is_not_the_final_message():
    found = knocked(*FIVE, *missed("07-16"))
    assert found is not None
    assert ("final", date(2026, 7, 19)) == (found.step, found.due)


def test_after_the_final_message_closing_is_due_when_the_grace_is_over():
    found = knocked(*FIVE, "07-16, deal: pt2, type: email")
    assert found is not None
    assert ("close", date(2026, 7, 23)) == (found.step, found.due)


def test_another_message_after_the_final_one_does_not_begin_its_grace_anew():
    found = knocked(*FIVE, "07-16, deal: pt2, type: email", "07-22, deal: pt2, type: email")
    assert found is not None
    assert ("close", date(2026, 7, 23), date(2026, 7, 16)) == (found.step, found.due, found.final)


def test_a_reply_to_the_final_message_resets():
    assert None is knocked(
        *FIVE, "07-16, deal: pt2, type: email", "07-17, deal: pt2, type: email, direction: inbound"
    )


def test_the_order_of_an_attempt_and_a_reply_of_one_day_changes_nothing():
    attempt, reply = missed("07-01")[0], "07-01, deal: pt2, type: email, direction: inbound"
    assert knocked(reply, attempt) == knocked(attempt, reply)


def test_the_order_of_a_call_and_the_final_message_of_one_day_changes_nothing():
    call, final = missed("07-16")[0], "07-16, deal: pt2, type: email"
    assert knocked(*FIVE, final, call) == knocked(*FIVE, call, final)


def test_the_final_message_counts_among_the_attempts():
    found = knocked(*FIVE, "07-16, deal: pt2, type: email")
    assert (days(1, 4, 7, 10, 13, 16), 6, date(2026, 7, 16), "close") == (
        found.days,
        found.tries,
        found.last,
        found.step,
    )
