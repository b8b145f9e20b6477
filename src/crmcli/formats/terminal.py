"""A table for a person at a terminal: it fits the width, reads without colour, and Hangul stands in line."""

from collections.abc import Iterator, Sequence
from typing import Any

from crmcli.domain.table import Column, Table
from crmcli.domain.width import cells as cell_len
from crmcli.formats import explain
from crmcli.formats.cells import RIGHT, cell, heading, total_cells, value_of, with_cents
from crmcli.formats.grid import LEAST, blocks, least_width
from crmcli.formats.visible import visible
from crmcli.formats.wrapping import Line, width_of, wrapped
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
    if color:
        from crmcli.formats.paint import ansi

        return "".join(f"{ansi(line)}\n" for line in lines(table, phrases, width, explained=explained))
    return "".join(f"{''.join(text for text, _ in line).rstrip()}\n" for line in lines(table, phrases, width, explained=explained))


def lines(table: Table, phrases: Phrases, width: int, *, explained: bool = False) -> Iterator[Line]:
    """The table, its sections, notes and explanations, in lines of so many cells; explanations are one line each, however long."""
    parts = [block for section in (table, *table.sections) for block in blocks(with_cents(section), phrases, width)]
    for place, part in enumerate(part for part in parts if part.rows or part.title or not part.notes):
        if place:
            yield []
        yield from _part(part, phrases, width)
    for note in table.notes:
        yield from wrapped([(visible(phrases.say(note)), "dim")], width)
    if explained:
        yield []
        for line in explain.lines(table, phrases):
            yield from ([(text, "")] for text in line.split("\n"))


def _part(table: Table, phrases: Phrases, width: int) -> Iterator[Line]:
    if table.title:
        yield from wrapped([(visible(phrases.say(table.title)), "bold")], width)
    if not table.rows:
        if not table.notes:
            yield from wrapped([(phrases("no-rows"), "dim")], width)
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
    columns = {place: table.columns[place] for place in kept}
    yield from _row([[(heads[place], "bold")] for place in kept], columns, kept, is_head=True)
    yield [("─" * (sum(kept.values()) + GAP * (len(kept) - 1)), "")]
    for row, line in zip(table.rows, cells, strict=True):
        yield from _row([_styled(column, row, line[place]) for place, column in columns.items()], columns, kept)
    if any(total[place] not in ("", phrases("total")) for place in kept if total):
        yield []
        spans = [_styled(column, table.totals, total[place]) for place, column in columns.items()]
        yield from _row([[(text, f"bold {style}".strip()) for text, style in each] for each in spans], columns, kept)
    if table.more:
        yield from wrapped([(visible(phrases.say(table.more)), "dim")], width)


def _row(
    spans: list[Line], columns: dict[int, Column], kept: dict[int, int], *, is_head: bool = False
) -> Iterator[Line]:
    """A row of cells, each folded into its column: as many lines as the longest needs; short headings stand below."""
    folded = [wrapped(text, size) for text, size in zip(spans, kept.values(), strict=True)]
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
        yield _ended(line)


def _ended(line: Line) -> Line:
    """The line without blanks at its end."""
    while line and not line[-1][0].strip():
        line.pop()
    return line


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


def _styled(column: Column, row: Any, text: str) -> Line:
    value = value_of(column, row)
    if column.kind == "bar":
        number, filled, rest = text[: -BAR or None], text[-BAR:].rstrip("░"), text[-BAR:].lstrip("█")
        return [(number, ""), (filled, _share_style(value)), (rest, "dim")]
    return [(text, _style(column, value))]


def _style(column: Column, value: Any) -> str:
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
