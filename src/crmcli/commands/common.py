"""What every command is told, whatever it does."""

from enum import Enum
from typing import NamedTuple

from crmcli.store.recall import Opening


class Output(str, Enum):
    """How a table is written."""

    table = "table"
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
    opening: Opening = Opening("")
