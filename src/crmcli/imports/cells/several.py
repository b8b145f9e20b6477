"""Cells that hold several values: each once, and of those that are none, why."""

from collections.abc import Callable, Iterable

from crmcli.domain.table import Message
from crmcli.imports.card import Refusal

Cells = Iterable[tuple[str, str]]  # what stands above each, and what it says
# those that are taken, and of the others why not
Values = tuple[tuple[str, ...], tuple[Message, ...]]
Read = Callable[
    [str, str], str
]  # a part and what stands above it; raises Refusal; empty for nothing
MOST = 2000  # characters of one such cell


def several(
    cells: Cells, parts: Callable[[str, str], Iterable[str]], read: Read, fold: Callable[[str], str]
) -> Values:
    """What the cells hold, each once.

    What is none costs neither the row nor the others of its cell.
    """
    found: dict[str, str] = {}
    left = dict[Message, None]()
    for called, text in cells:
        try:
            for part in parts(text, called):
                try:
                    value = read(part, called)
                    found.setdefault(fold(value), value)
                except Refusal as refusal:
                    left[refusal.why] = None
        except Refusal as refusal:
            left[refusal.why] = None
    return tuple(found.values()), tuple(left)
