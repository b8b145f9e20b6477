"""A cell as a message quotes it: one line, and not more of it than a person needs."""

from crmcli.domain.table import Message

_MOST = 40  # characters


def brief(cell: str) -> str:
    """The cell's beginning in one line."""
    said = " ".join(cell[: _MOST * 4].split())
    return said if len(said) <= _MOST and len(cell) <= _MOST * 4 else f"{said[:_MOST]}…"


def headed(heading: str, why: Message) -> Message:
    """What is said of a cell, with the heading of its column."""
    return Message("told-import-cell", (brief(heading), why))
