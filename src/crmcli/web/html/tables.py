"""A table as what its template needs: heads, cells with their classes and links, totals."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from crmcli.domain.records.ratio import percent
from crmcli.domain.table import Column, Table
from crmcli.domain.text.text_search import marked, query
from crmcli.domain.text.visible import visible
from crmcli.formats import explain, spoken
from crmcli.messages import Phrases
from crmcli.messages.cells import (
    ALIKE,
    RIGHT,
    RUNGS,
    cell,
    currency_notes,
    heading,
    heat_level,
    read_as,
    total_cells,
    value_of,
    with_cents,
)
from crmcli.store.files.scan import POLICY
from crmcli.web.views.parts import Cell, Link, Rows, To

_STANCES = ("friendly", "neutral", "negative", "met", "unmet", "partial", "unknown")
_LEADING = frozenset(("account", "name", "account.name"))  # fields that lead to the account's page
# bytes: a text that is shorter stays on one line, one that is longer asks for more room
SHORT, LONG = 16, 40
_SET = frozenset(("date", "tree", "mark", "spark", "bar", "rate"))  # kinds that are never folded
Where = Callable[[To], str]


class Words(NamedTuple):
    """Words, and where they lead if they do."""

    text: str
    href: str = ""
    is_here: bool = False


def leading(links: Sequence[Link], phrases: Phrases, where: Where) -> list[Words]:
    """Those of the links that lead anywhere."""
    found = [Words(phrases.say(each.words), where(each.to)) for each in links]
    return [each for each in found if each.href]


class Head(NamedTuple):
    """What stands above a column, with what it means where that has to be told, and where it
    leads.
    """

    text: str
    classes: str
    meaning: str
    href: str = ""


class Shown(NamedTuple):
    """A cell: its text, how it reads, where it leads; `beside` small behind it, `part` how full its
    bar is, of 100. `level` is that of a mark, `word` what the mark stands for.
    """

    text: str
    classes: str = ""
    href: str = ""
    beside: str = ""
    part: int | None = None
    level: str = ""
    word: str = ""
    pieces: Sequence[tuple[str, bool]] = ()


class Line(NamedTuple):
    """A row, the records behind it where they were asked for, and the forms it leads to."""

    cells: Sequence[Shown]
    behind: Sequence[str] = ()
    actions: Sequence[Words] = ()


class Block(NamedTuple):
    """One table: the answer itself or a part of it."""

    title: str
    caption: str
    heads: Sequence[Head]
    lines: Sequence[Line]
    foot: Sequence[Shown]
    look: str
    notes: Sequence[str]
    filtered: bool
    whole: int  # how many rows there are, shown or not
    acts: bool = False  # does any row lead to a form?
    names: Sequence[Markup] = ()  # of the columns, escaped once for all cells that say theirs

    def named(self, line: Line) -> Iterator[tuple[Markup, Shown]]:
        """The cells of a line, each with its column's name."""
        return zip(self.names, line.cells, strict=True)


def blocks(part: Rows, phrases: Phrases, where: Where) -> list[Block]:
    """The table, then its sections; the notes below the last."""
    table = part.table
    title = part.title or table.title
    found = [_block(part, with_cents(table), phrases, where, phrases.say(title) if title else "")]
    for section in table.sections:
        own = Rows(section, section.title, look=part.look, number=part.number)
        named = phrases.say(section.title) if section.title else ""
        found.append(_block(own, with_cents(section), phrases, where, named))
    if part.notes:
        notes = [*currency_notes(table), *table.notes]
        found[-1] = found[-1]._replace(
            notes=[*found[-1].notes, *dict.fromkeys(spoken.said(note, phrases) for note in notes)]
        )
    return found


def _block(part: Rows, table: Table, phrases: Phrases, where: Where, title: str) -> Block:
    every = range(len(table.rows)) if part.places is None else part.places
    start = part.start if part.start is not None and part.start < len(every) else 0
    places = every[start : start + part.number]
    columns = _columns(table, part.columns)
    means = explain.definitions(table, phrases)
    lines = _lines(table, columns, places, phrases, where, _lead(part, columns))
    if part.marked:
        lines = [line._replace(cells=_marked(line.cells, part.marked)) for line in lines]
    if part.actions is not None:
        lines = [
            line._replace(actions=leading(part.actions(table.rows[place]), phrases, where))
            for line, place in zip(lines, places, strict=True)
        ]
    is_whole = len(places) == len(table.rows)
    heads = [
        Head(
            heading(each, phrases),
            _classes(each, None),
            means.get(each.field, ""),
            where(part.heads[each.field]) if each.field in part.heads else "",
        )
        for each in columns
    ]
    return Block(
        title=title,
        caption=title or phrases("page-table-of", table.report),
        heads=heads,
        lines=lines,
        foot=_foot(table, columns, phrases) if is_whole or not part.places else (),
        look=part.look,
        notes=[phrases.say(table.more)] if table.more else [],
        filtered=part.filtered and len(every) > 7,
        whole=len(every),
        acts=any(line.actions for line in lines),
        names=[escape(visible(each.text)) for each in heads],
    )


def _columns(table: Table, wanted: Sequence[str]) -> list[Column]:
    """Those wanted, else all but an account's id where its name stands, which leads there."""
    if wanted:
        return [column for column in table.columns if column.field in wanted]
    is_named = any(column.field == "name" for column in table.columns)
    return [column for column in table.columns if not (is_named and column.field == "account")]


def _lines(
    table: Table,
    columns: Sequence[Column],
    places: Sequence[int],
    phrases: Phrases,
    where: Where,
    lead: Column | None,
) -> list[Line]:
    """Made column by column, so that what is the same all the way down is asked once."""
    cells = [
        [_leading(cell) if each is lead else cell for cell in made]
        for each, made in ((each, _cells(table, each, places, phrases, where)) for each in columns)
    ]
    return [
        Line(
            [column[at] for column in cells],
            list(explain.behind(table, place, phrases)) if table.evidence else (),
        )
        for at, place in enumerate(places)
    ]


def _lead(part: Rows, columns: Sequence[Column]) -> Column | None:
    """The column that is a card's title: what leads to the account, else the first that says what
    the row is about.
    """
    if part.look != "cards":
        return None
    about = [each for each in columns if each.kind != "late" and each.field != "n"]
    return next((each for each in about if each.field in _LEADING), about[0] if about else None)


def _leading(cell: Shown) -> Shown:
    return cell._replace(classes=Markup(f"{cell.classes} head".strip()))  # noqa: S704 - our own


def _marked(cells: Sequence[Shown], what: str) -> list[Shown]:
    """The cells, with what was looked for seen in their texts."""
    return [
        cell._replace(pieces=pieces)
        if len(pieces := list(marked(query(what), cell.text))) > 1 or pieces[0][1]
        else cell
        for cell in cells
    ]


def _cells(
    table: Table, column: Column, places: Sequence[int], phrases: Phrases, where: Where
) -> Iterator[Shown]:
    """The column's cell of each of these rows; of values that come again and again one is made."""
    said = read_as(column)
    known: dict[Hashable, Shown] = {}
    leads, may_be_alike = column.field in _LEADING, column.kind != "rate" and not table.silent
    for place in places:
        row = table.rows[place]
        value, told = value_of(column, row), value_of(said, row)
        key = (type(value), value, type(told), told)
        is_alike = may_be_alike and type(value) in ALIKE and type(told) in ALIKE
        made = known.get(key) if is_alike else None
        if made is None:
            made = _cell(table, column, row, place, phrases)
            if is_alike:
                known[key] = made
        href = link_of(column, row, where) if leads else ""
        yield made._replace(href=href) if href else made


def _cell(table: Table, column: Column, row: object, place: int, phrases: Phrases) -> Shown:
    value, kind = value_of(column, row), column.kind
    said = cell(table, column, row, place, phrases)
    classes = _classes(column, value, said)
    if kind == "heat" and value is not None:
        plainly = cell(table, column._replace(kind="share"), row, place, phrases)
        return Shown(plainly, classes, level=f"heat-{heat_level(value)}")
    if kind not in ("bar", "rate", "mark"):
        return Shown(said, classes)
    return _drawn(Shown(said, classes), table, column, value, place, phrases)


def _drawn(
    shown: Shown,
    table: Table,
    column: Column,
    value: Any,  # noqa: ANN401 - its column's kind says what it is
    place: int,
    phrases: Phrases,
) -> Shown:
    """What is more than its text."""
    if column.kind == "bar" and value is not None:
        return shown._replace(part=max(0, min(100, int(percent(value)))))
    if column.kind == "rate" and value is not None and table.samples.get(column.field):
        part, whole, _, _ = table.samples[column.field][place]
        if whole >= table.min_sample:
            return shown._replace(beside=f"{part}/{whole}")
    if column.kind == "mark" and isinstance(value, str):
        return _mark(shown, value, phrases)
    return shown


def link_of(column: Column, row: object, where: Where) -> str:
    """Where a cell leads: an account's name to its page. What changed in crm.yaml is of no
    account.
    """
    account = getattr(row, "account", None)
    if column.field in _LEADING and isinstance(account, str) and account != POLICY:
        return where(To("account", account))
    return ""


def _mark(shown: Shown, value: str, phrases: Phrases) -> Shown:
    """A rung is a number to the eye and its word to whoever listens; other marks are words."""
    if value in RUNGS:
        rung = RUNGS.index(value)
        return shown._replace(text=str(rung), level=f"rung-{rung}", word=phrases(f"word-{value}"))
    return shown._replace(level=f"mark-{value}")


def _foot(table: Table, columns: Sequence[Column], phrases: Phrases) -> list[Shown]:
    cells = total_cells(table, phrases)
    return [
        Shown(text, _classes(column, None))
        for column, text in zip(table.columns, cells, strict=False)
        if column in columns
    ]


def _classes(column: Column, value: object, said: str = "") -> str:
    """How the cell reads: a number, a tree, or a word that also has a colour; and how much room its
    text asks for.
    """
    kind, tone, room = column.kind, "", ""
    if len(said) > SHORT // 4 and kind not in RIGHT and kind not in _SET:
        size = len(said.encode(errors="replace"))
        room = "long" if size > LONG else "some" if size > SHORT else ""
    if kind in ("stance", "answer", "rung") and value in _STANCES:
        tone = f"is-{value}"
    elif kind == "late" and isinstance(value, int):
        tone = "is-late" if value > 0 else "is-today" if value == 0 else "is-ahead"
    return _class_names(kind, tone, room)


@cache
def _class_names(kind: str, tone: str, room: str) -> Markup:
    names = ["number"] if kind in RIGHT or kind in ("bar", "rate") else []
    if kind in ("date", "tree", "mark", "spark"):
        names.append(kind)
    return Markup(" ".join(filter(None, (*names, room, tone))))  # noqa: S704 - words of our own


class Plain:
    """Single values as their columns are written, in their tables where they have one: those are
    looked through once, however many of their values stand alone.
    """

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self._known: dict[int, tuple[Table, Table]] = {}  # by identity, the table itself kept too

    def say(self, said: Cell) -> str:
        """One value."""
        table = said.table
        if table is None:
            table = Table("", date.min, [said.row], (said.column,))
        if id(table) not in self._known:
            self._known[id(table)] = (table, with_cents(table))
        whole = self._known[id(table)][1]
        return cell(whole, said.column, said.row, said.place, self.phrases)
