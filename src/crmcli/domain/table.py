"""A report's answer: rows of values, and how each of their fields is to be read.

Rooms that print know nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, Protocol

from crmcli.domain.label import Label

Kind = Literal[
    "text",
    "id",
    "label",
    "date",
    "late",
    "days",
    "count",
    "money",
    "share",
    "bar",
    "rate",
    "number",
    "truth",
    "message",
    "stance",
    "rung",
    "list",
    "status",
    "severity",
    "answer",
    "index",
    "points",
    "spark",
    "mark",
    "heat",
    "tree",
]


class Message(NamedTuple):
    """A sentence of our own, not yet in a language: its key and what goes into it (text, numbers,
    dates, labels, messages).
    """

    key: str
    args: tuple[object, ...] = ()


class Column(NamedTuple):
    """How one field of a row is shown.

    `keep` says what a narrow terminal keeps: 9 always, which is for what tells rows apart and for a
    report's own figures; lower ones go first, and are named below the table.
    """

    field: str
    kind: Kind = "text"
    keep: int = 5
    heading: str = ""  # message key below "col."; the field's own name when empty
    # what the book itself calls the column, such as a product's name, or what is put together;
    # above any heading
    label: Label | Message | None = None
    said: str = ""  # the row's field that people read in place of an id, such as a person's name
    key: str = ""  # the row's field that pipes get in place of a label or a name: the id behind it
    # of a grid: which of the row's cells, as the row's `item` gives it
    item: str | int | None = None


class FreeRow:
    """A row whose fields nobody knows beforehand, whatever they are called."""

    __slots__ = ("_fields", "_values")

    def __init__(self, fields: tuple[str, ...], values: tuple[object, ...]) -> None:
        self._fields, self._values = fields, values

    def __iter__(self) -> Iterator[object]:
        return iter(self._values)

    def __getattr__(self, name: str) -> object:
        if name not in self._fields:
            raise AttributeError(name)
        return self._values[self._fields.index(name)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FreeRow) and (self._fields, self._values) == (
            other._fields,
            other._values,
        )

    def __hash__(self) -> int:
        return hash((self._fields, self._values))

    def __repr__(self) -> str:
        said = zip(self._fields, self._values, strict=True)
        return f"FreeRow({', '.join(f'{name}={value!r}' for name, value in said)})"


def currency_of(columns: Sequence[Column], currency: str) -> str:
    """The currency, where one of the columns is of amounts."""
    return currency if any(column.kind == "money" for column in columns) else ""


class Row(Protocol):
    """What the rows of every report have: fields, and their values in that order."""

    @property
    def _fields(self) -> tuple[str, ...]:
        """Their names."""

    def __iter__(self) -> Iterator[object]:
        """Their values."""


class Table(NamedTuple):
    """One answer.

    `totals` is a row, or a mapping of a few sums. `labels` gives a field's ids their readable
    names; `evidence` (with --explain) each row's sources by field.
    """

    report: str
    as_of: date
    rows: Sequence[Any]  # of a type of the report's own, which `columns` and `Row` say how to read
    columns: tuple[Column, ...]
    totals: Any = None  # the same
    labels: Mapping[str, Mapping[str, Label]] = {}
    notes: tuple[Message, ...] = ()
    evidence: Sequence[Mapping[str, Sequence[str]]] = ()
    currency: str = ""
    title: Message | None = None
    # for reading: parts of the same answer under their own titles
    sections: tuple["Table", ...] = ()
    cut: int = 0  # rows left out of `rows` by a limit
    samples: Mapping[
        str, Sequence[tuple[int, int, float, float]]
    ] = {}  # per rate field and row (totals last): part, whole, interval
    min_sample: int = 0
    # places of rows for which nothing was recorded: their values are blank, not n/a
    silent: frozenset[int] = frozenset()
    # the fields that tell rows apart where --explain names them; the first column of text when
    # empty
    named_by: tuple[str, ...] = ()
    terms: Mapping[str, Message] = {}  # with --explain: words of the rows and what they mean
    numbered: bool = False  # rows are referred to by their place later
    # of a section: how many of its rows were left out, and where they are
    more: Message | None = None
    # money fields in which some amount has cents: all of that column show them then
    cents: frozenset[str] = frozenset()
    # of a command that writes: what is too wide for people stands in JSON alone
    is_of_writing: bool = False
    # of a page that may be only so long, such as a comment: the command that shows what had to go
    whole: str = ""
