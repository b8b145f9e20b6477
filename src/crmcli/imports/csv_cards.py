"""Which people does a CSV file name, a row each?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.headings import CARDS
from crmcli.imports.card import Card, Reading, Refusal, Refused, Unread, refuse
from crmcli.imports.cells.emails import emails
from crmcli.imports.cells.names import Person, are_parts, person, with_title
from crmcli.imports.cells.phones import phones
from crmcli.imports.columns import (
    Asked,
    fields,
    is_asked,
    is_fax,
    known,
    labels,
    may_be_part,
    unread,
)
from crmcli.imports.frame import Known
from crmcli.imports.sheet import sheet, text_lines
from crmcli.imports.table import Row, Table
from crmcli.imports.values import field, optional, prose

_NAMES = frozenset({"name", "family", "given"})
_OTHER = {"family": "given", "given": "family"}


class _Columns(NamedTuple):
    """What each column holds, and where the kind of its values stands beside it."""

    headings: Sequence[str]
    fields: Sequence[str | None]
    kinds: Mapping[int, int]


def csv_cards(text: str, file: str, asked: Asked) -> Reading[Card | Refused]:
    """A card or a refusal for each row, and what was not read.

    Raises CrmError when no column holds names.
    """
    return cards_of(sheet(text_lines(text), file, names_people(asked)), asked)


def names_people(asked: Asked) -> Known:
    """Do headings name people? The columns that are of a field of theirs, counted."""
    return lambda cells: known(cells, CARDS, asked, _NAMES)


def cards_of(table: Table, asked: Asked) -> Reading[Card | Refused]:
    """A card or a refusal for each row of a table, however its file was read."""
    held = fields(table.headings, CARDS, asked)
    if not _NAMES & {*held}:
        there = ", ".join(filter(None, table.headings))
        hint = Message("hint-import-no-names")
        raise CrmError(Message("error-import-no-names", (there,)), hint, status=4)
    left = unread(table.headings, held, asked, (row.cells for row in table.rows()))
    columns = _Columns(table.headings, _parted(table, held, asked), labels(table.headings))
    faxes = _faxes(columns, table.rows())
    rows = [_card(row, columns) for row in table.rows()]
    return Reading(rows, [*left, *faxes], table.above)


def _parted(table: Table, held: Sequence[str | None], asked: Asked) -> list[str | None]:
    """A column `Name` beside one of family names alone holds given names, and the other way round.

    Unless it already has the other part in every row: then it holds whole names after all.
    """
    beside = {"family", "given"} & {*held}
    place = held.index("name") if "name" in held else -1
    heading = table.headings[place]
    if len(beside) != 1 or place < 0 or not may_be_part(heading) or is_asked(heading, asked):
        return [*held]
    (part,) = beside
    other = held.index(part)
    both = (
        (row.cells[place], row.cells[other])
        for row in table.rows()
        if len(row.cells) > max(place, other)
    )
    if not are_parts(both, "family" if part == "family" else "given"):
        return [*held]
    return [_OTHER[part] if each == "name" else each for each in held]


def _faxes(columns: _Columns, rows: Iterable[Row]) -> list[Unread]:
    """The numbers that a column beside them calls a fax: no phones."""
    counts = Counter(
        columns.headings[place]
        for row in rows
        for place in columns.kinds
        if columns.fields[place] == "phone" and _is_fax(columns, row.cells, place)
    )
    return [Unread(heading, count) for heading, count in counts.items()]


def _is_fax(columns: _Columns, cells: Sequence[str], place: int) -> bool:
    kind = columns.kinds.get(place, len(cells))
    return (
        kind < len(cells)
        and is_fax(cells[kind])
        and bool("".join(cells[place : place + 1]).strip())
    )


def _card(row: Row, columns: _Columns) -> Card | Refused:
    said: dict[str, list[tuple[str, str]]] = {}
    for place, cell in enumerate(row.cells[: len(columns.headings)]):
        meant = columns.fields[place]
        if meant and cell.strip() and not (meant == "phone" and _is_fax(columns, row.cells, place)):
            said.setdefault(meant, []).append((columns.headings[place], cell))
    who = Person("")
    try:
        who = _who(said)
        if any(map(str.strip, row.cells[len(columns.headings) :])):
            refuse(Message("told-import-cells", (len(columns.headings), len(row.cells))))
        if not who.name:
            refuse(Message("told-import-nameless"))
        return _person(row.line, who, said)
    except Refusal as refusal:
        return Refused(row.line, who.name, refusal.why)


def _person(line: int, who: Person, said: Mapping[str, list[tuple[str, str]]]) -> Card:
    department, title = (
        optional(said.get(each, ())[:1], field) for each in ("department", "title")
    )
    note = optional(said.get("note", ()), prose)
    numbers, addresses = phones(said.get("phone", ())), emails(said.get("email", ()))
    left = tuple(why for each in (department, title, numbers, addresses, note) for why in each[1])
    job = with_title("".join(title[0]), who.title)
    titles = " ".join(filter(None, (*department[0], job)))
    notes = "\n".join(note[0])
    company = _one(said, "company")
    return Card(
        line,
        who.name,
        company,
        titles or None,
        numbers[0],
        addresses[0],
        notes or None,
        left_out=left,
    )


def _one(said: Mapping[str, list[tuple[str, str]]], name: str) -> str:
    return next((field(cell, heading) for heading, cell in said.get(name, ())), "")


def _who(said: Mapping[str, list[tuple[str, str]]]) -> Person:
    parts = (_one(said, "family"), _one(said, "given"), _one(said, "middle"))
    return person(_one(said, "name"), *parts)
