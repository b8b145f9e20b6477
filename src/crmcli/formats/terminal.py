"""A table for a person at a terminal: it fits the width, reads without colour, and Hangul stands in
line.
"""

from collections.abc import Generator, Iterator, Sequence
from typing import Any

from crmcli.domain.records.ratio import filled
from crmcli.domain.table import Column, Row, Table
from crmcli.domain.text.visible import visible
from crmcli.domain.text.width import cells as cell_len
from crmcli.formats import explain
from crmcli.formats.fitting import ALWAYS, GAP, fit, measure
from crmcli.formats.grid import blocks
from crmcli.formats.linking import Linked, leading
from crmcli.formats.rows_at_once import Shown, rows_at_once
from crmcli.formats.stacked import stacked, without_end
from crmcli.formats.wrapping import Line, hung, width_of, wrapped
from crmcli.messages import Phrases
from crmcli.messages.cells import (
    RIGHT,
    currency_notes,
    heading,
    naming_columns,
    texts,
    total_cells,
    value_of,
    with_cents,
)

BAR = 8
_LOW, _HIGH = 0.34, 0.67  # shares below and from which one is bad or good
# Red, green and magenta can be read on white and on black in the palettes that terminals come with;
# yellow and cyan cannot on white. What is neither good nor bad has the terminal's own colour.
BAD, GOOD = "bright_red", "green"
_STANCES = {"friendly": GOOD, "negative": BAD}
_RUNGS = {
    "unknown": BAD,
    "named": "",
    "met": "",
    "reachable": GOOD,
    "friendly": f"bold {GOOD}",
}
_MARKS = {"owned": GOOD, "lost": BAD, "not-eligible": "dim"}
_BAD = frozenset(
    ("unmet", "lost", "unknown", "no-rep", "negative", "case", "final", "close", "churned")
)


def render(
    table: Table,
    phrases: Phrases,
    *,
    width: int,
    color: bool,
    explained: bool = False,
    linked: Linked | None = None,
) -> str:
    """The table as lines, ending in a newline; ANSI colours only when asked, and then an account's
    name leads to where `linked` says.
    """
    return "".join(
        drawn(table, phrases, width=width, color=color, explained=explained, linked=linked)
    )


def drawn(
    table: Table,
    phrases: Phrases,
    *,
    width: int,
    color: bool,
    explained: bool = False,
    linked: Linked | None = None,
) -> Iterator[str]:
    """The same line by line, each made when it is asked for."""
    if color:
        from crmcli.formats.paint import ansi

        found = lines(table, phrases, width, explained=explained, linked=linked, shown=ansi)
        return (f"{ansi(line)}\n" for line in found)
    found = lines(table, phrases, width, explained=explained, shown=bare)
    return (f"{bare(line).rstrip()}\n" for line in found)


def bare(line: Line) -> str:
    """The line without its colours."""
    return "".join(text for text, _ in line)


def lines(
    table: Table,
    phrases: Phrases,
    width: int,
    *,
    explained: bool = False,
    linked: Linked | None = None,
    shown: Shown | None = None,
) -> Iterator[Line]:
    """The table, its sections, notes and explanations, in lines of so many cells; explanations are
    one line each, however long. Rows come as `shown` shows them, if it is given, in one piece.
    """
    parts = [told_apart(with_cents(part), phrases) for part in (table, *table.sections)]
    for place, part in enumerate(
        part for part in parts if part.rows or part.title or not table.notes
    ):
        if place:
            yield []
        whose = part._replace(is_of_writing=table.is_of_writing)
        told = is_told(table, part)
        yield from _part(whose, phrases, width, is_told=told, linked=linked, shown=shown)
    for note in (*currency_notes(table), *table.notes):
        yield from wrapped([(visible(phrases.say(note)), "")], width)
    if explained:
        yield []
        for line in explain.lines(table, phrases):
            yield from ([(text, "")] for text in line.split("\n"))


def is_told(table: Table, part: Table) -> bool:
    """Does anything say already that the part has no rows? The heading of a page's part does, where
    it counts them or says what they come to: "Deals won: 0".
    """
    return bool(table.notes or (table.sections and part.title and part.title.args))


def _part(
    part: Table,
    phrases: Phrases,
    width: int,
    *,
    is_told: bool,
    linked: Linked | None = None,
    shown: Shown | None = None,
) -> Iterator[Line]:
    """One table of the answer, a grid that is too wide in several below one another; columns for
    which there was no room are named below it.
    """
    kept: list[Column] = []
    for place, block in enumerate(blocks(part, phrases, width)):
        if place:
            yield []
        kept += yield from _block(
            block, phrases, width, is_told=is_told, linked=linked, shown=shown
        )
    left = (
        [heading(column, phrases) for column in part.columns if column not in kept]
        if part.rows
        else []
    )
    if left:
        key = "common-columns-in-json" if part.is_of_writing else "common-columns-left"
        yield from wrapped([(phrases(key, ", ".join(left)), "")], width)
    if part.rows and part.more:
        yield from wrapped([(visible(phrases.say(part.more)), "")], width)


def _block(
    table: Table,
    phrases: Phrases,
    width: int,
    *,
    is_told: bool,
    linked: Linked | None = None,
    shown: Shown | None = None,
) -> Generator[Line, None, list[Column]]:
    """The title, headings, rows and totals; which columns had room."""
    if table.title:
        yield from wrapped([(visible(phrases.say(table.title)), "bold")], width)
    if not table.rows:
        if not is_told:
            yield from wrapped([(phrases("common-no-rows"), "")], width)
        return []
    cells, total = _cells(table, phrases)
    heads = [heading(column, phrases) for column in table.columns]
    measured = [[*each, *total[at : at + 1]] for at, each in enumerate(cells)]
    kept = _room(table, heads, measured, width)
    at = range(len(heads)) if kept is None else kept
    columns = {place: table.columns[place] for place in at}
    rows = (
        [
            leading(_styled(column, row, line[place]), column, row, linked)
            for place, column in columns.items()
        ]
        for row, line in zip(table.rows, zip(*cells, strict=True), strict=True)
    )
    foot: list[Line] = []
    if any(total[place] not in ("", phrases("common-total")) for place in columns if total):
        spans = [_styled(column, table.totals, total[place]) for place, column in columns.items()]
        foot = [[(text, f"bold {style}".strip()) for text, style in each] for each in spans]
    if kept is None:
        yield from stacked(heads, [*rows, *([foot] if foot else [])], width)
        return list(table.columns)
    yield from _row([[(heads[place], "bold")] for place in kept], columns, kept, is_head=True)
    yield [("─" * (sum(kept.values()) + GAP * (len(kept) - 1)), "")]
    if shown is None:
        for row in rows:
            yield from _row(row, columns, kept)
    else:
        sizes = [(columns[place], size) for place, size in kept.items()]
        if shown is bare:
            texts_of = zip(*(cells[place] for place in kept), strict=True)
            yield from rows_at_once(texts_of, lambda text: [(text, "")], sizes, GAP, shown)
        else:
            styled = (list(map(tuple, row)) for row in rows)
            yield from rows_at_once(styled, lambda spans: [*spans], sizes, GAP, shown)
    if foot:
        yield []
        yield from _row(foot, columns, kept)
    return list(columns.values())


def _cells(table: Table, phrases: Phrases) -> tuple[list[list[str]], list[str]]:
    """The rows, column by column, and the totals as texts, with their bars."""
    cells = [texts(table, column, phrases) for column in table.columns]
    total = total_cells(table, phrases)
    for place, column in enumerate(table.columns):
        if column.kind == "bar":
            values = [getattr(row, column.field) for row in table.rows]
            whole = getattr(table.totals, column.field, None)
            barred = _with_bars([*cells[place], *total[place : place + 1]], [*values, whole])
            cells[place] = barred[: len(values)]
            total[place : place + 1] = barred[len(values) :]
    return cells, total


def _room(
    table: Table, heads: Sequence[str], cells: Sequence[Sequence[str]], width: int
) -> dict[int, int] | None:
    """The columns that have room, and how wide each is; None where they are better told below one
    another.
    """
    kept = fit(
        [
            measure(column, head, texts)
            for column, head, texts in zip(table.columns, heads, cells, strict=True)
        ],
        width,
    )
    # one row of figures, as of a whole book, is as easily read below one another
    is_one = len(table.rows) == 1 and not naming_columns(table)
    return None if kept is not None and len(kept) < len(heads) and is_one else kept


def told_apart(table: Table, phrases: Phrases) -> Table:
    """The table, of whose columns as many never go as tell its rows apart: two rows that are not
    the same never read the same.
    """
    naming = [table.columns.index(column) for column in naming_columns(table)]
    kept = [place for place, column in enumerate(table.columns) if column.keep >= ALWAYS]
    cells = {place: texts(table, table.columns[place], phrases) for place in {*naming, *kept}}

    def different(places: list[int]) -> int:
        return len(set(zip(*(cells[place] for place in places), strict=True))) if places else 0

    for place in naming:
        if different(kept) >= different(naming):
            break
        if place not in kept and different([*kept, place]) > different(kept):
            kept.append(place)
    columns = (
        column._replace(keep=ALWAYS) if place in kept else column
        for place, column in enumerate(table.columns)
    )
    return table._replace(columns=tuple(columns))


def _row(
    spans: list[Line], columns: dict[int, Column], kept: dict[int, int], *, is_head: bool = False
) -> Iterator[Line]:
    """A row of cells, each folded into its column: as many lines as the longest needs; short
    headings stand below.
    """
    kinds = [columns[place].kind for place in kept]
    folded = [
        (hung if kind == "tree" else wrapped)(text, size)
        for kind, text, size in zip(kinds, spans, kept.values(), strict=True)
    ]
    height = max(map(len, folded))
    if is_head:
        folded = [[[]] * (height - len(parts)) + parts for parts in folded]
    for number in range(height):
        line: Line = []
        for (place, size), parts in zip(kept.items(), folded, strict=True):
            here = parts[number] if number < len(parts) else []
            pad = [(" " * max(size - width_of(here), 0), "")]
            line += [*pad, *here] if columns[place].kind in RIGHT else [*here, *pad]
            line.append((" " * GAP, ""))
        yield without_end(line)


def _with_bars(cells: Sequence[str], values: Sequence[float | None]) -> list[str]:
    """A column's shares with a bar behind each, all beginning in one column."""
    widest = max(map(cell_len, cells))
    barred = []
    for text, value in zip(cells, values, strict=False):
        full = filled(value, BAR)
        before = " " * (widest - cell_len(text))
        barred.append(f"{before}{text} {'█' * full}{'░' * (BAR - full)}")
    return barred


def _styled(column: Column, row: Row, text: str) -> Line:
    value = value_of(column, row)
    if column.kind == "bar":
        number, filled, rest = (
            text[: -BAR or None],
            text[-BAR:].rstrip("░"),
            text[-BAR:].lstrip("█"),
        )
        return [(number, ""), (filled, _share_style(value)), (rest, "dim")]
    return [(text, _style(column, value))]


def _style(column: Column, value: Any) -> str:  # noqa: ANN401 - its column's kind says what it is
    if column.kind == "late" and value is not None:
        return f"bold {BAD}" if value > 7 else BAD if value > 0 else "bold" if value == 0 else ""
    if column.kind == "stance":
        return _STANCES.get(value, "")
    if column.kind == "rung":
        return _RUNGS.get(value, "dim")
    if column.kind == "heat" or (column.kind == "mark" and isinstance(value, float)):
        return _share_style(value)
    if column.kind == "mark":
        return _MARKS.get(value, "")
    if column.kind in ("status", "answer"):
        first = value[0] if isinstance(value, tuple) and value else value
        return BAD if first in _BAD else GOOD if first == "met" else ""
    if column.kind in ("share", "rate"):
        return _share_style(value) if column.kind == "share" else ""
    return ""


def _share_style(value: float | None) -> str:
    if value is None:
        return "dim"
    return BAD if value < _LOW else GOOD if value >= _HIGH else ""
