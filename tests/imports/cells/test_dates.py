"""Days of foreign columns: every form that tables have, one order a column, nothing guessed."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.imports.card import Refusal
from crmcli.imports.cells.dates import Dates
from crmcli.messages import Phrases

SEOUL = ZoneInfo("Asia/Seoul")
NEW_YORK = ZoneInfo("America/New_York")


def read(cell, *others, asked="", zone=None, **more):
    day, clock = Dates.of([cell, *others], asked, **more).read(cell, zone)
    return f"{day} {clock}".strip()


def refusal(cell, *others, asked=""):
    with pytest.raises(Refusal) as caught:
        Dates.of([cell, *others], asked).read(cell)
    return caught.value.why.key


FORMS = """
2021-04-15                          | 2021-04-15
2021-04-15T23:03:00Z                | 2021-04-15 23:03
2021-04-15T23:03:00.000+0000        | 2021-04-15 23:03
2021-04-15T23:03:00.123456+09:00    | 2021-04-15 23:03
2021-04-15T23:03                    | 2021-04-15 23:03
2021-04-15 23:03:00                 | 2021-04-15 23:03
2021-04-15 23:03:00 +0000           | 2021-04-15 23:03
2021-04-15 23:03:00 UTC             | 2021-04-15 23:03
2021-04-15 00:00:00                 | 2021-04-15
2021-04-15T00:00:00.000Z            | 2021-04-15
16 Apr, 2021 00:02:00               | 2021-04-16 00:02
16 Apr, 2021                        | 2021-04-16
07 Dec 2025                         | 2025-12-07
Apr 16, 2021                        | 2021-04-16
April 16, 2021 3:05 PM              | 2021-04-16 15:05
Apr 16, 2021 at 12:05 AM            | 2021-04-16 00:05
Apr 16, 2021 12:05 p.m.             | 2021-04-16 12:05
Friday, April 16, 2021              | 2021-04-16
Fri, 16 Apr 2021 10:00:00 +0900     | 2021-04-16 10:00
16-Apr-2021                         | 2021-04-16
16-APR-21                           | 2021-04-16
16th of April 2021                  | 2021-04-16
16. Mär. 2021                       | 2021-03-16
16. März 2021                       | 2021-03-16
3. Dezember 2021                    | 2021-12-03
3 août 2021                         | 2021-08-03
1er janvier 2021                    | 2021-01-01
12 févr. 2021                       | 2021-02-12
16 de abril de 2021                 | 2021-04-16
3 ene. 2021                         | 2021-01-03
2021년 01월 29일                    | 2021-01-29
2021년 1월 29일 오후 3:05           | 2021-01-29 15:05
2021년 1월 29일 오후 3시 5분        | 2021-01-29 15:05
2021. 1. 29.                        | 2021-01-29
2021. 1. 29. 오전 12:05             | 2021-01-29 00:05
2021.01.29                          | 2021-01-29
2021.01.29(금)                      | 2021-01-29
2021-01-29 (금) 13:00               | 2021-01-29 13:00
21년 1월 9일                        | 2021-01-09
2021/1/9                            | 2021-01-09
2021年4月15日                       | 2021-04-15
２０２１-０１-２９                  | 2021-01-29
20210415                            | 2021-04-15
20210415T230300Z                    | 2021-04-15 23:03
20210415230300                      | 2021-04-15 23:03
44225                               | 2021-01-29
44225.0                             | 2021-01-29
44225.5416666667                    | 2021-01-29 13:00
44225.999999                        | 2021-01-30
1619136180                          | 2021-04-23 00:03
1619136180000                       | 2021-04-23 00:03
1619136180000.0                     | 2021-04-23 00:03
16/04/2021                          | 2021-04-16
04/16/2021 3:05 PM                  | 2021-04-16 15:05
16.04.2021 15:05                    | 2021-04-16 15:05
1/29/21                             | 2021-01-29
99/01/29                            | 1999-01-29
03/03/2021                          | 2021-03-03
"""


@pytest.mark.parametrize("cell, meant", [line.split("|") for line in FORMS.strip().split("\n")])
def test_a_form_that_can_only_be_one_moment_is_read(cell, meant):
    assert meant.strip() == read(cell.strip())


REFUSED = """
2021-02-30      | told-import-day-impossible
29/02/2021      | told-import-day-impossible
99/99/2021      | told-import-day-impossible
31. Apr. 2021   | told-import-day-impossible
0000-00-00      | told-import-day-unset
0001-01-01      | told-import-day-unset
0/0/00          | told-import-day-unset
00/00/0000      | told-import-day-unset
9999-12-31      | told-import-day-endless
1.62E+12        | told-import-day-eaten
03/04/2021      | told-import-dates-undecided
13/01/29        | told-import-dates-undecided
2021            | told-import-no-day
2021-04         | told-import-no-day
04/16           | told-import-no-day
15:03           | told-import-no-day
2021-1/29       | told-import-no-day
202104152303    | told-import-no-day
12              | told-import-no-day
soon            | told-import-no-day
16 Foo 2021     | told-import-no-day
2021-04-15 25:00 | told-import-no-time
2021-04-15 13:00 AM | told-import-no-time
2021-04-15 10:00 CST | told-import-no-zone
2021-04-15 10:00 +25:00 | told-import-no-zone
"""


@pytest.mark.parametrize("cell, why", [line.split("|") for line in REFUSED.strip().split("\n")])
def test_what_is_no_day_or_may_be_two_is_refused_in_words(cell, why):
    assert why.strip() == refusal(cell.strip())


def test_the_values_of_a_column_decide_the_order_for_all_of_its_cells():
    assert "2021-04-03" == read("03/04/2021", "25/12/2021")
    assert "2021-03-04" == read("03/04/2021", "12/25/2021")
    assert "2021-01-09" == read("21/01/09", "99/01/30")
    column = Dates.of(["03/04/2021", "25/12/2021"])
    assert ("d-m-y", None) == (column.order, column.undecided)


def test_what_a_person_says_decides_and_nothing_is_swapped_to_make_a_cell_fit():
    assert "2021-04-03" == read("03/04/2021", asked="d-m-y")
    assert "2021-03-04" == read("03/04/2021", asked="m-d-y")
    assert "2003-04-21" == read("03/04/21", asked="y-m-d")
    assert "told-import-day-order" == refusal("04/16/2021", asked="d-m-y")
    assert "told-import-day-order" == refusal("03/04/2021", asked="y-m-d")
    assert "2021-04-15" == read("2021-04-15", asked="d-m-y")


def test_an_undecided_column_names_the_option_and_still_gives_the_days_that_are_sure():
    column = Dates.of(["03/04/2021", "05/06/2021", "2021-01-29", "07/07/2021"])
    assert "told-import-dates-undecided" == column.undecided.key
    assert "--dates d-m-y" in Phrases("en").say(column.undecided)
    assert date(2021, 1, 29) == column.read("2021-01-29").day
    assert date(2021, 7, 7) == column.read("07/07/2021").day
    with pytest.raises(Refusal):
        column.read("03/04/2021")


def test_a_column_of_both_orders_is_contradictory_until_somebody_says_which_is_meant():
    cells = ["16/04/2021", "04/16/2021", "03/04/2021"]
    assert "told-import-dates-contradict" == Dates.of(cells).undecided.key
    assert Dates.of(cells, "d-m-y").undecided is None
    assert "2021-04-16" == str(Dates.of(cells, "d-m-y").read("16/04/2021").day)


def test_an_impossible_day_among_others_decides_nothing_and_costs_only_itself():
    column = Dates.of(["31/02/2021", "16/04/2021", "N/A", ""])
    assert "d-m-y" == column.order
    assert date(2021, 4, 16) == column.read("16/04/2021").day


def test_evidence_counts_every_form_and_tells_what_decided():
    column = Dates.of(["16 Apr, 2021"] * 3632)
    assert "`16 Apr, 2021`: 3,632 of 3,632" == Phrases("en").say(column.evidence)
    assert "`16 Apr, 2021`: 3,632칸 가운데 3,632칸" == Phrases("ko").say(column.evidence)
    mixed = Dates.of(["2021-04-15", "16/04/2021", "01/02/2021", "44225", "soon", "N/A", ""])
    assert (
        "`16/04/2021`: 2 of 5, `2021-04-15`: 1 of 5, `44225`: 1 of 5, order d-m-y, because of `16/04/2021`,"
        " spreadsheets' numbers of days, counted from 1900, 1 that cannot be read, such as `soon`"
        == Phrases("en").say(mixed.evidence)
    )


def test_evidence_tells_how_years_of_two_digits_are_read():
    assert "years of two digits are 1970 to 2069" in Phrases("en").say(
        Dates.of(["1/29/21"]).evidence
    )
    assert "years of two digits" in Phrases("en").say(Dates.of(["16-Apr-21"]).evidence)
    assert "years of two digits" not in Phrases("en").say(Dates.of(["1/29/2021"]).evidence)


def test_a_column_may_mix_texts_and_numbers_of_a_spreadsheet():
    column = Dates.of(["2021년 01월 29일", "44225", "44226.0"])
    days = [column.read(cell).day.isoformat() for cell in ("2021년 01월 29일", "44225", "44226.0")]
    assert ["2021-01-29", "2021-01-29", "2021-01-30"] == days


def test_an_offset_moves_the_moment_into_the_books_zone_and_a_naive_one_stands():
    assert "2021-04-16 08:03" == read("2021-04-15T23:03:00Z", zone=SEOUL)
    assert "2021-04-15 23:03" == read("2021-04-15 23:03:00", zone=SEOUL)
    assert "2021-04-16" == read("2021-04-15T15:00:00Z", "2021-04-15T15:01:00Z", zone=SEOUL)
    assert "2021-04-15 19:03" == read("2021-04-15T23:03:00Z", zone=NEW_YORK)


def test_days_written_as_midnight_of_utc_stay_those_days_in_every_zone():
    for cell in ("2021-04-15T00:00:00.000Z", "1618444800000", "1618444800"):
        assert "2021-04-15" == read(cell, zone=NEW_YORK)
    # but not where the column has times of day
    assert "2021-04-14 20:00" == read("2021-04-15T00:00:00Z", "2021-04-15T10:30:00Z", zone=NEW_YORK)


def test_spreadsheets_of_old_macs_count_from_1904_when_told_so():
    assert "2025-01-30" == read("44225", from_1904=True)
    assert "2021-01-29" == read("42763", from_1904=True)


@pytest.mark.parametrize(
    "cell", ["9" * 10**6, "1/" * 10**6, "a" * 10**7, "2021-" * 10**5, " " * 10**6, "１" * 10**5]
)
def test_no_cell_is_too_long_to_be_refused_at_once(cell):
    assert "told-import-no-day" == refusal(cell)


@given(st.text(max_size=80))
def test_whatever_a_cell_holds_is_a_moment_or_a_refusal(cell):
    column = Dates.of([cell])
    try:
        assert 1899 < column.read(cell, SEOUL).day.year <= 2201
    except Refusal as refusal:
        assert Phrases("ko").say(refusal.why)
    assert Phrases("en").say(column.evidence) is not None


WRITTEN = {
    "d-m-y": ("{0.day}/{0.month}/{0.year}", "{0:%d.%m.%Y}", "{0:%d-%m-%Y}"),
    "m-d-y": ("{0.month}/{0.day}/{0.year}", "{0:%m-%d-%Y}"),
    "": ("{0:%Y-%m-%d}", "{0:%d %b, %Y}", "{0:%B %d, %Y}", "{0.year}년 {0.month}월 {0.day}일"),
}


@given(
    st.lists(st.dates(date(1971, 1, 1), date(2090, 1, 1)), min_size=1, max_size=20),
    st.sampled_from([(order, form) for order, forms in WRITTEN.items() for form in forms]),
)
@settings(max_examples=300)
def test_a_column_written_in_one_order_is_read_back_or_refused_but_never_read_otherwise(days, how):
    order, form = how
    cells = [form.format(day) for day in days]
    column = Dates.of(cells)
    for day, cell in zip(days, cells):
        try:
            assert day == column.read(cell).day
        except Refusal:
            assert order and column.undecided
        assert day == Dates.of(cells, order).read(cell).day


@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_a_moment_with_an_offset_is_the_same_moment_in_every_zone(moment, minutes):
    moment = moment.replace(year=2000 + moment.year % 100, second=0, microsecond=0)
    sign, size = ("-", -minutes) if minutes < 0 else ("+", minutes)
    cell = f"{moment:%Y-%m-%dT%H:%M:%S}{sign}{size // 60:02}:{size % 60:02}"
    column = Dates.of([cell, "2021-01-01T10:30:00Z"])
    day, clock = column.read(cell, ZoneInfo("UTC"))
    here = moment - timedelta(minutes=minutes)
    assert (here.date(), f"{here:%H:%M}") == (day, clock or "00:00")
