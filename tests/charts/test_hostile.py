"""Whatever a record says: the picture stays a well-formed one, of a size that is bounded, and
nothing of it is markup.
"""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.charts import bars, care, funnel, heat, ladder, lines, spark, waterfall
from crmcli.charts import tree as people
from crmcli.charts.card import Card
from crmcli.charts.svg import Head, Svg, element, fitted, folded, size

TEXTS = [
    "",
    '<script>alert(1)</script> & "x" \'</svg>',
    "]]><!--<![CDATA[&#0;&bogus;",
    "javascript:alert(1)",
    "\x00\x08\x1b[31m\x9b\u202e\u2066\u200b\ufeff\ufffe\uffff\ud800\udfff",
    "a\u0301" * 200,
    "가" * 10_000,
    "x" * 10_000,
    "👩‍👩‍👧‍👦" * 3000,
    " " * 50,
    "url(#x);expression(1)",
]
ANY = st.sampled_from(TEXTS) | st.text(st.characters(), max_size=40)
ALLOWED = {
    "svg", "title", "desc", "g", "rect", "text", "line", "path", "circle",
}  # fmt: skip


def one_of_each(text: str) -> dict[str, Callable[[], Svg]]:
    head = Head(text, text)
    card = Card(text, (text, text), text, text, text, full=text)
    width = 390
    return {
        "bars": lambda: bars.draw(
            bars.Bars(head, (bars.Group(text, (bars.Bar(1, text), bars.Bar(None, text)), text, text),), (text, text), rest=text),
            prefix=text, width=width,
        ),
        "lines": lambda: lines.draw(
            lines.Lines(head, (text, text), tuple(lines.Line(text, (lines.Point(1, text, 0, 2, text),) * 2) for _ in range(2)), (lines.Tick(1, text),), lines.Tick(2, text), text),
            prefix=text, width=width,
        ),
        "heat": lambda: heat.draw(
            heat.Heat(head, (text, text), (heat.Row(text, (heat.Spot(1, text, text), None)),), heat.levels_of([text]), rest=text),
            prefix=text, width=width,
        ),
        "funnel": lambda: funnel.draw(
            funnel.Funnel(head, (funnel.Stage(text, 2, text, text, text, leaks=True), funnel.Stage(text, 1, text)), text),
            prefix=text, width=width,
        ),
        "waterfall": lambda: waterfall.draw(
            waterfall.Waterfall(head, (waterfall.Fall(text, 2, text, is_sum=True, full=text), waterfall.Fall(text, -1, text))),
            prefix=text, width=width,
        ),
        "tree": lambda: people.draw(
            people.Tree(head, (people.Person(card), people.Person(card, 0, 1)), (("friendly", text),)),
            prefix=text, width=width,
        ),
        "ladder": lambda: ladder.draw(
            ladder.Ladder(head, (ladder.Step(text, (card,)),), (("", text),)), prefix=text, width=width
        ),
        "care": lambda: care.draw(
            care.Care(head, (text, text), (care.Customer(text, (care.Row(text, text, (care.Mark(0, "done", text),)),)),), 0, (("done", text),)),
            prefix=text, width=width,
        ),
        "spark": lambda: spark.draw(spark.Spark(head, (1, None, 2)), prefix=text),
    }  # fmt: skip


def checked(drawn: Svg) -> None:
    read = ET.fromstring(drawn.encode("utf-8"))
    assert {each.tag.rpartition("}")[2] for each in read.iter()} <= ALLOWED
    names = {name for each in read.iter() for name in each.attrib}
    assert not {
        name for name in names if name.startswith("on") or "href" in name or name == "style"
    }
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", drawn)
    assert len(drawn) < 60_000
    ids = [each.get("id") for each in read.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == 2
    assert read.get("aria-labelledby") == " ".join(ids)  # type: ignore[arg-type]
    assert read.get("role") == "img"


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_text(text: str) -> None:
    for draw in one_of_each(text).values():
        checked(draw())


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_any_text_is_text(text: str) -> None:
    for draw in one_of_each(text).values():
        checked(draw())


@pytest.mark.parametrize("kind", [*one_of_each("a")])
def test_the_same_figures_give_the_same_bytes(kind: str) -> None:
    assert one_of_each("Kim & Söhne 한빛")[kind]() == one_of_each("Kim & Söhne 한빛")[kind]()


@given(ANY, st.floats(0, 400))
def test_a_text_is_cut_to_its_room(text: str, room: float) -> None:
    cut = fitted(text, room)
    assert size(cut) <= max(room, size("…")) + 0.02
    assert len(folded(text, room)) <= 2


def test_a_text_that_has_room_stays_whole() -> None:
    assert fitted("가온정밀㈜", size("가온정밀㈜")) == "가온정밀㈜"
    assert folded("General manager / owner", 100) == ["General", "manager / ow…"]
    assert size("한빛") > size("ab")


def test_what_is_made_here_is_markup_and_everything_else_is_text() -> None:
    inner = element("b", "<i>", class_='"><x')
    assert element("a", inner) == '<a><b class="&quot;&gt;&lt;x">&lt;i&gt;</b></a>'
    assert inner.__html__() == inner
