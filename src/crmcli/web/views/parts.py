"""What pages are made of. Each kind has one template, html/parts.py says which."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol

from crmcli.charts.svg import Head
from crmcli.domain.label import Label
from crmcli.domain.table import Column, Message, Table
from crmcli.messages import Phrases
from crmcli.web.views.asked import Asked


class To(NamedTuple):
    """Where a link leads: a page by its name, what it is about, and what is asked of it. `today`:
    to the present, whatever day is looked at.
    """

    page: str
    subject: str = ""
    said: Mapping[str, str | Sequence[str]] = {}
    today: bool = False


FORM = "form"  # the page's name of a form; what it is about stands in `said`


def form(name: str, **said: str | Sequence[str] | None) -> To:
    """A form that writes, by its name, with what is known of it already. There is none where
    nothing may be written: what would lead to it is then not shown.
    """
    return To(FORM, name, {key: value for key, value in said.items() if value})


class Link(NamedTuple):
    """Words that lead somewhere; `is_here`: to what is looked at already."""

    words: Message
    to: To
    is_here: bool = False


class Rows(NamedTuple):
    """A table, with its sections, totals and notes; of its rows those from `start` on, `number`
    at a time. Without a `start` the table begins where it begins, and is not paged. `places` are
    those of the rows shown, where they are not all.

    `actions` are the forms that a row leads to.

    `look`: `wide` scrolls in its own box on a phone, `cards` becomes a card a row, `heat` colours
    its marks. `filtered`: typing above it hides rows. `heads`: where a column's head leads, such as
    to the same rows in its order.
    """

    table: Table
    title: Message | None = None
    start: int | None = None
    number: int = 100
    look: Literal["wide", "cards", "heat"] = "wide"
    filtered: bool = False
    columns: tuple[str, ...] = ()  # only these fields; all when empty
    places: tuple[int, ...] | None = None
    notes: bool = True
    marked: str = ""  # what was looked for, to be seen in texts
    actions: Callable[[Any], tuple[Link, ...]] | None = None
    heads: Mapping[str, To] = {}


class Cell(NamedTuple):
    """What one row of a table says in one column; written as the column's kind is, and with its
    table as it stands there. `place` is the row's, -1 for the totals.
    """

    column: Column
    row: object
    table: Table | None = None
    place: int = -1


class Together(NamedTuple):
    """Several things said on one line."""

    parts: "tuple[Message | Cell, ...]"


class Figure(NamedTuple):
    """One figure, large: what it is, what it says, and what stands small below it."""

    name: Message
    value: Message | Cell | str
    beside: Message | Together | None = None
    to: To | None = None
    tone: Literal["", "good", "middle", "bad"] = ""


class Figures(NamedTuple):
    """A few figures side by side."""

    figures: tuple[Figure, ...]
    title: Message | None = None


class Picture(Protocol):
    """One of the records of crmcli.charts."""

    @property
    def head(self) -> Head:
        """Its title, and what is to be seen in it."""


class Chart(NamedTuple):
    """A drawing: `make` gives one of the records of crmcli.charts in a language, as the functions
    of crmcli.charts.of_tables do; `behind` is the table it is made of, for those who read.
    """

    make: Callable[[Phrases], Picture]
    title: Message
    behind: Table | None = None


class Card(NamedTuple):
    """One thing on a board: its name, lines below it, words that mark it, and where it leads."""

    name: Message | Cell
    lines: tuple[Message | Cell | Together, ...] = ()
    marks: tuple[tuple[str, Message], ...] = ()  # tone and word
    to: To | None = None
    actions: tuple[Link, ...] = ()


class Lane(NamedTuple):
    """A column of a board; `more` says how many cards stand elsewhere."""

    title: Message | Cell
    sum: Message | Cell | Together | None
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
    """Where else to go; as `tabs` they are the faces of one page."""

    links: tuple[Link, ...]
    title: Message | None = None
    look: Literal["", "tabs"] = ""


class Notice(NamedTuple):
    """Something that has to be known before the rest is read."""

    words: tuple[Message, ...]
    tone: Literal["note", "warning", "bad"] = "note"
    to: To | None = None


class Wrong(NamedTuple):
    """What is wrong with something typed, where in it, and what to write instead."""

    words: Message
    before: str
    wrong: str
    after: str
    column: int
    hint: Message | None = None


class Section(NamedTuple):
    """Where a part of a long page begins: its place in the address behind #, and its title."""

    anchor: str
    title: Message


class Contents(NamedTuple):
    """The sections of a long page, to go to."""

    sections: tuple[Section, ...]


class Facts(NamedTuple):
    """One row of a table, a line a column; what is blank is left out."""

    table: Table
    title: Message | None = None
    place: int = 0
    columns: tuple[str, ...] = ()  # only these fields; all when empty


class Ask(NamedTuple):
    """A field of a form within a page: what it is called in the address, its label, and what may be
    chosen; a day or a text where nothing is. `first` stands where nothing is chosen: else it is
    what chooses all.
    """

    name: str
    label: Message
    choices: tuple[tuple[str, Message | Label | str], ...] = ()
    kind: Literal["choice", "date", "search"] = "choice"
    first: Message = Message("page-all")


class Form(NamedTuple):
    """Asks for some of what the address says, and leaves the rest of it as it is."""

    fields: tuple[Ask, ...]
    asked: Asked
    anchor: str = ""
    title: Message | None = None


class Entries(NamedTuple):
    """Rows that are read one after the other like a diary, `number` from `asked.start` on: the day
    and marks, who with whom, what was done and what was said. Each name is a field of the table;
    what has a column and is not named stands below with its heading.
    """

    table: Table
    asked: Asked
    anchor: str
    number: int = 20
    day: str = "date"
    marks: tuple[str, ...] = ()
    sides: tuple[str, str] = ("by", "with")
    text: str = "what"
    quote: str = "said"


class Remark(NamedTuple):
    """What is said beside a line: how grave it is, in words, and what to write instead."""

    line: int
    tone: Literal["note", "warning", "bad"]
    words: Message
    write: str = ""


class Source(NamedTuple):
    """Lines of a file with their numbers and what is said beside them, `number` from the line after
    `start` on. `folded` shows what is said first, and the lines to whoever opens them.
    """

    path: str
    lines: tuple[str | Label, ...]
    remarks: tuple[Remark, ...] = ()
    start: int = 0
    number: int = 300
    folded: bool = False
    prefix: str = ""  # of its lines' places in the address, where a page has several


Part = (
    Rows
    | Figures
    | Chart
    | Board
    | Text
    | Links
    | Notice
    | Wrong
    | Section
    | Contents
    | Facts
    | Form
    | Entries
    | Source
)
