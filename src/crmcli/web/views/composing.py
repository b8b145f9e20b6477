"""What several pages are put together of in the same way: figures of a table, and sections."""

from collections.abc import Iterator, Mapping, Sequence

from crmcli.domain.table import Column, Message
from crmcli.web.views.parts import Cell, Contents, Figure, Part, Section


def figures(columns: Sequence[Column], row: object, fields: Sequence[str]) -> Iterator[Figure]:
    """What the row, or the totals, say in these columns, each under the name of its column."""
    by_field = {column.field: column for column in columns}
    for field in fields:
        column = by_field[field]
        yield Figure(Message(f"col-{column.heading or field}"), Cell(column, row))


def sections(texts: str, found: Mapping[str, Sequence[Part]]) -> list[Part]:
    """The parts below their sections' titles, which are texts of that name; nothing of a section
    that has no parts.
    """
    return [
        each
        for anchor, parts in found.items()
        if parts
        for each in (Section(anchor, Message(f"page-{texts}-{anchor}")), *parts)
    ]


def contents(parts: Sequence[Part]) -> Contents:
    """The sections among the parts, to go to."""
    return Contents(tuple(part for part in parts if isinstance(part, Section)))
