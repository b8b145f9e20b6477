"""Charts of people in both examples: each place, role and contact of the table is drawn."""

from datetime import date

import pytest
from pictures_drawn import BOTH, asked, opened, shown, tree

from crmcli.charts import care, heat, ladder, of_care, of_people
from crmcli.charts import tree as people
from crmcli.domain.table import Table
from crmcli.messages import Phrases
from crmcli.reports.coverage import coverage, gaps, roles
from crmcli.reports.customers import cadence_calendar
from crmcli.reports.relations import map as people_map


@BOTH
def test_the_heat_map_of_gaps_has_a_cell_for_each(book: str) -> None:
    with opened(book) as (session, phrases):
        table = asked(session, gaps.REPORT)
    chart = of_people.gaps(table, phrases)
    assert len(table.rows) == sum(spot is not None for row in chart.rows for spot in row.spots)
    assert sum("negative" in row.kinds for row in table.rows) == sum(
        spot.alarm for row in chart.rows for spot in row.spots if spot
    )
    tree(heat.draw(chart, prefix="a"))


@BOTH
def test_the_heat_map_of_roles_and_the_ladder_have_each_role(book: str) -> None:
    with opened(book) as (session, phrases):
        accounts = asked(session, coverage.REPORT).rows
        tables = [(row.name, asked(session, roles.REPORT, account=row.account)) for row in accounts]
    chart = of_people.known(tables, phrases, title="Coverage")
    for (_, table), line in zip(tables, chart.rows, strict=True):
        assert {row.role for row in table.rows} and len({row.role for row in table.rows}) == sum(
            spot is not None for spot in line.spots
        )
        steps = of_people.ladder(table, phrases)
        cards = [card for step in steps.steps for card in step.cards]
        assert sorted(card.name for card in cards) == sorted(
            shown(table, "label", row, place, phrases) for place, row in enumerate(table.rows)
        )
        tree(ladder.draw(steps, prefix="b"))
    tree(heat.draw(chart, prefix="a"))


@BOTH
def test_the_tree_has_each_place_below_the_one_above(book: str) -> None:
    with opened(book) as (session, phrases):
        for account in asked(session, coverage.REPORT).rows:
            table = asked(session, people_map.REPORT, account=account.account)
            chart = of_people.people(table, phrases)
            for row, person in zip(table.rows, chart.people, strict=True):
                assert person.card.name == (row.name or "?")
                assert person.card.is_empty == (row.contact is None)
                if row.above is not None:
                    assert person.above is not None
                    assert table.rows[person.above].contact == row.above
            tree(people.draw(chart, prefix="a", width=1280))


@BOTH
def test_the_calendar_has_every_period_of_the_table(book: str) -> None:
    with opened(book) as (session, phrases):
        table = asked(session, cadence_calendar.REPORT)
    chart = of_care.calendar(table, phrases)
    drawn = [row for customer in chart.customers for row in customer.rows]
    assert len(drawn) == len(table.rows) > 0
    states = {"open": "planned", "at-risk": "risk", "overdue": "missed", "missed": "missed"}
    for row, line in zip(table.rows, drawn, strict=True):
        found = {(chart.months[mark.month], mark.state) for mark in line.marks}
        told = {
            (f"{day:%Y-%m}", state)
            for each in row.periods
            for day, state in (
                *((day, "done") for day in each.days),
                *(
                    ((each.end, states[each.state]),)
                    if each.state in states and not each.days
                    else ()
                ),
            )
        }
        assert found == {each for each in told if each[0] in chart.months}
    assert chart.now == chart.months.index("2026-08")
    tree(care.draw(chart, prefix="a"))


@pytest.mark.parametrize(("day", "month"), [(date.min, "0001-01"), (date(999, 12, 31), "0999-12")])
def test_the_calendar_of_an_early_day_has_its_month(day: date, month: str) -> None:
    chart = of_care.calendar(Table("cadence_calendar", day, [], ()), Phrases("en"))
    assert chart.now is not None
    assert chart.months[chart.now] == month
