"""Rows below one another, a line for each of their fields, where no line has room for the columns
side by side.
"""

from collections.abc import Iterator, Sequence

from crmcli.domain.text.width import cells as cell_len
from crmcli.formats.wrapping import Line, width_of, wrapped

GAP = 2
PART = 3  # headings take at most one part in so many of a line


def stacked(heads: Sequence[str], rows: Sequence[Sequence[Line]], width: int) -> Iterator[Line]:
    """Each row as its headings with what it says below them; nothing is left out but what is
    blank.
    """
    wide = min(max(map(cell_len, heads)), (width - GAP) // PART)
    for place, row in enumerate(rows):
        if place:
            yield [("─" * width, "")]
        for head, spans in zip(heads, row, strict=True):
            if any(text.strip() for text, _ in spans):
                yield from _field(head, spans, wide, width)


def _field(head: str, spans: Line, wide: int, width: int) -> Iterator[Line]:
    names, texts = wrapped([(head, "bold")], wide), wrapped(spans, width - GAP - wide)
    for number in range(max(len(names), len(texts))):
        name = names[number] if number < len(names) else []
        text = texts[number] if number < len(texts) else []
        yield without_end([*name, (" " * (wide - width_of(name) + GAP), ""), *text])


def without_end(line: Line) -> Line:
    """The line without blanks at its end."""
    while line and not line[-1][0].strip():
        line.pop()
    return line
