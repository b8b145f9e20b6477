"""A table for a person at a terminal: it fits the width, reads without colour, and Hangul stands in line."""

from collections.abc import Sequence
from io import StringIO
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from crmcli.domain.table import Column, Table
from crmcli.formats import explain
from crmcli.formats.cells import RIGHT, cell, heading, total_cells, value_of, with_cents
from crmcli.formats.grid import LEAST, blocks, least_width
from crmcli.formats.visible import visible
from crmcli.messages import Phrases

GAP = 2
BAR = 8
# How many cells a column that may fold keeps at least, its longest word or this; columns of other kinds are shown whole or not at all.
_LEAST = {"text": 16, "message": 28, "list": 10, "status": 9, "label": 12, "mark": LEAST}
_LONGEST = 24  # cells; a longer word is broken if need be
_STANCES = {"friendly": "green", "neutral": "yellow", "negative": "red"}
_RUNGS = {"unknown": "red", "named": "yellow", "met": "yellow", "reachable": "green", "friendly": "bold green"}
_MARKS = {"owned": "green", "pipeline": "yellow", "lost": "red", "not-eligible": "dim"}
_BAD = frozenset(("unmet", "lost", "unknown", "no-rep", "negative", "case", "final", "close", "churned"))


def render(table: Table, phrases: Phrases, *, width: int, color: bool, explained: bool = False) -> str:
    """The table as lines, ending in a newline; ANSI colours only when asked."""
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=color, color_system="standard" if color else None, no_color=not color,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    draw(console, table, phrases, explained=explained)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def draw(console: Console, table: Table, phrases: Phrases, *, explained: bool = False) -> None:
    """The table, its sections, notes and explanations, onto a console."""
    parts = [block for section in (table, *table.sections) for block in blocks(with_cents(section), phrases, console.width)]
    for place, part in enumerate(part for part in parts if part.rows or part.title or not part.notes):
        if place:
            console.print()
        _print(console, part, phrases, console.width)
    for note in table.notes:
        console.print(Text(visible(phrases.say(note)), style="dim"))
    if explained:
        console.print()
        for line in explain.lines(table, phrases):
            console.print(Text(line), soft_wrap=True)


def _print(console: Console, table: Table, phrases: Phrases, width: int) -> None:
    if table.title:
        console.print(Text(visible(phrases.say(table.title)), style="bold"))
    if not table.rows:
        if not table.notes:
            console.print(Text(phrases("no-rows"), style="dim"))
        return
    cells = [[cell(table, column, row, place, phrases) for column in table.columns] for place, row in enumerate(table.rows)]
    total = total_cells(table, phrases)
    heads = [heading(column, phrases) for column in table.columns]
    for place, column in enumerate(table.columns):
        if column.kind == "bar":
            _add_bars(cells, total, place, [getattr(row, column.field) for row in table.rows], getattr(table.totals, column.field, None))
    widths = [max(_cells(text) for text in column) for column in zip(heads, *cells, *([total] if total else []), strict=True)]
    words = [max((cell_len(word) for line in column for word in line.split()), default=0) for column in zip(*cells, strict=True)]
    words = [size if column.item is None else max(size, least_width(head)) for column, head, size in zip(table.columns, heads, words, strict=True)]
    kept = fit(table.columns, widths, words, width)
    grid = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, GAP - 1, 0, 0), show_edge=False, header_style="bold", width=None)
    for place, size in kept.items():
        column = table.columns[place]
        grid.add_column(Text(heads[place]), justify="right" if column.kind in RIGHT else "left", width=size, overflow="fold", no_wrap=False)
    for row, line in zip(table.rows, cells, strict=True):
        grid.add_row(*[_styled(table.columns[place], row, line[place]) for place in kept])
    if any(total[place] not in ("", phrases("total")) for place in kept if total):
        grid.add_section()
        grid.add_row(*[_styled(table.columns[place], table.totals, total[place]) for place in kept], style="bold")
    console.print(grid)
    if table.more:
        console.print(Text(visible(phrases.say(table.more)), style="dim"))


def _add_bars(cells: list[list[str]], total: list[str], place: int, values: list[float | None], whole: float | None) -> None:
    """Put a bar behind each share of a column, all beginning in one column."""
    lines = [*cells, *([total] if total else [])]
    widest = max(cell_len(line[place]) for line in lines)
    for line, value in zip(lines, [*values, whole][: len(lines)], strict=True):
        filled = round((value or 0.0) * BAR)
        line[place] = " " * (widest - cell_len(line[place])) + f"{line[place]} {'█' * filled}{'░' * (BAR - filled)}"


def _cells(text: str) -> int:
    return max((cell_len(line) for line in text.split("\n")), default=0)


def fit(columns: Sequence[Column], widths: Sequence[int], words: Sequence[int], width: int) -> dict[int, int]:
    """Which columns are shown and how wide: columns go, the least important first, until folding the others is enough."""
    kept = {place: size for place, size in enumerate(widths) if size}
    while True:
        least = {place: min(size, max(_LEAST.get(columns[place].kind, size), min(words[place], _LONGEST))) for place, size in kept.items()}
        gaps = GAP * (len(kept) - 1)
        over = sum(kept.values()) + gaps - width
        if over <= 0:
            return kept
        droppable = [place for place in kept if columns[place].keep < 9]
        if sum(least.values()) + gaps <= width:
            return _shrunk(kept, least, over)
        if not droppable:
            return _shrunk(kept, dict.fromkeys(kept, 4), over)
        del kept[min(droppable, key=lambda place: (columns[place].keep, -place))]


def _shrunk(kept: dict[int, int], least: dict[int, int], over: int) -> dict[int, int]:
    """Take the cells that are too many from the widest columns that can give some, one at a time."""
    sizes = dict(kept)
    for _ in range(over):
        giving = [place for place in sizes if sizes[place] > least[place]]
        if not giving:
            break
        sizes[max(giving, key=lambda place: sizes[place])] -= 1
    return sizes


def _styled(column: Column, row: Any, text: str) -> Text:
    value = value_of(column, row)
    if column.kind == "bar":
        number, filled, rest = text[: -BAR or None], text[-BAR:].rstrip("░"), text[-BAR:].lstrip("█")
        return Text.assemble(number, (filled, _share_style(value)), (rest, "dim"))
    return Text(text, style=_style(column, value))


def _style(column: Column, value: Any) -> Style | str:
    if column.kind == "late" and value is not None:
        return "bold red" if value > 7 else "red" if value > 0 else "yellow" if value == 0 else ""
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
        return "red" if first in _BAD else "green" if first == "met" else ""
    if column.kind in ("share", "rate"):
        return _share_style(value) if column.kind == "share" else ""
    return "cyan" if column.kind == "id" else ""


def _share_style(value: float | None) -> str:
    return "dim" if value is None else "red" if value < 0.34 else "yellow" if value < 0.67 else "green"
