"""The application below the command line: open a book, ask it, change it, judge a file, all without
printing.

Whoever serves a page, an editor or a program calls these, as the commands do. Nothing here knows a
terminal, the folder somebody stands in, or the words of a command line; what is wrong is raised as
CrmError or PolicyBroken, whose messages can be said in either language (crmcli.messages).
docs/library.md shows it in use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from crmcli.app.answering import Answer, answer
from crmcli.app.judging import judge
from crmcli.app.session import Session, open_book

if TYPE_CHECKING:
    from crmcli.app.changing import Change, change

__all__ = ["Answer", "Change", "Session", "answer", "change", "judge", "open_book"]


def __getattr__(name: str) -> object:
    """What only those who change a book pay for: a question starts without it."""
    if name in ("Change", "change"):
        return getattr(import_module("crmcli.app.changing"), name)
    raise AttributeError(name)
