"""What an import would take, seen before anything is taken: tables, columns, words, days, numbers,
and what has to be decided first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crmcli.app.clock import zone_of
from crmcli.app.importing.asked import Asked
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.imports.additions import Additions
from crmcli.imports.cells.dates import Dates
from crmcli.imports.cells.numbers import Numbers
from crmcli.imports.mapping.kinds import KINDS
from crmcli.imports.mapping.mapping import FileMap, ImportMap, key, places
from crmcli.imports.own_columns import Own, OwnColumn, own_columns
from crmcli.imports.passing import without
from crmcli.imports.rows import Formats, Reader
from crmcli.imports.survey import Survey, survey
from crmcli.imports.table import Table
from crmcli.imports.words import Words


class Part(NamedTuple):
    """One table of the import: how it is read, and what is in it."""

    number: int
    table: Table
    map: FileMap
    survey: Survey
    formats: Formats
    read_beside: frozenset[str] = frozenset()  # columns that other readings of the same rows take
    own: Mapping[int, OwnColumn] = {}  # columns of fields of the book's own, or that may become one

    @property
    def passed_over(self) -> int:
        """How many rows the mapping does not take."""
        return self.table.count - self.survey.rows if self.map.skip else 0

    @property
    def missing(self) -> list[str]:
        """Columns that the mapping reads and the table does not have."""
        there = {key(each) for each in self.table.headings}
        return [each for each in self.map.columns if key(each) not in there]

    def own_type(self, heading: str) -> str:
        """Of which type a field of the book's own is that comes from this column."""
        place = places(self.table.headings).get(key(heading), [-1])[0]
        return self.formats.own.get(place, Own()).type

    def columns(self) -> list[tuple[str, str, int, list[str]]]:
        """Each column that is read: its heading, the field, how many are filled, two samples."""
        there = places(self.table.headings)
        found = []
        for field, columns in _fields(self.map):
            for each in columns:
                for place in there.get(key(each), ())[:1]:
                    filled, samples = self.survey.filled[place], self.survey.samples[place]
                    found.append((self.table.headings[place], field, filled, samples))
        return found

    def left_out(self) -> list[tuple[str, int]]:
        """Each column that is not read and holds something, with how many cells do."""
        read = {key(each) for each in self.map.columns}
        return [
            (heading or f"#{place + 1}", self.survey.filled[place])
            for place, heading in enumerate(self.table.headings)
            if self.survey.filled[place]
            and key(heading) not in read
            and key(heading) not in self.read_beside
        ]


def _fields(map_: FileMap) -> Iterable[tuple[str, tuple[str, ...]]]:
    for name in KINDS[map_.as_]:
        if name in map_.fields:
            yield name, map_.fields[name].columns
        elif name in map_.refs:
            ref = map_.refs[name]
            yield f"{name}.id", ref.ids
            yield name, ref.names
    for column, field in map_.custom.items():
        yield f"custom.{field}", (column,)
    yield "skip", tuple(map_.skip)


class Plan(NamedTuple):
    """All of it. `undecided` has to be settled before anything is taken."""

    asked: Asked
    map: ImportMap
    parts: Sequence[Part]
    aside: Sequence[tuple[str, Message]]
    words: Mapping[str, Words]
    additions: Additions
    undecided: Sequence[Message]

    def reader(self, part: Part, policy: Policy) -> Reader:
        """The rows of one table."""
        currency, theirs = policy.currency, self.map.currency
        words, formats = self.words, part.formats
        return Reader(part.number, part.table, part.map, words, formats, currency, theirs)


def looked_through(
    number: int, table: Table, map_: FileMap, imap: ImportMap, asked: Asked, policy: Policy
) -> Part:
    """One table with what its columns hold, and how days and numbers are read there."""
    table = without(table, map_.skip)
    there = places(table.headings)
    fields = KINDS[map_.as_]
    days = _day_columns(map_, imap)
    wanted = {
        place: reads
        for field, column in map_.fields.items()
        for each in column.columns
        for place in there.get(key(each), ())[:1]
        if (reads := fields[field].reads) in {"day", "moment", "money", "number", "word"}
    } | {place: "day" for each in days for place in there.get(key(each), ())[:1]}
    seen = survey(table, wanted)
    dates, numbers = dict[int, Dates](), dict[int, Numbers]()
    said = {
        place: column
        for column in map_.fields.values()
        for each in column.columns
        for place in there.get(key(each), ())[:1]
    }
    for place, reads in wanted.items():
        column = said.get(place)
        nothing = set(column.nothing) if column else set()
        cells = [each for each in seen.counts[place].elements() if each not in nothing]
        if reads in {"day", "moment"}:
            order = (column.order if column else "") or asked.dates or imap.dates
            dates[place] = Dates.of(cells, order)
        elif reads in {"money", "number"}:
            exact = "" if table.encoding else "."  # a workbook groups no digits
            decimal = (column.decimal if column else "") or asked.decimal or imap.decimal or exact
            currency = imap.currency or policy.currency
            numbers[place] = Numbers.of(
                cells,
                heading="" if column and column.times else table.headings[place],
                decimal=decimal,
                currency=currency,
            )
    part = Part(
        number, table, map_._replace(beside=()), seen, Formats(dates, numbers, zone_of(policy))
    )
    own = [place for each in map_.custom for place in there.get(key(each), ())[:1]]
    if map_.rest == "custom":
        own += [
            place for heading, _ in part.left_out() for place in there.get(key(heading), ())[:1]
        ]
    return part._replace(own=own_columns(table, own))


def typed(part: Part, imap: ImportMap, asked: Asked, policy: Policy) -> Part:
    """The table with the type of each field of the book's own: as crm.yaml has it, else as its
    cells are.
    """
    there, currency = places(part.table.headings), imap.currency or policy.currency
    dates, numbers = dict(part.formats.dates), dict(part.formats.numbers)
    own = dict[int, Own]()
    for heading, id_ in part.map.custom.items():
        for place in there.get(key(heading), ())[:1]:
            cells, declared = part.own[place].cells, policy.fields.get(id_)
            decimal = asked.decimal or imap.decimal or ("" if part.table.encoding else ".")
            days = Dates.of(cells, asked.dates or imap.dates)
            counts = Numbers.of(cells, heading=heading, decimal=decimal, currency=currency)
            kind = (
                declared.type if declared else part.own[place].type(days, counts, policy.currency)
            )
            own[place] = Own(kind, declared.choices if declared else ())
            if kind == "date":
                dates[place] = days
            elif kind in {"number", "money"}:
                numbers[place] = counts
    return part._replace(formats=part.formats._replace(dates=dates, numbers=numbers, own=own))


def _day_columns(map_: FileMap, imap: ImportMap) -> list[str]:
    """Columns with the day on which deals of a stage have ended."""
    if map_.as_ != "deal":
        return []
    return [each.day for each in imap.values.get("stage", {}).values() if each.day]


def counted(parts: Sequence[Part]) -> dict[str, Counter[str]]:
    """How often each word of a kind comes, over all tables."""
    found: dict[str, Counter[str]] = {}
    for part in parts:
        there = places(part.table.headings)
        for name, column in part.map.fields.items():
            field = KINDS[part.map.as_][name]
            if field.reads != "word":
                continue
            count = found.setdefault(field.of, Counter())
            for each in column.columns:
                for place in there.get(key(each), ())[:1]:
                    for word, times in part.survey.counts.get(place, Counter()).items():
                        if word not in column.nothing:
                            count[word] += times
    return found
