"""Each kind of picture: where its parts stand, with nothing, one and many of them."""

from itertools import pairwise

import pytest
from pictures_drawn import apart, boxes, classed, number, size, texts, titles, tree

from crmcli.charts import care, funnel, heat, ladder, lines, spark, waterfall
from crmcli.charts import tree as people
from crmcli.charts.card import Card
from crmcli.charts.care import Care, Customer, Mark
from crmcli.charts.funnel import Funnel, Stage
from crmcli.charts.heat import Heat, Spot, levels_of
from crmcli.charts.ladder import Ladder, Step
from crmcli.charts.lines import Line, Lines, Point, Tick
from crmcli.charts.spark import Spark
from crmcli.charts.svg import BOLD, Head
from crmcli.charts.svg import size as width_of
from crmcli.charts.tree import Person, Tree
from crmcli.charts.waterfall import Fall, Waterfall

HEAD = Head("What", "What is to be seen.")
WIDTHS = pytest.mark.parametrize("width", [320, 390, 720, 1280, 2560])


def line(*values: float | None, name: str = "a") -> Line:
    return Line(name, tuple(Point(value, str(value)) for value in values))


def chart(*drawn: Line, ticks: tuple[Tick, ...] = ()) -> Lines:
    count = max((len(each.points) for each in drawn), default=0)
    return Lines(HEAD, tuple(f"2026-{at + 1:02d}" for at in range(count)), drawn, ticks)


def test_a_line_is_broken_where_nothing_is_known() -> None:
    drawn = lines.draw(chart(line(1, 2, None, 4, 5, None, 7)), prefix="a")
    assert len(classed(drawn, "chart-line")) == 2
    assert len(classed(drawn, "chart-mark")) == 5


def test_a_point_is_as_high_as_its_value_says() -> None:
    ticks = (Tick(0, "0"), Tick(1, "1"))
    drawn = lines.draw(chart(line(0, 0.25, 1), ticks=ticks), prefix="a")
    low, middle, high = (number(each, "cy") for each in classed(drawn, "chart-mark"))
    assert middle == pytest.approx(low + (high - low) / 4, abs=0.02)


def test_a_range_goes_from_its_lowest_to_its_highest_value() -> None:
    ranged = Line(
        "a", (Point(2, "2", 1, 4), Point(3, "3", 1, 4), Point(None, ""), Point(2, "2", 1, 3))
    )
    drawn = lines.draw(chart(ranged), prefix="a")
    assert len(classed(drawn, "chart-band")) == 1
    assert len(classed(drawn, "chart-whisker")) == 1


def test_several_lines_differ_in_dash_and_mark_and_bear_their_names() -> None:
    drawn = lines.draw(chart(*(line(1, at, name=f"rep {at}") for at in range(4))), prefix="a")
    assert {f"rep {at}" for at in range(4)} <= set(texts(drawn))
    assert all(classed(drawn, f"chart-l{at}") for at in range(4))
    shapes = {
        each.get("d") and len((each.get("d") or "").split("L"))
        for each in classed(drawn, "chart-mark")
    }
    assert len(shapes) >= 3


@pytest.mark.parametrize("count", [2, 5, 12])
def test_names_at_the_ends_of_lines_never_touch(count: int) -> None:
    drawn = lines.draw(chart(*(line(1, 1, name=f"rep{at}") for at in range(count))), prefix="a")
    heights = sorted(
        number(each, "y")
        for each in tree(drawn).iter()
        if (each.text or "").startswith("rep") and each.get("y")
    )
    assert len(heights) == count
    assert all(two - one >= 16.9 for one, two in zip(heights, heights[1:], strict=False))
    assert heights[0] > 0
    assert heights[-1] <= size(drawn)[1]


@pytest.mark.parametrize(
    "values",
    [(1, 1, 0.5, 0.5, 0.3, 1), (0, 1), (1, 0), (0.2, 0.5, 0.8), (0.9, 0.4, 0.1), (1, 0, 1, 0, 1)],
)
def test_the_line_never_runs_through_what_a_point_says(values: tuple[float, ...]) -> None:
    points = tuple(Point(value, "2/4 (15-85%)") for value in values)
    ticks = (Tick(0, "0%"), Tick(1, "100%"))
    drawn = lines.draw(chart(Line("a", points), ticks=ticks), prefix="a", width=960)
    (way,) = classed(drawn, "chart-line")
    corners = [tuple(map(float, each.split())) for each in (way.get("d") or "")[1:].split("L")]
    told = classed(drawn, "chart-value")
    assert len(told) == len(values)
    for each in told:
        half, low = width_of("2/4 (15-85%)", BOLD) / 2, number(each, "y")
        left, right = number(each, "x") - half, number(each, "x") + half
        for (x, y), (to_x, to_y) in pairwise(corners):
            for at in range(101):
                way_x, way_y = x + (to_x - x) * at / 100, y + (to_y - y) * at / 100
                assert not (left < way_x < right and low - 10 < way_y < low + 2), (each.attrib, at)


@WIDTHS
@pytest.mark.parametrize(
    "values", [(), (None,), (5,), (0, 0), (-3, 4), (10**18, -(10**18)), tuple(range(60))]
)
def test_points_are_within_the_picture(width: int, values: tuple[float | None, ...]) -> None:
    drawn = lines.draw(chart(line(*values)), prefix="a", width=width)
    wide, tall = size(drawn)
    for each in classed(drawn, "chart-mark"):
        assert 0 < number(each, "cx") < wide
        assert 0 < number(each, "cy") < tall


def test_a_spark_is_flat_where_nothing_changes_and_broken_where_nothing_is_known() -> None:
    flat = spark.draw(Spark(HEAD, (2, 2, 2)), prefix="a")
    (way,) = classed(flat, "chart-line")
    assert {point.split(" ")[1] for point in (way.get("d") or "")[1:].split("L")} == {"12"}
    assert len(classed(spark.draw(Spark(HEAD, (1, 2, None, 3, 4)), prefix="a"), "chart-line")) == 2
    assert classed(spark.draw(Spark(HEAD, (None, None)), prefix="a"), "chart-rule")


@WIDTHS
def test_cells_of_a_heat_map_never_overlap_and_have_their_words(width: int) -> None:
    names = ("unknown", "named", "met", "reachable", "friendly")
    rows = tuple(
        heat.Row(
            f"account {at}",
            tuple(Spot((at + role) % 5, names[(at + role) % 5]) for role in range(12)),
        )
        for at in range(9)
    )
    columns = tuple(f"Head of department {at}" for at in range(12))
    drawn = heat.draw(Heat(HEAD, columns, rows, levels_of(names)), prefix="a", width=width)
    cells = [each for each in boxes(drawn, "chart-cell") if each[2] - each[0] != 28]
    assert len(cells) == 9 * 12
    assert apart(cells)
    assert max(each[2] for each in cells) <= size(drawn)[0]
    assert {f"account {at} · {name}" for at in range(9) for name in names} <= set(titles(drawn))
    assert set(columns) <= set(titles(drawn))


def test_a_cell_is_told_by_a_mark_and_not_by_its_colour_alone() -> None:
    def squares(level: int) -> int:
        row = heat.Row("a", (Spot(level, "word"),))
        return len(classed(heat.draw(Heat(HEAD, ("b",), (row,)), prefix="a"), "chart-pip"))

    assert [0, 1, 2, 3, 4] == [squares(level) for level in range(5)]
    alarm = heat.Row("a", (Spot(2, "word", alarm=True),))
    assert classed(heat.draw(Heat(HEAD, ("b",), (alarm,)), prefix="a"), "chart-corner")


def test_a_stage_is_as_wide_as_its_deals_are_many() -> None:
    stages = (
        Stage("a", 20, "20", "50%"),
        Stage("b", 10, "10", "20%", leaks=True),
        Stage("c", 2, "2"),
    )
    drawn = funnel.draw(Funnel(HEAD, stages, leak="most"), prefix="a")
    widths = [right - left for left, _, right, _ in boxes(drawn, "chart-s0")]
    assert widths == pytest.approx([widths[0], widths[0] / 2, widths[0] / 10], abs=0.1)
    assert "▼ 50%" in texts(drawn)
    assert "▼ 20% most" in texts(drawn)
    assert classed(funnel.draw(Funnel(HEAD, (Stage("a", 0, "0"),)), prefix="a"), "chart-s0")


@WIDTHS
def test_each_bar_of_a_waterfall_begins_where_the_last_one_ended(width: int) -> None:
    falls = (
        Fall("start", 100, "100", is_sum=True),
        Fall("new", 40, "40"),
        Fall("won", -90, "-90"),
        Fall("none", 0, "0"),
        Fall("end", 50, "50", is_sum=True),
    )
    drawn = waterfall.draw(Waterfall(HEAD, falls), prefix="a", width=width)
    (start, new, won, none, end) = boxes(drawn, "chart-fill")
    unit = (start[2] - start[0]) / 100
    assert new[0] == pytest.approx(start[2], abs=0.02)
    assert new[2] - new[0] == pytest.approx(40 * unit, abs=0.05)
    assert won[2] == pytest.approx(new[2], abs=0.02)
    assert won[0] == pytest.approx(none[0], abs=0.02)
    assert end[2] == pytest.approx(won[0], abs=0.02)
    assert max(each[2] for each in (start, new, won, none, end)) < width


PEOPLE = (
    Person(Card("Top", ("CEO",), "friendly", "+ friendly", "Kim")),
    Person(Card("Left", ("CFO",), "negative", "− negative"), 0, 1),
    Person(Card("Below", (), "neutral", "· neutral"), 1, 2),
    Person(Card("Right", ("CIO", "IT")), 0, 1),
    Person(Card("?", ("Purchasing",), is_empty=True)),
)


@WIDTHS
@pytest.mark.parametrize("times", [0, 1, 7])
def test_cards_of_a_tree_never_overlap(width: int, times: int) -> None:
    everyone = tuple(
        person._replace(above=None if person.above is None else person.above + 5 * turn)
        for turn in range(times)
        for person in PEOPLE
    )
    drawn = people.draw(Tree(HEAD, everyone), prefix="a", width=width)
    cards = [*boxes(drawn, "chart-card")]
    assert len(cards) == 5 * times
    assert apart(cards)
    wide, tall = size(drawn)
    assert all(0 <= left and right <= wide and bottom <= tall for left, _, right, bottom in cards)
    assert len(classed(drawn, "chart-branch")) == 3 * times


def test_who_reports_to_somebody_stands_below_them() -> None:
    drawn = people.draw(Tree(HEAD, PEOPLE), prefix="a", width=1280)
    top, left, below, right, _ = boxes(drawn, "chart-card")
    assert top[1] < left[1] == right[1] < below[1]
    assert left[0] < top[0] < right[0]


def test_a_circle_of_people_is_drawn_without_an_end() -> None:
    circle = (
        Person(Card("a"), 1),
        Person(Card("b"), 0, 1),
        Person(Card("c"), 2),
        Person(Card("d"), 99),
    )
    drawn = people.draw(Tree(HEAD, circle), prefix="a", width=1280)
    assert len([*boxes(drawn, "chart-card")]) == 4
    assert len(classed(drawn, "chart-branch")) == 1


def test_a_very_deep_line_of_people_stays_within_a_phone() -> None:
    deep = tuple(Person(Card(str(at)), at - 1 if at else None, at) for at in range(400))
    drawn = people.draw(Tree(HEAD, deep), prefix="a", width=390)
    assert apart([*boxes(drawn, "chart-card")])
    assert max(right for _, _, right, _ in boxes(drawn, "chart-card")) <= 390


def test_stances_differ_in_shape() -> None:
    shapes = {
        stance: [
            each.tag
            for each in tree(
                people.draw(Tree(HEAD, (Person(Card("a", stance=stance)),)), prefix="a")
            ).iter()
            if f"chart-{stance or 'unassessed'}" in (each.get("class") or "").split()
        ]
        for stance in ("friendly", "neutral", "negative", "")
    }
    assert all(shapes.values())
    assert classed(people.draw(Tree(HEAD, (PEOPLE[0],)), prefix="a"), "chart-sign")


@WIDTHS
@pytest.mark.parametrize("counts", [(), (1,), (3, 9, 1)])
def test_roles_of_a_ladder_never_overlap(width: int, counts: tuple[int, ...]) -> None:
    steps = tuple(
        Step(
            f"level {at}",
            tuple(Card(f"role {at} {of}", ("who",), "friendly", "+", "Kim") for of in range(count)),
        )
        for at, count in enumerate(counts)
    )
    drawn = ladder.draw(Ladder(HEAD, steps, (("friendly", "friendly"),)), prefix="a", width=width)
    assert len([*boxes(drawn, "chart-card")]) == sum(counts)
    assert apart([*boxes(drawn, "chart-card")])
    assert apart([*boxes(drawn, "chart-level")])
    bands = [*boxes(drawn, "chart-level")]
    assert all(
        any(band[1] <= top and bottom <= band[3] and right <= band[2] for band in bands)
        for _, top, right, bottom in boxes(drawn, "chart-card")
    )


@WIDTHS
def test_marks_of_the_calendar_stand_in_their_months(width: int) -> None:
    marks = (
        Mark(0, "done", "a"),
        Mark(2, "planned", "b"),
        Mark(2, "risk", "c"),
        Mark(1, "missed", "d"),
    )
    months = ("2025-12", "2026-01", "2026-02")
    row = care.Row("call", "12 a year", marks)
    drawn = care.draw(Care(HEAD, months, (Customer("Acme", (row,)),), 1), prefix="a", width=width)
    cells = [*boxes(drawn, "chart-month")]
    assert len(cells) == 3
    assert apart(cells)
    for class_, month in (("chart-done", 0), ("chart-planned", 2)):
        (mark,) = classed(drawn, class_)
        assert cells[month][0] < number(mark, "cx") < cells[month][2]
        assert cells[month][1] < number(mark, "cy") < cells[month][3]
    assert {"2025", "2026"} <= set(texts(drawn))
    assert len(classed(drawn, "chart-now")) == 1
    assert max(right for _, _, right, _ in cells) <= width


@WIDTHS
@pytest.mark.parametrize("states", [("missed", "done"), ("done", "risk", "missed")])
def test_several_marks_of_one_month_never_touch(width: int, states: tuple[care.State, ...]) -> None:
    months = tuple(f"2026-{month:02}" for month in range(1, 13)) + ("2027-01", "2027-02")
    row = care.Row("call", "", tuple(Mark(1, state, state) for state in states))
    drawn = care.draw(Care(HEAD, months, (Customer("Acme", (row,)),), 1), prefix="a", width=width)
    found = [
        (number(each, "cx") - number(each, "r"), number(each, "cx") + number(each, "r"))
        for each in classed(drawn, "chart-done")
    ]
    for each in classed(drawn, "chart-risk"):
        across = [float(point.split()[0]) for point in (each.get("d") or "").strip("MZ").split("L")]
        found.append((min(across), max(across)))
    for each in classed(drawn, "chart-missed")[:1]:  # of two lines, as wide as each other
        found.append((number(each, "x1"), number(each, "x2")))
    assert len(found) == len(states)
    assert all(one[1] <= other[0] for one, other in pairwise(sorted(found)))


def test_a_long_name_of_a_row_is_folded_and_not_cut() -> None:
    rows = (
        heat.Row("Safety and compliance", (Spot(1, "named"),) * 5),
        heat.Row("CEO", (None,) * 5),
    )
    drawn = heat.draw(heat.Heat(HEAD, ("a",) * 5, rows), prefix="a", width=340)
    assert not [each for each in texts(drawn) if "…" in each]
    assert "Safety and" in texts(drawn)
    assert apart(list(boxes(drawn, "chart-cell")))
