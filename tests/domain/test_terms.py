"""How long a contract runs that follows another: no month end wanders, however often it is renewed."""

from datetime import date

import pytest

from crmcli.domain.time.calendar import ONE_DAY, add_months
from crmcli.domain.records.customer import Contract
from crmcli.domain.deals.terms import Term, next_term


def renewed(start: str, end: str, times: int) -> list[str]:
    """The last days of the contracts that follow."""
    book = {"c0": Contract(date.fromisoformat(start), date.fromisoformat(end))}
    for number in range(times):
        term = next_term(book, book[f"c{number}"])
        assert term is not None
        book[f"c{number + 1}"] = Contract(*term)
    return [str(each.end) for each in book.values()][1:]


def test_a_year_from_29_february_ends_on_the_28th_and_in_leap_years_on_the_29th_again():
    expected = [
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
        "2029-02-28",
        "2030-02-28",
        "2031-02-28",
        "2032-02-29",
    ]
    assert expected == renewed("2024-02-29", "2025-02-28", 7)


def test_one_that_was_written_to_end_on_the_27th_stays_a_day_before_its_anniversary():
    assert ["2026-02-27", "2027-02-27", "2028-02-28", "2029-02-27"] == renewed(
        "2024-02-29", "2025-02-27", 4
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-01-31", "2026-02-27", ["2026-03-30", "2026-04-29", "2026-05-30", "2026-06-29"]),
        ("2026-01-31", "2026-02-28", ["2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]),
        ("2025-11-30", "2026-02-27", ["2026-05-29", "2026-08-29", "2026-11-29", "2027-02-27"]),
        ("2025-11-30", "2026-02-28", ["2026-05-30", "2026-08-30", "2026-11-30", "2027-02-28"]),
        ("2025-08-31", "2026-02-28", ["2026-08-31", "2027-02-28", "2027-08-31", "2028-02-29"]),
        ("2024-01-15", "2025-01-15", ["2026-01-15", "2027-01-15", "2028-01-15", "2029-01-15"]),
    ],
    ids=[
        "months from the 31st",
        "months to the last day",
        "quarters from the 30th",
        "quarters to the 30th",
        "half years",
        "to the anniversary",
    ],
)
def test_months_are_counted_from_the_first_contract(start, end, expected):
    assert expected == renewed(start, end, 4)


@pytest.mark.parametrize("months", [1, 2, 3, 4, 6, 12, 24])
@pytest.mark.parametrize(
    "start", [date(2023, 1, day) for day in range(1, 32)] + [date(2024, 2, 29), date(2023, 11, 30)]
)
@pytest.mark.parametrize("short", [1, 0])
def test_ten_renewals_end_where_ten_times_as_many_months_end(start, months, short):
    first = Contract(start, add_months(start, months) - ONE_DAY * short)
    ends = renewed(str(first.start), str(first.end), 10)
    assert [
        str(add_months(start, months * place) - ONE_DAY * short) for place in range(2, 12)
    ] == ends


def test_what_ran_for_days_runs_for_as_many_again():
    assert ["2026-02-19", "2026-03-01"] == renewed("2026-01-31", "2026-02-09", 2)


def test_a_first_piece_of_odd_length_leaves_the_years_behind_it_years():
    book = {
        "piece": Contract(date(2024, 2, 10), date(2024, 2, 28)),
        "year": Contract(date(2024, 2, 29), date(2025, 2, 28)),
    }
    assert Term(date(2025, 3, 1), date(2026, 2, 28)) == next_term(book, book["year"])
