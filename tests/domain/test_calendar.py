"""Month arithmetic clamps to month ends; due days come forward to working days."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.time.calendar import (
    add_months,
    month_of,
    months_ago,
    plus_days,
    quarter_of,
    working_day,
)


def test_a_month_after_the_31st_is_the_last_day_of_a_shorter_month():
    assert date(2026, 2, 28) == add_months(date(2026, 1, 31), 1)
    assert date(2026, 4, 30) == add_months(date(2026, 1, 31), 3)


def test_a_month_after_the_31st_of_january_is_the_29th_in_a_leap_year():
    assert date(2028, 2, 29) == add_months(date(2028, 1, 31), 1)


def test_a_year_after_the_leap_day_is_the_28th():
    assert date(2029, 2, 28) == add_months(date(2028, 2, 29), 12)


def test_months_go_backwards_over_the_year():
    assert date(2025, 11, 30) == add_months(date(2026, 1, 30), -2)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-08-07", "2026-08-07"),
        ("2026-08-08", "2026-08-07"),
        ("2026-08-09", "2026-08-07"),
        ("2026-08-10", "2026-08-10"),
    ],
)
def test_saturday_and_sunday_move_to_friday(day, expected):
    assert date.fromisoformat(expected) == working_day(date.fromisoformat(day), ())


def test_a_holiday_moves_to_the_day_before():
    assert date(2026, 9, 23) == working_day(date(2026, 9, 24), {date(2026, 9, 24)})


def test_a_holiday_on_monday_moves_over_the_weekend_to_friday():
    assert date(2026, 8, 14) == working_day(date(2026, 8, 17), {date(2026, 8, 17)})


def test_a_sunday_before_which_friday_is_a_holiday_moves_to_thursday():
    assert date(2026, 6, 4) == working_day(date(2026, 6, 7), {date(2026, 6, 5)})


def test_months_and_quarters_have_names_that_sort():
    assert "2017-03" == month_of(date(2017, 3, 31))
    assert ["2017Q1", "2017Q1", "2017Q2", "2017Q4"] == [
        quarter_of(date(2017, month, 1)) for month in (1, 3, 4, 12)
    ]


@given(st.dates(date(1900, 1, 1), date(2500, 1, 1)), st.integers(-600, 600))
def test_months_are_added_as_python_dateutil_adds_them(day, months):
    assert add_months(day, months) == day + relativedelta(months=months)


@given(st.dates(date(1900, 1, 1), date(2500, 1, 1)), st.integers(0, 600))
def test_months_ago_are_months_taken_away(day, months):
    assert months_ago(day, months) == day - relativedelta(months=months)


def test_where_the_calendar_begins_months_ago_do_too():
    assert [date(1, 1, 31), date.min, date.min] == [
        months_ago(day, 12) for day in (date(2, 1, 31), date(1, 12, 31), date(1, 1, 1))
    ]


def test_where_the_calendar_ends_months_and_days_end_too():
    assert (date.max, date.max, date.min) == (
        add_months(date(9999, 12, 1), 1),
        plus_days(date(9999, 12, 1), 99),
        plus_days(date(1, 1, 5), -99),
    )
