"""Bars: as long as their values say, within the picture, whatever the values are."""

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from crmcli.charts import bars
from crmcli.charts.bars import Bar, Bars, Group
from crmcli.charts.svg import Head, size

SVG = "{http://www.w3.org/2000/svg}"
HEAD = Head("Open", "What is open by stage.")


def lengths(drawn: str) -> list[float]:
    return [
        float(each.get("width") or 0)
        for each in ET.fromstring(drawn).iter(f"{SVG}rect")
        if "chart-fill" in (each.get("class") or "")
    ]


def one_each(*values: float | Decimal | None) -> Bars:
    return Bars(HEAD, tuple(Group(f"g{at}", (Bar(v, str(v)),)) for at, v in enumerate(values)))


@pytest.mark.parametrize("width", [390, 1280])
def test_a_bar_is_as_long_as_its_value_says(width: int) -> None:
    found = lengths(bars.draw(one_each(1, 2, Decimal("0.5"), 0), prefix="a", width=width))
    assert found[1] == pytest.approx(found[0] * 2, abs=0.02)
    assert found[2] == pytest.approx(found[0] / 2, abs=0.02)
    assert found[3] == 0


def test_a_whole_is_the_length_of_a_full_bar() -> None:
    half, whole = Bars(HEAD, one_each(0.5).groups, whole=1.0), one_each(0.5)
    assert lengths(bars.draw(half, prefix="a"))[0] * 2 == pytest.approx(
        lengths(bars.draw(whole, prefix="a"))[0], abs=0.02
    )


def test_less_than_nothing_goes_to_the_other_side() -> None:
    drawn = ET.fromstring(bars.draw(one_each(3, -3), prefix="a"))
    more, less = (each for each in drawn.iter(f"{SVG}rect"))
    assert float(more.get("x") or 0) == pytest.approx(
        float(less.get("x") or 0) + float(less.get("width") or 0), abs=0.02
    )


def test_what_is_not_known_has_a_word_and_no_bar() -> None:
    chart = Bars(HEAD, (Group("a", (Bar(None, "n/a"),)), Group("b", (Bar(2, "2"),))))
    drawn = bars.draw(chart, prefix="a")
    assert len(lengths(drawn)) == 1
    assert ">n/a</text>" in drawn


@pytest.mark.parametrize("width", [320, 390, 720, 1280, 2560])
@pytest.mark.parametrize(
    "values", [(), (0,), (10**18, 1), (-(10**18), 5), (1e-9,), (7,) * 40, (None, None)]
)
def test_everything_is_within_the_picture(width: int, values: tuple[float | None, ...]) -> None:
    drawn = ET.fromstring(bars.draw(one_each(*values), prefix="a", width=width))
    _, _, wide, tall = map(float, (drawn.get("viewBox") or "").split())
    for each in drawn.iter(f"{SVG}rect"):
        x, y = float(each.get("x") or 0), float(each.get("y") or 0)
        assert 0 <= x <= x + float(each.get("width") or 0) <= wide + 0.01
        assert 0 <= y <= y + float(each.get("height") or 0) <= tall
    for text in drawn.iter(f"{SVG}text"):
        x, needed = float(text.get("x") or 0), size(text.text or "")
        left = x - needed if text.get("text-anchor") == "end" else x
        assert -0.01 <= left <= left + needed <= wide + 0.01
        assert 0 <= float(text.get("y") or 0) <= tall


def test_several_series_are_told_by_name() -> None:
    chart = Bars(HEAD, (Group("a", (Bar(1, "1"), Bar(2, "2"))),), series=("then", "now"))
    drawn = bars.draw(chart, prefix="a")
    assert ">then</text>" in drawn
    assert ">now</text>" in drawn
    assert "chart-s0" in drawn
    assert "chart-s1" in drawn


@pytest.mark.parametrize("width", [340, 960])
@pytest.mark.parametrize("bars_each", [1, 2])
def test_a_long_name_is_told_whole_and_touches_no_other(width: int, bars_each: int) -> None:
    names = (
        "누구를 만나야 하는지 모르고 제안하는 일을 없앤다",
        "No more proposals without coordinates",
    )
    groups = tuple(Group(name, (Bar(0.5, "50%"),) * bars_each) for name in names * 2)
    drawn = ET.fromstring(bars.draw(Bars(HEAD, groups), prefix="a", width=width))
    texts = [each for each in drawn.iter(f"{SVG}text") if each.text != "50%"]
    told = " ".join(each.text or "" for each in texts)
    assert all(name in told for name in names)
    heights = [float(each.get("y") or 0) for each in texts]
    assert all(two - one >= 15.9 for one, two in zip(heights, heights[1:], strict=False))
