"""A text being repaired line by line; its lines stay as many as they are, and every place leads
back to the text as it was written.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmcli.domain.finding import Place


class Edit(NamedTuple):
    """In the line of this number (from 0), what stands from `start` to `end` becomes `text`."""

    row: int
    start: int
    end: int
    text: str


class Page:
    """The lines of a text after some repairs."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        self._edits: dict[int, list[Edit]] = {}

    @property
    def text(self) -> str:
        """The whole, with one line break after another."""
        return "\n".join(self.lines)

    @property
    def is_edited(self) -> bool:
        """Is any line not what was written?"""
        return bool(self._edits)

    def after(self, edits: Iterable[Edit]) -> "Page":
        """The page with some more repairs."""
        page = Page(self.lines)
        page._edits = {row: list(each) for row, each in self._edits.items()}
        of_row: dict[int, list[Edit]] = {}
        for edit in sorted(edits):
            of_row.setdefault(edit.row, []).append(edit)
        for row, together in of_row.items():
            line, last, pieces = page.lines[row], 0, []
            for edit in together:
                pieces += [line[last : edit.start], edit.text]
                last = edit.end
            page.lines[row] = "".join([*pieces, line[last:]])
            page._edits.setdefault(row, []).extend(reversed(together))
        return page

    def written(self, place: Place) -> Place:
        """Where that place was before any repair."""
        if not self._edits:
            return place
        line, column, end_line, end_column = place
        return Place(line, self._column(line, column), end_line, self._column(end_line, end_column))

    def _column(self, line: int, column: int) -> int:
        at = column - 1
        for _, start, end, text in reversed(self._edits.get(line - 1, [])):
            if at >= start + len(text):
                at += end - start - len(text)
            elif at > start:
                at = min(at, end)
        return at + 1


def row_of(line: str) -> tuple[int, str, str]:
    """How wide a line is indented, dashes included; those dashes; and what stands behind them."""
    body = line.lstrip(" ")
    indent = len(line) - len(body)
    dashes = ""
    while body.startswith("- ") or body == "-":
        rest = body[1:].lstrip(" ")
        dashes += body[: len(body) - len(rest)]
        body = rest
    return indent, dashes, body


def says(line: str) -> bool:
    """Is there anything on the line but a comment?"""
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#")


def previous(lines: Sequence[str], row: int) -> int:
    """The last line above that says anything; -1 where there is none."""
    return next((at for at in range(row - 1, -1, -1) if says(lines[at])), -1)


def following(lines: Sequence[str], row: int) -> int:
    """The first line below that says anything; -1 where there is none."""
    return next((at for at in range(row + 1, len(lines)) if says(lines[at])), -1)
