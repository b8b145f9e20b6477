"""What every command is told, whatever it does."""

from datetime import date
from enum import Enum
from typing import NamedTuple

from crmcli.store.book.replay import Opening


class Output(str, Enum):
    """How a table is written."""

    table = "table"
    spoken = "spoken"
    plain = "plain"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    html = "html"
    svg = "svg"


class Root(NamedTuple):
    """What was said before the command's name, and what is known since the start."""

    opening: Opening = Opening("")
    book: str | None = None
    lang: str | None = None
    no_cache: bool = False
    no_pager: bool = False


class Common(NamedTuple):
    """What a user may say to any command."""

    book: str | None = None
    as_of: str | None = None
    at: str | None = None
    owner: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    lang: str | None = None
    explain: bool = False
    output: str = "table"
    no_cache: bool = False
    no_pager: bool = False
    bom: bool = False
    is_writing: bool = False  # of a command that writes, which answers as a table or JSON
    opening: Opening = Opening("")

    def most(self, said: int | None, usual: int) -> int | None:
        """At most so many rows: as said, where 0 is all; else the usual number for people, and all
        for programs. None for all.
        """
        number = said if said is not None else 0 if self.output in ("json", "csv") else usual
        return number or None


def is_iso(text: str) -> bool:
    """Is it a day as files write it?"""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
