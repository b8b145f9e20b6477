"""How somebody else's tables become records of ours: which column is which field, and what their
words mean here.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import NamedTuple

REST = ("leave", "custom")
_LONGEST = 200  # characters of a heading that are compared


class Column(NamedTuple):
    """Where a field's text stands: in columns, or in a text with columns in braces.

    `nothing` are cells that say nothing; `times` is what amounts are counted in; `order` and
    `decimal` decide how days and numbers are read.
    """

    columns: tuple[str, ...] = ()
    text: str = ""
    nothing: tuple[str, ...] = ()
    times: Decimal | None = None
    order: str = ""
    decimal: str = ""


class Ref(NamedTuple):
    """Columns that lead to a record: by the id of their system, or by a name.

    `missing` says what becomes of a row that leads nowhere: `skip`, or the id of an account that
    takes it.
    """

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    missing: str = ""


class FileMap(NamedTuple):
    """What the rows of one table are; `rest` is what becomes of the other columns.

    `skip` are cells, by their columns, of rows that are passed over; `beside` is what else the same
    rows are.
    """

    as_: str
    fields: Mapping[str, Column] = {}
    refs: Mapping[str, Ref] = {}
    custom: Mapping[str, str] = {}  # a field of crm.yaml, by the column that holds it
    rest: str = "leave"
    skip: Mapping[str, tuple[str, ...]] = {}
    beside: tuple["FileMap", ...] = ()

    @property
    def columns(self) -> list[str]:
        """Every column that is read."""
        found = [each for column in self.fields.values() for each in column.columns]
        found += [
            each
            for column in self.fields.values()
            if column.text
            for each in re.findall(r"\{([^{}]+)\}", column.text)
        ]
        found += [each for ref in self.refs.values() for each in (*ref.ids, *ref.names)]
        return list(dict.fromkeys([*found, *self.custom, *self.skip]))

    @property
    def signature(self) -> str:
        """What is read as what, in one order: another mapping reads the same rows otherwise."""
        parts = (sorted(each.items()) for each in (self.fields, self.refs, self.custom))
        return repr((self.as_, *parts))


class Ours(NamedTuple):
    """What a word of theirs is here; an empty one is left out.

    For a stage, `result` says how deals there have ended, `day` the column with the day, and
    `reason` why, where no column tells.
    """

    word: str = ""
    result: str = ""
    day: str = ""
    reason: str = ""


class ImportMap(NamedTuple):
    """One source's tables, by their names, and its words."""

    source: str
    encoding: str = ""
    decimal: str = ""
    dates: str = ""
    currency: str = ""
    files: Mapping[str, FileMap] = {}
    values: Mapping[str, Mapping[str, Ours]] = {}

    def of(self, name: str, headings: Sequence[str]) -> FileMap | None:
        """What is said of a table: by its whole name, its file's, a pattern, or else the one whose
        columns it has, where these are no small part of its own: an id and a name are everywhere.
        """
        short = name.rsplit("/", 1)[-1]
        for wanted in (name, short):
            for said, found in self.files.items():
                if key(said) == key(wanted) or fnmatchcase(wanted.casefold(), said.casefold()):
                    return found
        there = {key(each) for each in headings}
        fitting = [
            each
            for each in self.files.values()
            if each.columns and {key(column) for column in each.columns} <= there
            if len(each.columns) * _PART >= len(there)
        ]
        return max(fitting, key=lambda each: len(each.columns), default=None)


_PART = 3  # a third of a table's columns


@lru_cache(maxsize=4096)
def key(heading: str) -> str:
    """By what a heading is compared: its letters and digits alone, whatever their case."""
    text = unicodedata.normalize("NFKC", heading[:_LONGEST]).casefold()
    return re.sub(r"[\W_]+", "", text) or text.strip()


def places(headings: Iterable[str]) -> dict[str, list[int]]:
    """Where each heading stands, by its key; one may stand twice."""
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        found.setdefault(key(heading), []).append(place)
    return found
