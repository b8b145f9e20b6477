"""The tables of a page, which many systems save under the name of an .xls.

Tags are found one after another by one expression that never goes back: Python's own reader of
HTML takes hours for a megabyte of tags that are not closed.
"""

import re
from collections.abc import Iterator
from html import unescape

from crmcli.imports.table import Row
from crmcli.sources import limits
from crmcli.sources.archive import refuse

MOST = 64 * limits.MB  # bytes of a page
_TOKEN = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][A-Za-z0-9:]*)([^<>]*)>?|[^<]+|<", re.DOTALL)
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta\b[^<>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_SILENT = frozenset({"script", "style", "title", "noscript", "template"})
_BREAKS = frozenset({"br", "p", "div", "li"})
# what pages call the encodings that Windows has more of
_MORE = {
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "shift_jis": "cp932",
    "shift-jis": "cp932", "x-sjis": "cp932", "gb2312": "gb18030", "gbk": "gb18030",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "big5": "big5hkscs",
    "unicode": "", "utf-16": "", "x-unknown": "",
}  # fmt: skip


def charset(data: bytes) -> str:
    """The encoding that the page says it is in, empty when it says none."""
    found = _CHARSET.search(data[:8192])
    said = found.group(1).decode("ascii").lower() if found else ""
    return _MORE.get(said, said)


class _Grid:
    """A table while it is read."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None
        self.spans: dict[int, int] = {}  # by column, how many more rows a cell above goes down
        self.span = (1, 1)

    def row(self) -> None:
        """A row begins."""
        self.close()
        self.rows.append([])

    def open(self, said: str) -> None:
        """A cell begins."""
        self.close()
        if not self.rows:
            self.rows.append([])
        spans = {key.lower(): max(1, int(value)) for key, value in _SPAN.findall(said)}
        self.span = (spans.get("colspan", 1), spans.get("rowspan", 1))
        self.cell = []

    def close(self) -> None:
        """The cell ends; what spans several columns or rows stands in the first."""
        if self.cell is None:
            return
        row, (columns, rows) = self.rows[-1], self.span
        while self.spans.get(len(row), 0) > 0:
            self.spans[len(row)] -= 1
            row.append("")
        begin = len(row)
        row += [_text(self.cell), *[""] * (columns - 1)]
        if rows > 1:
            self.spans |= dict.fromkeys(range(begin, len(row)), rows - 1)
        self.cell = None


def html_tables(text: str, name: str) -> list[list[Row]]:
    """The tables that have a row with several cells, in the order in which they end.

    A table within a cell is one of its own. Raises CrmError for more cells than the limits.
    """
    found, open_, silent, count = list[list[Row]](), list[_Grid](), "", 0
    for closing, tag, said, piece in _tokens(text):
        if silent:
            silent = "" if closing and tag == silent else silent
        elif not tag:
            if open_ and open_[-1].cell is not None:
                open_[-1].cell.append(unescape(piece))
        elif tag in _SILENT:
            silent = "" if closing else tag
        elif tag == "table":
            if not closing:
                open_.append(_Grid())
            elif open_:
                found.append(_done(open_.pop()))
        elif open_:
            count += _take(open_[-1], tag, said, is_closing=closing)
            if count > limits.CELLS:
                refuse("error-source-cells", name, "", "", limits.CELLS)
    found += [_done(each) for each in reversed(open_)]
    return [rows for rows in found if any(len(row.cells) > 1 for row in rows)]


def _tokens(text: str) -> Iterator[tuple[bool, str, str, str]]:
    for found in _TOKEN.finditer(text):
        if found[2]:
            yield bool(found[1]), found[2].lower(), found[3], ""
        elif not found[0].startswith("<!") and found[0] != "<":
            yield False, "", "", found[0]
        elif found[0] == "<":
            yield False, "", "", "<"


def _take(grid: _Grid, tag: str, said: str, *, is_closing: bool) -> int:
    """A tag within a table; how many cells it makes."""
    if tag in _BREAKS:
        if grid.cell is not None:
            grid.cell.append("\0")
    elif tag == "tr":
        grid.close() if is_closing else grid.row()
    elif tag in {"td", "th"}:
        if is_closing:
            grid.close()
        else:
            grid.open(said)
            return min(grid.span[0], limits.COLUMNS)
    return 0


def _done(grid: _Grid) -> list[Row]:
    grid.close()
    return [Row(number, row[: limits.COLUMNS]) for number, row in enumerate(grid.rows, 1)]


def _text(parts: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\0"))
    return "\n".join(filter(None, lines))
