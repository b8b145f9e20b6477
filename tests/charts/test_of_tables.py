"""Charts of both examples: every figure drawn is the table's own, in the words of its cells."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pictures_drawn import BOTH, DAY, asked, opened, shown, texts, titles, tree

from crmcli.app.session import Session
from crmcli.charts import (
    bars,
    care,
    funnel,
    heat,
    ladder,
    lines,
    of_care,
    of_people,
    of_tables,
    spark,
)
from crmcli.charts import tree as people
from crmcli.charts import waterfall
from crmcli.domain.table import Column, Table
from crmcli.messages import Phrases, cells
from crmcli.reports.coverage import coverage, stance
from crmcli.reports.customers import cadence, cohorts, retention
from crmcli.reports.forecast import forecast, goals, trend
from crmcli.reports.forecast.trend_rows import Month
from crmcli.reports.options import NO_FILTERS, ExplainOptions, NoOptions
from crmcli.reports.pipeline import losses, pipeline, pipeline_change, stages, velocity, winrate
from crmcli.reports.relations import team

OF_BARS: list[tuple[Any, Any, tuple[str, ...]]] = [
    (coverage, None, ("composite",)),
    (coverage, coverage.Options(by="owner"), ("named_share", "reachable_share", "friendly_share")),
    (stance, None, ("stance_index",)),
    (pipeline, None, ("amount", "weighted")),
    (winrate, winrate.Options(by="owner"), ("narrow",)),
    (losses, None, ("deals", "amount")),
    (forecast, None, ("amount", "weighted")),
    (cadence, None, ("compliance",)),
    (team, None, ("part", "touches")),
    (velocity, velocity.Options(by="owner"), ("velocity",)),
    (retention, retention.Options(by="segment"), ("nrr", "grr")),
]


@BOTH
@pytest.mark.parametrize(("module", "options", "fields"), OF_BARS)
def test_bars_have_the_figures_of_the_table(
    book: str,
    module: Any,
    options: Any,
    fields: tuple[str, ...],  # noqa: ANN401
) -> None:
    with opened(book) as (session, phrases):
        table = asked(session, module.REPORT, options)
    chart = of_tables.bars(table, phrases, *fields)
    assert len(chart.groups) == len(table.rows) > 0
    drawn = bars.draw(chart, prefix="a")
    for place, (row, group) in enumerate(zip(table.rows, chart.groups, strict=True)):
        for field, bar in zip(fields, group.bars, strict=True):
            assert bar.value == getattr(row, field)
            assert bar.full.endswith(
                shown(table, field, row, place, phrases) or phrases("common-none")
            )
            assert bar.said in texts(drawn)
    assert chart.head.desc


def test_amounts_are_told_as_people_say_them() -> None:
    with opened("hanbit") as (session, phrases):
        chart = of_tables.bars(asked(session, pipeline.REPORT), phrases, "amount")
    assert "5억 8,240만" in [bar.said for group in chart.groups for bar in group.bars]
    assert "582,400,000" in " ".join(titles(bars.draw(chart, prefix="a")))


@BOTH
def test_goals_are_as_long_as_their_way_is_done(book: str) -> None:
    with opened(book) as (session, phrases):
        table = asked(session, goals.REPORT)
    chart = of_tables.goals(table, phrases)
    for place, (row, group) in enumerate(zip(table.rows, chart.groups, strict=True)):
        assert group.bars[0].value == row.progress
        assert group.bars[1].value == row.elapsed
        now = shown(table, "now_said", row, place, phrases)
        assert group.bars[0].said.startswith(f"{now} → ")
        assert group.mark == ("▼" if row.state == "behind" else "")
    assert [row.state for row in table.rows]
    tree(bars.draw(chart, prefix="a", width=390))


def test_who_is_below_the_floor_has_a_mark() -> None:
    with opened("hanbit") as (session, phrases):
        table = asked(session, cadence.REPORT)
    chart = of_tables.bars(table, phrases, "compliance", bad="below")
    assert [row.below for row in table.rows] == [group.mark == "▼" for group in chart.groups]
    assert {row.below for row in table.rows} == {True, False}


def test_a_long_list_is_cut_and_says_so() -> None:
    with opened("hanbit") as (session, phrases):
        chart = of_tables.bars(asked(session, coverage.REPORT), phrases, "composite", most=4)
    assert len(chart.groups) == 4
    assert chart.rest == "표에 10개가 더 있습니다"


def followed(session: Session, metric: str, by: str | None) -> Table:
    """A trend as of month ends, from the dated facts; in two months nothing was recorded."""
    policy = session.policy(DAY)
    months = [
        Month(
            day,
            None,
            [*session.gather(trend.FACTS, trend.FactOptions(metric), day, NO_FILTERS)]
            if day.month not in (2, 3)
            else None,
            policy.currency,
        )
        for day in [*trend.month_ends(DAY, 9), DAY]
    ]
    return trend.tabulate(months, policy, DAY, trend.Options(metric=metric, by=by))


@BOTH
@pytest.mark.parametrize("metric", ["coverage", "stance", "open", "winrate"])
@pytest.mark.parametrize("by", [None, "owner"])
def test_lines_have_the_figures_of_the_table(book: str, metric: str, by: str | None) -> None:
    with opened(book) as (session, phrases):
        table = followed(session, metric, by)
    chart = of_tables.lines(table, phrases, by="group" if by else "")
    points = [point for line in chart.lines for point in line.points]
    assert [row.value for row in table.rows] == [point.value for point in points]
    assert [(row.low, row.high) for row in table.rows] == [(p.low, p.high) for p in points]
    assert chart.places == tuple(dict.fromkeys(row.day.isoformat() for row in table.rows))
    tree(lines.draw(chart, prefix="a", width=390))
    section = table.sections[0]
    for place, row in enumerate(section.rows):
        small = of_tables.spark(section, phrases, place)
        assert small.values == row.values
        tree(spark.draw(small, prefix="b"))


@BOTH
def test_the_win_rate_by_quarters_has_its_range(book: str) -> None:
    with opened(book) as (session, phrases):
        table = asked(session, winrate.REPORT, winrate.Options(by="quarter"))
    (line,) = of_tables.lines(table, phrases, at="group", value="narrow").lines
    assert [(p.value, p.low, p.high) for p in line.points] == [
        (row.narrow, row.low, row.high) for row in table.rows
    ]
    assert [point.said for point in line.points] == [
        shown(table, "narrow", row, place, phrases) for place, row in enumerate(table.rows)
    ]


@BOTH
def test_a_change_ends_where_the_table_ends(book: str) -> None:
    with opened(book) as (session, phrases):
        then, now = (
            [*session.gather(pipeline_change.FACTS, NoOptions(), day, NO_FILTERS)]
            for day in (date(2026, 5, 1), DAY)
        )
        table = pipeline_change.tabulate(
            then, now, session.policy(DAY), date(2026, 5, 1), DAY, ExplainOptions(False)
        )
    chart = of_tables.change(table, phrases)
    assert [fall.value for fall in chart.falls] == [row.amount for row in table.rows]
    assert [fall.is_sum for fall in chart.falls] == [True, *[False] * 7, True]
    *_, last = [*_levels(chart)]
    assert last == Decimal(table.rows[-1].amount)
    tree(waterfall.draw(chart, prefix="a"))


def _levels(chart: waterfall.Waterfall) -> Iterator[Decimal]:
    level = Decimal(0)
    for fall in chart.falls[:-1]:
        level += Decimal(fall.value)
        yield level


@BOTH
def test_stages_have_the_figures_of_the_table(book: str) -> None:
    with opened(book) as (session, phrases):
        table = asked(session, stages.REPORT)
    chart = of_tables.stages(table, phrases)
    assert [stage.value for stage in chart.stages] == [row.reached for row in table.rows]
    for place, (row, stage) in enumerate(zip(table.rows, chart.stages, strict=True)):
        assert stage.passing.endswith(
            "" if row.conversion is None else shown(table, "conversion", row, place, phrases)
        )
        assert stage.leaks == row.leaks_most
    tree(funnel.draw(chart, prefix="a"))


@BOTH
def test_cohorts_have_the_figures_of_the_table(book: str) -> None:
    with opened(book) as (session, phrases):
        table = asked(session, cohorts.REPORT, cohorts.Options(by="quarter"))
    chart = of_tables.cohorts(table, phrases)
    for row, line in zip(table.rows, chart.rows, strict=True):
        told = [spot.word for spot in line.spots if spot]
        assert told == [f"{int(kept * 100)}%" for kept in row.kept]
        shades = [cells.HEAT[spot.level] for spot in line.spots if spot and spot.level is not None]
        in_words = [cells.text(kept, Column("kept", "heat"), table, phrases) for kept in row.kept]
        assert shades == [each[-1] for each in in_words]
    tree(heat.draw(chart, prefix="a"))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_answer_without_rows_says_so(language: str) -> None:
    phrases = Phrases(language)
    table = Table("coverage", DAY, [], ())
    drawn: list[Callable[[], str]] = [
        lambda: bars.draw(of_tables.bars(table, phrases, "composite"), prefix="a"),
        lambda: lines.draw(of_tables.lines(table, phrases), prefix="a"),
        lambda: waterfall.draw(of_tables.change(table, phrases), prefix="a"),
        lambda: funnel.draw(of_tables.stages(table, phrases), prefix="a"),
        lambda: heat.draw(of_tables.cohorts(table, phrases), prefix="a"),
        lambda: heat.draw(of_people.gaps(table, phrases), prefix="a"),
        lambda: heat.draw(of_people.known([], phrases, title="x"), prefix="a"),
        lambda: people.draw(of_people.people(table, phrases), prefix="a"),
        lambda: ladder.draw(of_people.ladder(table, phrases), prefix="a"),
        lambda: care.draw(of_care.calendar(table, phrases), prefix="a"),
    ]
    for draw in drawn:
        assert phrases("common-no-rows") in [each.text for each in tree(draw())]
