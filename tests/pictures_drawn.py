"""What a picture holds, read back from its text; and answers of the examples to draw."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from crmcli.app import answer, open_book
from crmcli.app.session import Session
from crmcli.domain.table import Table
from crmcli.messages import Phrases
from crmcli.messages.cells import cell, with_cents

SVG = "{http://www.w3.org/2000/svg}"


def tree(drawn: str) -> ET.Element:
    """The picture as a strict parser reads it."""
    return ET.fromstring(drawn)


def classed(drawn: str, class_: str, tag: str = "*") -> list[ET.Element]:
    """Its elements of a class."""
    return [
        each
        for each in tree(drawn).iter()
        if class_ in (each.get("class") or "").split() and tag in ("*", each.tag.removeprefix(SVG))
    ]


def number(element: ET.Element, name: str) -> float:
    """An attribute as a number."""
    return float(element.get(name) or 0)


def texts(drawn: str) -> list[str]:
    """Its lines of text."""
    return [each.text or "" for each in tree(drawn).iter(f"{SVG}text")]


def titles(drawn: str) -> list[str]:
    """What pointing at its parts tells."""
    return [each.text or "" for each in tree(drawn).iter(f"{SVG}title")]


def boxes(drawn: str, class_: str) -> Iterator[tuple[float, float, float, float]]:
    """The rectangles of a class: left, top, right, bottom."""
    for each in classed(drawn, class_, "rect"):
        x, y = number(each, "x"), number(each, "y")
        yield x, y, x + number(each, "width"), y + number(each, "height")


def apart(found: list[tuple[float, float, float, float]]) -> bool:
    """Does none of them lie over another?"""
    return not any(
        one[0] < two[2] - 0.01
        and two[0] < one[2] - 0.01
        and one[1] < two[3] - 0.01
        and two[1] < one[3] - 0.01
        for at, one in enumerate(found)
        for two in found[at + 1 :]
    )


def size(drawn: str) -> tuple[float, float]:
    """The picture's width and height."""
    _, _, wide, tall = map(float, (tree(drawn).get("viewBox") or "").split())
    return wide, tall


DAY = date(2026, 8, 1)
BOOKS = {"hanbit": "ko", "northwind": "en"}
EXAMPLES = Path(__file__).parents[1] / "examples"
BOTH = pytest.mark.parametrize("book", [*BOOKS])


@contextmanager
def opened(book: str) -> Iterator[tuple[Session, Phrases]]:
    with open_book(str(EXAMPLES / book)) as session:
        yield session, Phrases(BOOKS[book])


def asked(session: Session, report: Any, options: Any = None, **more: Any) -> Table:  # noqa: ANN401
    return answer(session, report, options, as_of=DAY, **more).table


def shown(table: Table, field: str, row: object, place: int, phrases: Phrases) -> str:
    column = next(each for each in table.columns if each.field == field)
    return cell(with_cents(table), column, row, place, phrases)
