"""The calendar of care: the same sums as touch by touch, and what a month shows."""

from datetime import date

from books import account, ask
from reports.test_cadence import HALF, KEPT, NEVER, RULES, customer
from crmcli.reports.customers import cadence_accounts, cadence_calendar


def test_it_has_the_rows_and_sums_of_touch_by_touch():
    books = (KEPT, HALF, NEVER)
    rows = ask(cadence_accounts, *books, rules=RULES).rows
    table = ask(cadence_calendar, *books, rules=RULES)
    assert [(row.account, row.touch, row.satisfied, row.completed) for row in rows] == [
        (row.account, row.touch, row.satisfied, row.completed) for row in table.rows
    ]
    assert [row.account for row in table.rows] == ["c", "b", "a"]
    for row in table.rows:
        over = row.periods[:-1]
        assert len(over) == row.completed
        assert sum(each.state == "done" for each in over) == row.satisfied
        assert row.until == date(2026, 8, 31)


def test_a_month_shows_what_was_done_then_what_was_missed_then_what_is_due():
    book = customer("d", "kim", "2026-05-03 2026-05-20 2026-07-01")
    (row,) = ask(cadence_calendar, book, rules=RULES).rows
    shown = {month: row.item(f"2026-{month:02d}") for month in range(3, 10)}
    assert shown == {
        3: None,
        4: "missed",
        5: "done",
        6: "missed",
        7: "done",
        8: "open",
        9: None,
    }


def test_it_has_a_column_for_each_of_twelve_months_up_to_the_day():
    table = ask(cadence_calendar, KEPT, rules=RULES, as_of=date(2026, 1, 31))
    items = [column.item for column in table.columns if column.item]
    assert (items[0], items[-1], len(items)) == ("2025-02", "2026-01", 12)


def test_who_is_no_customer_has_no_line():
    assert ask(cadence_calendar, account("name: X\nstatus: prospect\n"), rules=RULES).rows == []


def test_a_month_of_a_year_of_three_digits_is_found_as_it_is_written():
    cell = cadence_calendar.PeriodCell(date(987, 1, 1), date(987, 3, 31), "missed", ())
    row = cadence_calendar.CalendarRow("a", "A", None, "care", "visit", 0, 1, (cell,))
    assert row.item("0987-03") == "missed"
