"""Care: the longest silence within the last twelve months, and the days on which a touch was fresh."""

from datetime import date

from books import AS_OF, account
from crmcli.domain.relations.contact_gaps import care


def book(*days, kind="call", more=""):
    log = "".join(f"\n  - {{date: {day}, type: {kind}{more}}}" for day in days)
    return account(f"name: A\nlog:{log or ' []'}\n")


def gap(found):
    return found.gap, found.gap_from, found.gap_to


def test_the_longest_gap_lies_between_two_touches():
    found = care(book("2026-07-11", "2026-06-11", "2026-07-25"), date(2026, 6, 2), 90, AS_OF)
    assert (30, date(2026, 6, 11), date(2026, 7, 11)) == gap(found)


def test_a_silence_that_still_lasts_counts_up_to_the_day_of_the_answer():
    assert (51, date(2026, 6, 11), AS_OF) == gap(
        care(book("2026-06-11"), date(2026, 6, 2), 90, AS_OF)
    )


def test_nobody_can_be_silent_before_being_a_customer_nor_for_more_than_the_twelve_months():
    assert (60, date(2026, 6, 2), AS_OF) == gap(
        care(book("2026-01-01"), date(2026, 6, 2), 90, AS_OF)
    )
    assert (364, date(2025, 8, 2), AS_OF) == gap(
        care(book("2025-08-01"), date(2020, 1, 1), 90, AS_OF)
    )


def test_a_customer_of_today_has_no_gap_and_one_day():
    found = care(book(), AS_OF, 90, AS_OF)
    assert (0, AS_OF, AS_OF, 0, 1) == found
    assert 1 == care(book("2026-08-01"), AS_OF, 90, AS_OF).cared


def test_a_touch_keeps_for_its_day_and_so_many_days_after():
    assert (11, 61) == care(book("2026-06-11"), date(2026, 6, 2), 10, AS_OF)[3:]
    assert (1, 61) == care(book("2026-06-11"), date(2026, 6, 2), 0, AS_OF)[3:]


def test_touches_that_overlap_count_a_day_once_and_two_on_one_day_are_one():
    assert (
        15
        == care(book("2026-06-11", "2026-06-11", "2026-06-15"), date(2026, 6, 2), 10, AS_OF).cared
    )


def test_a_touch_before_the_window_reaches_into_it_until_it_is_too_old():
    assert 9 == care(book("2026-06-01"), date(2026, 6, 3), 10, AS_OF).cared
    assert 0 == care(book("2026-05-01"), date(2026, 6, 3), 10, AS_OF).cared


def test_what_lasts_until_today_ends_today_and_the_future_does_not_count():
    assert 2 == care(book("2026-07-31", "2026-08-02"), date(2026, 6, 2), 90, AS_OF).cared


def test_a_message_without_an_answer_is_no_touch():
    found = care(book("2026-07-11", kind="email"), date(2026, 6, 2), 90, AS_OF)
    assert (60, 0) == (found.gap, found.cared)
    assert (
        22
        == care(
            book("2026-07-11", kind="email", more=", direction: inbound"),
            date(2026, 6, 2),
            90,
            AS_OF,
        ).cared
    )
