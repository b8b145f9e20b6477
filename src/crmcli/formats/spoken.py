"""A table to be read aloud: a line a row, each figure after its heading, no column to be counted,
no picture to be spelled.
"""

import re
from collections.abc import Iterator
from typing import Any

from crmcli.domain.table import Column, Message, Table
from crmcli.domain.text.visible import visible
from crmcli.formats import explain
from crmcli.formats.terminal import is_told
from crmcli.messages import Phrases
from crmcli.messages.cells import (
    cell,
    currency_notes,
    heading,
    number,
    said_of,
    total_cells,
    with_cents,
    word,
)

_BRANCH = re.compile("((?:[│ ]  )*[└├]─ )(.*)", re.DOTALL)
# what explains or has marks, where words stand in their place
_ALOUD = {
    "note-cadence-below": "note-cadence-below-spoken",
    "note-cadence-calendar": "note-cadence-calendar-spoken",
    "note-cohorts-legend": "note-cohorts-legend-spoken",
    "note-coverage-grid-legend": "note-coverage-grid-legend-spoken",
    "note-whitespace-legend": "note-whitespace-legend-spoken",
}
_LATE, _AHEAD = ("cell-day-ago", "cell-days-ago"), ("cell-day-ahead", "cell-days-ahead")
_ARM = 3  # characters of a branch for each step from the root


def render(table: Table, phrases: Phrases, *, explained: bool = False) -> str:
    """The table, its sections, totals and notes; what is not known is not spoken of."""
    blocks = [
        list(_part(with_cents(part), phrases, is_told=is_told(table, part)))
        for part in (table, *table.sections)
        if part.rows or part.title or not table.notes
    ]
    notes = (*currency_notes(table), *table.notes)
    blocks.append([said(note, phrases) for note in notes])
    if explained:
        blocks.append(list(explain.lines(table, phrases)))
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


def _part(part: Table, phrases: Phrases, *, is_told: bool) -> Iterator[str]:
    if part.title:
        yield said(part.title, phrases)
    if not part.rows and not is_told:
        yield phrases("common-no-rows")
    heads = [heading(column, phrases) for column in part.columns]
    for place, row in enumerate(part.rows):
        yield _line(heads, [spoken(part, column, row, place, phrases) for column in part.columns])
    name, total = phrases("common-total"), total_cells(part, phrases)
    if any(each not in ("", name) for each in total):
        yield f"{name}; {_line(heads, ['' if each == name else each for each in total])}"
    if part.rows and part.more:
        yield said(part.more, phrases)


def _line(heads: list[str], cells: list[str]) -> str:
    return "; ".join(f"{head}: {text}" for head, text in zip(heads, cells, strict=True) if text)


def said(message: Message, phrases: Phrases) -> str:
    """What stands below a table, where none of its marks are seen."""
    key = _ALOUD.get(message.key, message.key)
    return visible(phrases.say(message._replace(key=key)))


def spoken(table: Table, column: Column, row: object, place: int, phrases: Phrases) -> str:
    """A field of a row: in words where others see a mark, a small picture or a branch."""
    value: Any = said_of(column, row)  # its column's kind says what it is
    if value is None:
        return cell(table, column, row, place, phrases)
    if isinstance(value, Message):
        return said(value, phrases)
    if column.kind in ("stance", "rung"):
        return word(value, phrases)
    if column.kind == "mark":
        return _mark(cell(table, column, row, place, phrases), value, phrases)
    if column.kind == "late" and value:
        one, several = _LATE if value > 0 else _AHEAD
        return phrases(one if abs(value) == 1 else several, abs(value))
    if column.kind == "heat":
        return cell(table, column._replace(kind="share"), row, place, phrases)
    if column.kind == "spark":
        unknown = phrases("common-n-a")
        return ", ".join(unknown if each is None else number(each) for each in value)
    text = cell(table, column, row, place, phrases)
    branch = _BRANCH.match(text) if column.kind == "tree" else None
    return phrases("cell-depth", branch[2], len(branch[1]) // _ARM) if branch else text


def _mark(mark: str, value: Any, phrases: Phrases) -> str:  # noqa: ANN401 - a share, or a mark's name
    """A mark that is a word already, else the word for it."""
    if any(map(str.isalnum, mark)):
        return mark
    key = f"mark-{value}-spoken"
    return phrases(key) if phrases.has(key) else word(value, phrases)
