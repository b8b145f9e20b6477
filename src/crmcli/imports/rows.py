"""The rows of a table as records: every cell read as its field wants it, or left out with the
reason.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from functools import partial
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.domain.table import Message
from crmcli.imports.card import Refusal, Refused
from crmcli.imports.cells.dates import Dates
from crmcli.imports.cells.names import are_parts
from crmcli.imports.cells.nothing import is_nothing
from crmcli.imports.cells.numbers import Numbers
from crmcli.imports.cells.words import listed
from crmcli.imports.field_readers import (
    READS,
    Cells,
    ReadCells,
    RowRead,
    amounts,
    business_numbers,
    moments,
    one_line,
    several_texts,
    texts,
)
from crmcli.imports.incoming import Incoming, leads
from crmcli.imports.mapping.kinds import KINDS
from crmcli.imports.mapping.mapping import Column, FileMap, Ours, key, places
from crmcli.imports.natural import natural_id
from crmcli.imports.own_columns import Own, own_reader
from crmcli.imports.row_names import name_it
from crmcli.imports.table import Row, Table
from crmcli.imports.words import Words

_LOOKED_AT = 500  # rows that tell whether a column holds whole names
_BRACES = re.compile(r"\{([^{}]+)\}")
_CURRENCY = re.compile("[A-Z]{3}")


class Formats(NamedTuple):
    """How the days and the numbers of each column are read, by its place, and whose clocks show the
    time of the day; `own` are the columns of fields of the book's own.
    """

    dates: Mapping[int, Dates]
    numbers: Mapping[int, Numbers]
    zone: tzinfo | None = None
    own: Mapping[int, Own] = {}


_Read = Callable[[RowRead], Value]


IsSame = Callable[[str, str, str], bool]
_REMEMBERED = 4096  # different cells of a column of which it is known what they say
_WHOLE = frozenset(("deal", "user", "product"))


class Reader:
    """One table with what is known of its columns: `currency` is the book's, `theirs` that of
    numbers that do not tell, if the mapping does.

    Without the rows of its table it can be sent to another process.
    """

    def __init__(
        self,
        number: int,
        table: Table,
        map_: FileMap,
        words: Mapping[str, Words],
        formats: Formats,
        currency: str,
        theirs: str = "",
        *,
        is_given: bool | None = None,
    ) -> None:
        self.number, self.table, self.map = number, table, map_
        self.words, self.formats = words, formats
        self.currency, self.theirs = currency, theirs
        self._there = places(table.headings)
        self._fields = KINDS[map_.as_]
        self._reads = [
            (field, self._reader(field, column)) for field, column in map_.fields.items()
        ]
        self._refs = [
            (field, self._places(ref.ids), self._places(ref.names), self._fields[field].several)
            for field, ref in map_.refs.items()
        ]
        self._custom = [
            (f"custom.{field}", place, self._own(place))
            for column, field in map_.custom.items()
            for place in self._places((column,))
        ]
        used = sorted({place for each in map_.columns for place in self._places((each,))})
        self._used, self._widest = used, max(used, default=-1)
        self._take = itemgetter(*used) if len(used) > 1 else None
        id_ = map_.fields.get("id", Column())
        self._id = next(iter(self._places(id_.columns)), -1)
        if is_given is None:
            is_given = map_.as_ in {"person", "user"} and self._names_are_given()
        self._is_given = is_given
        kinds = {each.of for name in map_.fields if (each := self._fields[name]).reads == "word"}
        signs = [map_.signature, *(words[kind].signature for kind in sorted(kinds))]
        signs += [repr(own) for _, own in sorted(formats.own.items()) if own.type != "text"]
        self._salt = blake2b("".join(signs).encode("utf-8", "surrogateescape")).digest()

    def _names_are_given(self) -> bool:
        """Does a column of names beside one of family names hold the given names alone?"""
        held = [
            self._places(self.map.fields[each].columns) if each in self.map.fields else []
            for each in ("name", "family", "given")
        ]
        if not held[0] or not held[1] or held[2]:
            return False
        name, family = held[0][0], held[1][0]
        rows = islice(self.table.rows(), _LOOKED_AT)
        pairs = [(row.cells[name], row.cells[family]) for row in rows if len(row.cells) > family]
        return are_parts(pairs, "given")

    def _own(self, place: int) -> ReadCells:
        held = self.formats
        dates, numbers = held.dates.get(place), held.numbers.get(place)
        own = held.own.get(place, Own())
        return own_reader(own, dates, numbers, held.zone, self.currency, self.theirs)

    def _places(self, columns: Iterable[str]) -> list[int]:
        return [place for each in columns for place in self._there.get(key(each), ())[:1]]

    def __reduce__(self) -> tuple[Callable[..., "Reader"], tuple[object, ...]]:
        table = self.table._replace(rows=partial(iter, ()))
        held = (
            self.number,
            table,
            self.map,
            self.words,
            self.formats,
            self.currency,
            self.theirs,
        )
        return partial(Reader, is_given=self._is_given), held

    def __iter__(self) -> Iterator[Incoming | Refused]:
        return map(self.read, self.table.rows())

    def known(self, row: Row, is_same: IsSame) -> Incoming | None:
        """A row that is as it was the last time, only named; of deals, whose amounts are told as
        totals, all has to be read.
        """
        kind, id_ = self.map.as_, self._id_of(row)
        if kind in _WHOLE or not id_ or self._is_too_long(row):
            return None
        digest = self._digest(row.cells)
        same = is_same(kind, id_, digest)
        return Incoming(kind, self.number, row.line, id_, digest, {}, {}) if same else None

    def _id_of(self, row: Row) -> str:
        return row.cells[self._id].strip() if 0 <= self._id < len(row.cells) else ""

    def _is_too_long(self, row: Row) -> bool:
        width = len(self.table.headings)
        return len(row.cells) > width and any(map(str.strip, row.cells[width:]))

    def read(self, row: Row) -> Incoming | Refused:
        """One row; refused where it has cells under no heading."""
        if self._is_too_long(row):
            said = (len(self.table.headings), len(row.cells))
            return Refused(row.line, "", Message("told-import-cells", said))
        kind, digest = self.map.as_, self._digest(row.cells)
        made = RowRead(row.cells)
        refs = {
            field: led
            for field, ids, names, several in self._refs
            if (led := leads(row.cells, ids, names, several=several))
        }
        for field, read in self._reads:
            try:
                value = read(made)
            except Refusal as refusal:
                made.left.append(refusal.why)
                continue
            if value not in (None, "", [], ()):
                made.said[field] = value
        for field, place, read_own in self._custom:
            cell = row.cells[place].strip() if place < len(row.cells) else ""
            if cell and not is_nothing(cell):
                try:
                    made.said[field] = read_own(made, [(self.table.headings[place], cell)])
                except Refusal as refusal:
                    made.left.append(refusal.why)
        self._own_currency(made)
        if kind in {"person", "user"}:
            name_it(made, is_given=self._is_given)
        id_ = str(made.said.pop("id", "")) or natural_id(kind, made.said, refs, digest)
        return Incoming(kind, self.number, row.line, id_, digest, made.said, refs, tuple(made.left))

    def _own_currency(self, row: RowRead) -> None:
        """An amount of which a column says that it is in another currency is none of the book's."""
        if "currency" not in self.map.fields:
            return
        said = str(row.said.pop("currency", "") or self.theirs).upper()
        amount = row.said.get("amount")
        if amount and _CURRENCY.fullmatch(said) and said != self.currency:
            del row.said["amount"]
            what = (self.map.fields["amount"].columns[0], str(amount), said, self.currency)
            row.left.append(Message("told-import-currency", what))

    def _digest(self, cells: Sequence[str]) -> str:
        if self._take is not None and len(cells) > self._widest:
            text = "\x1f".join(self._take(cells))
        else:
            text = "\x1f".join(cells[place] if place < len(cells) else "" for place in self._used)
        said = text.encode("utf-8", "surrogateescape") + self._salt
        return urlsafe_b64encode(blake2b(said, digest_size=6).digest()).decode()

    def _reader(self, field: str, column: Column) -> _Read:
        found = self._fields[field]
        if column.text and not column.columns:
            return self._template(column.text)
        held = self._places(column.columns)
        nothing = frozenset(map(str.strip, column.nothing))
        headings = [self.table.headings[place] for place in held]
        one = self._one(field, column, held)

        def read(row: RowRead) -> Value:
            cells = [
                (heading, cell)
                for heading, place in zip(headings, held, strict=True)
                if place < len(row.cells)
                and (cell := row.cells[place].strip())
                and cell not in nothing
                and not is_nothing(cell)
            ]
            return one(row, cells) if cells else None

        known: dict[str, str | None] = {}  # cells of which nothing is to be told

        def read_one(row: RowRead) -> Value:
            cell = row.cells[place] if place < len(row.cells) else ""
            if not cell:
                return None
            if cell in known:
                return known[cell]
            said, told = cell.strip(), len(row.left)
            is_one = said and said not in nothing and not is_nothing(said)
            value = one(row, [(heading, said)]) if is_one else None
            is_quiet = len(row.left) == told and len(known) < _REMEMBERED
            if is_quiet and (value is None or isinstance(value, str)):
                known[cell] = value
            return value

        if found.reads == "ref" or not held:
            return lambda _: None
        place, heading = held[0], headings[0]
        return read_one if len(held) == 1 else read

    def _one(self, field: str, column: Column, held: Sequence[int]) -> ReadCells:
        """How the filled cells of one field are read."""
        found = self._fields[field]
        place = held[0] if held else -1
        if found.reads == "word":
            return self._word(found.of)
        if found.reads in {"day", "moment"}:
            has_clock = found.reads == "moment"
            return moments(self.formats.dates.get(place), self.formats.zone, has_clock=has_clock)
        if found.reads in {"money", "number"}:
            currency = self.currency if found.reads == "money" else ""
            bare = "" if "currency" in self.map.fields else self.theirs
            return amounts(self.formats.numbers.get(place), column.times, currency, bare)
        if found.reads == "business_no":
            return business_numbers(self.currency)
        if found.reads == "text" and found.several:
            return several_texts
        return READS.get(found.reads, texts)

    def _word(self, kind: str) -> ReadCells:
        words, several = self.words[kind], kind == "product"

        def word(row: RowRead, cells: Cells) -> Value:
            found: list[Value] = []
            for heading, cell in cells:
                for part in listed(cell) if several else [cell]:
                    meaning = words.find(part)
                    if not words.is_known(part):
                        row.left.append(Message("told-import-unknown-word", (heading, part)))
                    elif meaning.ours.result:
                        found.append(self._ended(row, meaning.ours))
                    elif meaning.ours.word:
                        found.append(meaning.ours.word)
            return (found if several else found[0]) if found else None

        return word

    def _ended(self, row: RowRead, ours: Ours) -> Value:
        """A stage in which deals have ended: how, on which day, and why."""
        told = {"result": ours.result, "stage": ours.word, "reason": ours.reason}
        for place in self._places((ours.day,)) if ours.day else ():
            dates, cell = self.formats.dates.get(place), row.cells[place].strip()
            if dates is not None and cell:
                told["date"] = dates.read(cell, self.formats.zone).day.isoformat()
        return {name: value for name, value in told.items() if value}

    def _template(self, text: str) -> _Read:
        parts = [
            (part, self._places((part,))) if number % 2 else (part, None)
            for number, part in enumerate(_BRACES.split(text))
        ]

        def filled(row: RowRead) -> Value:
            said = [
                part
                if held is None
                else " ".join(
                    one_line(row, part, row.cells[place])
                    for place in held
                    if place < len(row.cells)
                )
                for part, held in parts
            ]
            is_empty = not any(
                each for each, (_, held) in zip(said, parts, strict=True) if held is not None
            )
            return None if is_empty and len(parts) > 1 else "".join(said).strip()

        return filled
