"""Texts that lead to an address."""

from collections.abc import Callable

from crmcli.domain.table import Column, Row
from crmcli.formats.wrapping import Line

LINK = " link "  # in a style, what stands before the address that a text leads to
Linked = Callable[[str], str]  # by an account's id, an address without spaces


def leading(spans: Line, column: Column, row: Row, linked: Linked | None) -> Line:
    """The cell of an account's id or name, which leads to the account's file."""
    account = getattr(row, "account", None)
    if linked is None or column.field not in ("account", "name") or not isinstance(account, str):
        return spans
    return [(text, f"{style}{LINK}{linked(account)}") for text, style in spans]


def as_link(shown: str, address: str) -> str:
    """A text that leads to an address, as terminals have it (OSC 8)."""
    return f"\x1b]8;;{address}\x1b\\{shown}\x1b]8;;\x1b\\"
