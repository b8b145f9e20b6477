"""What pages are made of. Each kind has one template, html/parts.py says which."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from crmcli.domain.table import Column, Message, Table
from crmcli.messages import Phrases


class To(NamedTuple):
    """Where a link leads: a page by its name, what it is about, and what is asked of it."""

    page: str
    subject: str = ""
    said: Mapping[str, str] = {}


class Link(NamedTuple):
    """Words that lead somewhere."""

    words: Message
    to: To


class Rows(NamedTuple):
    """A table, with its sections, totals and notes; of its rows those from `start` on, `number`
    at a time. `places` are those of the rows shown, where they are not all.

    `look`: `wide` scrolls in its own box on a phone, `cards` becomes a card a row, `heat` colours
    its marks. `filtered`: typing above it hides rows.
    """

    table: Table
    title: Message | None = None
    start: int = 0
    number: int = 100
    look: Literal["wide", "cards", "heat"] = "wide"
    filtered: bool = False
    columns: tuple[str, ...] = ()  # only these fields; all when empty
    places: tuple[int, ...] | None = None
    notes: bool = True


class Cell(NamedTuple):
    """What one row of a table says in one column; written as the column's kind is."""

    column: Column
    row: object


class Figure(NamedTuple):
    """One figure, large: what it is, what it says, and what stands small below it."""

    name: Message
    value: Message | Cell | str
    beside: Message | None = None
    to: To | None = None
    tone: Literal["", "good", "middle", "bad"] = ""


class Figures(NamedTuple):
    """A few figures side by side."""

    figures: tuple[Figure, ...]
    title: Message | None = None


class Chart(NamedTuple):
    """A drawing: `make` gives one of the records of crmcli.charts in a language, as the functions
    of crmcli.charts.of_tables do; `behind` is the table it is made of, for those who read.
    """

    make: Callable[[Phrases], object]
    title: Message
    behind: Table | None = None


class Card(NamedTuple):
    """One thing on a board: its name, lines below it, words that mark it, and where it leads."""

    name: Message
    lines: tuple[Message, ...] = ()
    marks: tuple[tuple[str, Message], ...] = ()  # tone and word
    to: To | None = None


class Lane(NamedTuple):
    """A column of a board; `more` says how many cards stand elsewhere."""

    title: Message
    sum: Message | None
    cards: tuple[Card, ...]
    more: Link | None = None


class Board(NamedTuple):
    """Lanes side by side; below each other on a phone."""

    lanes: tuple[Lane, ...]
    title: Message | None = None


class Text(NamedTuple):
    """Paragraphs."""

    paragraphs: tuple[Message, ...]
    title: Message | None = None


class Links(NamedTuple):
    """Where else to go."""

    links: tuple[Link, ...]
    title: Message | None = None


class Notice(NamedTuple):
    """Something that has to be known before the rest is read."""

    words: tuple[Message, ...]
    tone: Literal["note", "warning", "bad"] = "note"
    to: To | None = None


Part = Rows | Figures | Chart | Board | Text | Links | Notice
