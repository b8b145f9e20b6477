"""Cadence: periods from the contract's start, what satisfies them, and what is at risk."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from books import AS_OF, account, policy
from crmcli.domain.relations.cadence import Period, Rhythm, applies, periods, rhythm, start_of
from crmcli.domain.time.calendar import add_months
from crmcli.domain.records.policy import CadenceTouch

EXAMPLE = Path(__file__).parents[2] / "examples" / "hanbit" / "accounts" / "hanbit-electronics.yaml"
RULES = policy()
STANDARD = RULES.cadences["standard"]
CALLS = CadenceTouch("call", per_year=12)
START = date(2026, 1, 15)


def stands(
    log: str, touch: CadenceTouch = CALLS, as_of: date = AS_OF, start: date = START
) -> Rhythm:
    found = rhythm(account(f"name: 한빛전자\nlog: [{log}]\n"), touch, start, as_of)
    assert found is not None
    return found


def on(*days: str, more: str = "type: call") -> str:
    return ", ".join(f"{{date: {day}, {more}}}" for day in days)


def test_the_worked_example_kept_no_call_of_six_one_review_of_two_and_one_meeting_of_one():
    book = account(EXAMPLE.read_text(encoding="utf-8"))
    start = start_of(STANDARD, book, AS_OF)
    assert date(2026, 1, 15) == start
    found = {touch.type: rhythm(book, touch, start, AS_OF) for touch in STANDARD.touches}
    assert {"call": (0, 6), "review": (1, 2), "meeting": (1, 1)} == {
        kind: now[:2] for kind, now in found.items() if now
    }


# --- periods


def test_periods_from_the_31st_clamp_to_month_ends_and_come_back():
    expected = [
        Period(date(2026, 1, 31), date(2026, 2, 27)),
        Period(date(2026, 2, 28), date(2026, 3, 30)),
        Period(date(2026, 3, 31), date(2026, 4, 29)),
        Period(date(2026, 4, 30), date(2026, 5, 30)),
    ]
    assert expected == [*periods(date(2026, 1, 31), 12, date(2026, 4, 30))]


def test_quarters_from_the_end_of_november_clamp_in_february():
    expected = [
        Period(date(2025, 11, 30), date(2026, 2, 27)),
        Period(date(2026, 2, 28), date(2026, 5, 29)),
        Period(date(2026, 5, 30), date(2026, 8, 29)),
    ]
    assert expected == [*periods(date(2025, 11, 30), 4, date(2026, 6, 1))]


def test_years_from_a_leap_day_begin_on_the_28th():
    assert [
        Period(date(2024, 2, 29), date(2025, 2, 27)),
        Period(date(2025, 2, 28), date(2026, 2, 27)),
    ] == [*periods(date(2024, 2, 29), 1, date(2026, 2, 27))]


def test_five_periods_a_year_are_73_days_each():
    expected = [
        Period(date(2026, 1, 1), date(2026, 3, 14)),
        Period(date(2026, 3, 15), date(2026, 5, 26)),
        Period(date(2026, 5, 27), date(2026, 8, 7)),
    ]
    assert expected == [*periods(date(2026, 1, 1), 5, AS_OF)]


@pytest.mark.parametrize("per_year", [1, 2, 3, 4, 5, 6, 7, 12, 26, 52])
def test_periods_leave_no_day_out_and_begin_anew_every_contract_year(per_year):
    found = [*periods(date(2024, 8, 31), per_year, AS_OF)]
    assert all(
        later.start.toordinal() == earlier.end.toordinal() + 1
        for earlier, later in zip(found, found[1:], strict=False)
    )
    assert [date(2024, 8, 31), date(2025, 8, 31)] == [period.start for period in found[::per_year]]
    assert found[-1].start <= AS_OF <= found[-1].end


def test_years_long_past_are_not_walked_through():
    assert [date(2024, 8, 31), date(2025, 8, 31)] == [
        period.start for period in periods(date(1950, 8, 31), 1, AS_OF)
    ]


def test_the_first_year_of_the_calendar_has_no_year_before_it():
    assert (0, 1) == stands("", start=date.min, as_of=date(1, 2, 15))[:2]
    assert (0, 1) == stands(
        "", CadenceTouch("call", at_days=(30,)), start=date.min, as_of=date(1, 2, 15)
    )[:2]


# --- compliance


def test_the_first_and_the_last_day_of_a_period_both_count():
    assert (2, 2) == stands(on("2026-01-15", "2026-03-14"), as_of=date(2026, 3, 15))[:2]
    assert (1, 2) == stands(on("2026-01-14", "2026-03-14"), as_of=date(2026, 3, 15))[:2]


def test_extras_do_not_carry_over():
    assert (1, 2) == stands(on("2026-01-20", "2026-01-21", "2026-01-22"), as_of=date(2026, 3, 15))[
        :2
    ]


def test_a_period_is_completed_on_the_day_after_its_last():
    assert 0 == stands("", as_of=date(2026, 2, 14)).completed
    assert 1 == stands("", as_of=date(2026, 2, 15)).completed


def test_only_periods_completed_in_the_last_twelve_months_count():
    counts = [stands("", touch, start=date(2021, 1, 15)).completed for touch in STANDARD.touches]
    assert [12, 4, 2] == counts


def test_a_touch_kept_more_than_a_year_ago_does_not_count_any_more():
    assert (0, 12) == stands(on("2025-07-14"), start=date(2021, 1, 15))[:2]
    assert (1, 12) == stands(on("2025-07-15"), start=date(2021, 1, 15))[:2]


@pytest.mark.parametrize(
    "entry",
    [
        "type: call, outcome: no_answer",
        "type: call, outcome: left_message",
        "type: meeting",
        "type: call, outcome: cancelled",
    ],
)
def test_what_was_not_reached_or_is_something_else_does_not_satisfy(entry):
    assert (0, 1) == stands(on("2026-01-20", more=entry), as_of=date(2026, 2, 15))[:2]


def test_the_or_of_a_touch_satisfies_it_too():
    touch = STANDARD.touches[2]
    assert (1, 1) == stands(on("2026-03-01", more="type: visit"), touch)[:2]
    assert (0, 1) == stands(on("2026-03-01", more="type: call"), touch)[:2]


def test_a_review_without_material_does_not_satisfy():
    touch = STANDARD.touches[1]
    assert (1, 2) == stands(on("2026-03-01", more="type: review, gave: q1.pdf"), touch)[:2]
    assert (0, 2) == stands(on("2026-03-01", more="type: review"), touch)[:2]
    assert (0, 2) == stands(on("2026-03-01", more="type: review, gave: []"), touch)[:2]


def test_a_touch_of_the_future_does_not_satisfy():
    assert "done" != stands(on("2026-08-02")).state
    assert "done" == stands(on("2026-08-02"), as_of=date(2026, 8, 2)).state


# --- the running period: 2026-06-15 to 2026-07-14 has 30 days


KEPT = on("2026-06-10")


def test_the_running_period_is_not_in_the_denominator():
    assert Rhythm(1, 5, "done", None, (date(2026, 6, 10), date(2026, 6, 20))) == stands(
        KEPT + ", " + on("2026-06-20"), as_of=date(2026, 7, 1)
    )


def test_the_running_period_is_at_risk_when_80_percent_of_it_are_gone_with_no_touch():
    assert Rhythm(1, 5, "open", date(2026, 7, 14), (date(2026, 6, 10),)) == stands(
        KEPT, as_of=date(2026, 7, 7)
    )
    assert Rhythm(1, 5, "at-risk", date(2026, 7, 14), (date(2026, 6, 10),)) == stands(
        KEPT, as_of=date(2026, 7, 8)
    )
    assert Rhythm(1, 5, "at-risk", date(2026, 7, 14), (date(2026, 6, 10),)) == stands(
        KEPT, as_of=date(2026, 7, 14)
    )


def test_80_percent_are_80_percent_for_every_length_of_a_period():
    for days in range(5, 366, 5):
        assert 0.8 * days <= days * 4 // 5


def test_an_empty_last_period_is_overdue_since_its_end():
    assert Rhythm(0, 5, "overdue", date(2026, 6, 14)) == stands("", as_of=date(2026, 6, 20))


def test_a_touch_in_the_running_period_ends_that():
    assert "done" == stands(on("2026-06-20"), as_of=date(2026, 6, 20)).state


def test_without_a_completed_period_a_cadence_is_new():
    assert Rhythm(0, 0, "new", date(2026, 2, 14)) == stands("", as_of=date(2026, 1, 15))


def test_touches_before_the_counted_periods_are_not_named():
    start, entries = date(2021, 1, 15), on("2025-01-20", "2026-06-10")
    assert (date(2026, 6, 10),) == stands(entries, start=start).touches


# --- every so many months, and on days after the start


FOUR = CadenceTouch("visit", every_months=4)


def test_every_four_months_is_due_four_months_after_the_last_clamped():
    found = stands(
        on("2025-06-30", "2025-10-31", more="type: visit"),
        FOUR,
        as_of=date(2026, 1, 1),
        start=date(2025, 1, 1),
    )
    assert date(2026, 2, 28) == found.due


def test_on_its_due_day_it_is_not_overdue_and_a_day_later_it_is():
    visits = on("2025-10-31", more="type: visit")
    assert "overdue" != stands(visits, FOUR, as_of=date(2026, 2, 28), start=date(2025, 1, 1)).state
    assert Rhythm(0, 1, "overdue", date(2026, 2, 28), (date(2025, 10, 31),)) == stands(
        visits, FOUR, as_of=date(2026, 3, 1), start=date(2025, 1, 1)
    )


def test_before_the_first_visit_it_counts_from_the_start():
    assert date(2026, 5, 15) == stands("", FOUR, as_of=date(2026, 2, 1)).due


CHECKS = CadenceTouch("check_in", at_days=(30, 90, 180))  # from 2026-01-15: 02-14, 04-15, 07-14


def test_check_ins_fall_on_their_days_after_the_start():
    assert Rhythm(0, 0, "open", date(2026, 2, 14)) == stands("", CHECKS, as_of=date(2026, 2, 13))
    assert Rhythm(0, 1, "overdue", date(2026, 2, 14)) == stands("", CHECKS, as_of=date(2026, 2, 15))


def test_check_ins_that_were_made_in_time_satisfy_each_its_own():
    made = on("2026-02-14", "2026-02-15", "2026-07-01", more="type: check_in")
    assert Rhythm(
        3, 3, "done", None, (date(2026, 2, 14), date(2026, 2, 15), date(2026, 7, 1))
    ) == stands(made, CHECKS)


def test_a_visit_from_before_the_start_makes_no_promise_late_that_was_made_later():
    before = on("2025-01-10", more="type: visit")
    assert Rhythm(1, 1, "open", date(2026, 5, 15)) == stands(before, FOUR, as_of=date(2026, 2, 1))
    assert (date(2026, 5, 15), (START,)) == stands(
        on("2026-01-15", more="type: visit"), FOUR, as_of=date(2026, 2, 1)
    )[3:]


def test_a_check_in_may_still_be_made_on_its_day():
    assert Rhythm(0, 0, "open", date(2026, 2, 14)) == stands("", CHECKS, as_of=date(2026, 2, 14))


def test_a_check_in_that_was_missed_is_asked_for_during_a_year_and_no_longer():
    assert Rhythm(0, 3, "overdue", date(2026, 2, 14)) == stands("", CHECKS, as_of=date(2027, 2, 13))
    assert Rhythm(0, 2, "overdue", date(2026, 4, 15)) == stands("", CHECKS, as_of=date(2027, 2, 14))
    assert Rhythm(0, 0, "done", None) == stands("", CHECKS, as_of=date(2027, 7, 14))


def test_more_periods_than_a_year_has_days_leave_no_day_out():
    found = [*periods(date(2026, 1, 1), 366, date(2026, 1, 3))]
    assert [
        Period(day, day) for day in (date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3))
    ] == found


def test_a_touch_without_a_rhythm_has_none():
    assert None is rhythm(account("name: A"), CadenceTouch("call"), START, AS_OF)


# --- for whom, and since when


def test_every_condition_of_a_cadence_has_to_hold():
    target = (
        policy(
            "cadences: {c: {for: {status: [customer, dormant], segment: A, tags: [x, y], owner: kim-mj}}}"
        )
        .cadences["c"]
        .for_
    )
    fits = "{name: A, status: dormant, segment: A, tags: [y], owner: kim-mj}"
    assert applies(target, account(fits))
    for old, new in (
        ("dormant", "prospect"),
        ("segment: A", "segment: B"),
        ("[y]", "[z]"),
        ("kim-mj", "lee-js"),
    ):
        assert not applies(target, account(fits.replace(old, new)))


def test_a_cadence_for_nobody_in_particular_is_for_everybody():
    assert applies(policy("cadences: {c: {}}").cadences["c"].for_, account("name: A"))


def test_a_cadence_starts_with_the_first_contract_that_has_begun():
    book = account(
        "{name: A, contracts: {b: {start: 2026-02-01}, a: {start: 2025-02-01}, c: {start: 2026-08-02}}}"
    )
    assert date(2025, 2, 1) == start_of(STANDARD, book, AS_OF)


def test_a_contract_of_tomorrow_starts_nothing_today():
    book = account("{name: A, contracts: {c: {start: 2026-08-02}}}")
    assert None is start_of(STANDARD, book, AS_OF)
    assert date(2026, 8, 2) == start_of(STANDARD, book, date(2026, 8, 2))


def test_without_a_contract_the_first_won_deal_starts_it():
    book = account("""
        name: A
        deals:
          second: {outcome: {result: won, date: 2026-03-01}}
          first: {outcome: {result: won, date: 2026-02-01}}
          lost: {outcome: {result: lost, date: 2025-02-01}}
          later: {outcome: {result: won, date: 2026-08-02}}
    """)
    assert date(2026, 2, 1) == start_of(STANDARD, book, AS_OF)


def test_a_churned_account_stops():
    assert None is start_of(
        STANDARD,
        account("{name: A, status: churned, contracts: {b: {start: 2026-02-01}}}"),
        AS_OF,
    )


# --- a year has as many periods as the cadence says, whatever the day


STARTS = [
    date(2023, 1, 1),
    date(2023, 1, 29),
    date(2023, 1, 30),
    date(2023, 1, 31),
    date(2024, 2, 29),
    date(2023, 4, 30),
    date(2023, 8, 31),
    date(2023, 12, 31),
    date(2023, 2, 28),
]


@pytest.mark.parametrize("per_year", [1, 2, 3, 4, 5, 6, 12, 24, 52])
@pytest.mark.parametrize("start", STARTS)
def test_from_the_first_full_year_on_every_day_has_the_years_number_of_completed_periods(
    start, per_year
):
    touch = CadenceTouch("call", per_year=per_year)
    first = add_months(start, 12)
    for day in range(400):
        assert (
            per_year == stands("", touch, start=start, as_of=first + timedelta(days=day)).completed
        )
    assert per_year - 1 == stands("", touch, start=start, as_of=first - timedelta(days=1)).completed


@pytest.mark.parametrize("start", STARTS)
def test_a_call_in_every_month_is_twelve_of_twelve_on_every_day(start):
    calls = on(*(add_months(start, place).isoformat() for place in range(50)))
    book = account(f"name: A\nlog: [{calls}]\n")
    for day in range(400):
        as_of = add_months(start, 12) + timedelta(days=day)
        now = rhythm(book, CALLS, start, as_of)
        assert now is not None
        assert (12, 12, "done") == now[:3]


def test_a_monthly_call_from_the_1st_of_january_is_asked_for_alike_before_on_and_after_the_last_day_of_june():
    days = (date(2025, 6, 29), date(2025, 6, 30), date(2025, 7, 1))
    assert [12, 12, 12] == [stands("", start=date(2024, 1, 1), as_of=day).completed for day in days]
    assert [4, 4, 4] == [
        stands("", CadenceTouch("review", per_year=4), start=date(2024, 1, 1), as_of=day).completed
        for day in days
    ]
    assert [1, 1, 1] == [
        stands("", CadenceTouch("review", per_year=1), start=date(2023, 7, 1), as_of=day).completed
        for day in days
    ]


def test_a_touch_on_every_day_of_the_year_never_counts_more_than_a_years_days():
    daily = CadenceTouch("call", per_year=366)
    assert {365} == {
        stands("", daily, start=date(2021, 3, 1), as_of=date(2023, 6, day)).completed
        for day in range(1, 31)
    }
