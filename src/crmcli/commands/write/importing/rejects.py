"""--rejects: the rows and cells that were not taken, in a file of their own, with why."""

import csv
import io
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.imports.building.outcome import Outcome
from crmcli.store.files.save import lay

_HEAD = ("file", "line", "kind", "state", "name", "why")
_BEGIN = ("\ufeff" + ",".join(_HEAD)).encode()
_NOT_TAKEN = frozenset(("rejected", "partly", "conflict"))
_INERT = frozenset("=+-@")


def check_rejects(path: str, root: str) -> None:
    """May the file be written? It is new, or one that an import wrote before, and none of the book.

    Raises CrmError before anything is taken in.
    """
    whole = os.path.abspath(path)
    folder = os.path.realpath(os.path.dirname(whole))
    inside = os.path.relpath(folder, os.path.realpath(root)).split(os.sep)
    if inside[0] in {"accounts", "imports", ".git", ".crm"} or not os.path.isdir(folder):
        raise _refused(path, "hint-rejects-where")
    if os.path.lexists(whole) and not _is_ours(whole):
        raise _refused(path, "hint-rejects-there")


def _is_ours(path: str) -> bool:
    """Is it a plain file, no link, that begins as those do that are written here?"""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return False
    try:
        with open(path, "rb") as file:
            return file.read(len(_BEGIN)) == _BEGIN
    except OSError:
        return False


def _refused(path: str, hint: str) -> CrmError:
    return CrmError(Message("error-rejects", (path,)), Message(hint))


def write_rejects(
    path: str, outcomes: Iterable[Outcome], files: Sequence[str], say: Callable[[Message], str]
) -> None:
    """The file as a whole, in the place of the one before it. Raises CrmError."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(_HEAD)
    for each in outcomes:
        if each.state in _NOT_TAKEN:
            why = "; ".join(visible(say(what)) for what in each.what)
            row = (files[each.table], each.line, each.kind, each.state, each.name, why)
            out.writerow([_inert(visible(str(cell))) for cell in row])
    new = f"{os.path.abspath(path)}.{os.getpid()}.new"
    try:
        lay(new, b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace"), None)
        if os.path.lexists(path) and not _is_ours(path):  # it came meanwhile
            raise _refused(path, "hint-rejects-there")
        os.replace(new, path)
    except OSError as error:
        raise CrmError(Message("error-cannot-save", (path, reason_of(error))), status=2) from None
    finally:
        with suppress(OSError):
            os.unlink(new)


def _inert(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{text}" if text.lstrip()[:1] in _INERT else text
