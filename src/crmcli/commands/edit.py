"""An account's file in the user's own editor, checked when it closes."""

import os
import shlex
import subprocess
import sys
import tempfile

from crmcli.commands.arguments import AccountArg
from crmcli.commands.findings import judged
from crmcli.commands.pen import Pen
from crmcli.commands.writing import Write, writing
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.formats import findings_text
from crmcli.store.rewriting import read_page, understood


@writing()
def edit(account: AccountArg = None, write: Write = Write()) -> None:
    """Open an account's file in your editor ($VISUAL, else $EDITOR).

    When you close it, what is wrong with it is told, and you may go on editing; a file that cannot be read is not taken over.

    \b
    Example: crm edit hanbit
    """
    pen = Pen(write)
    if not pen.asking.may_ask:
        raise CrmError(Message("edit-needs-terminal"), Message("edit-needs-terminal-hint"))
    path = pen.path(account)
    before = read_page(pen.root, path).data
    after = _edited(pen, path, before)
    if understood(path, after).account is None:
        _print(after)
        raise CrmError(Message("edit-still-wrong", (path,)), Message("edit-text-printed"), status=4)
    if read_page(pen.root, path).data != before:
        _print(after)
        raise CrmError(Message("file-moved", (path,)), Message("edit-text-printed"), status=4)
    pen.put([(path, before, after)])


def _edited(pen: Pen, path: str, before: bytes) -> bytes:
    """The text as the person left it, who was told what is wrong with it and had enough of editing."""
    with tempfile.TemporaryDirectory(prefix="crm-edit-") as folder:
        copy = os.path.join(folder, os.path.basename(path))
        with open(copy, "wb") as file:
            file.write(before)
        while True:
            _run_editor(copy)
            after = _text(copy)
            if after == before or not _is_wrong(pen, path, after) or not pen.asking.sure("edit-again"):
                return after


def _run_editor(path: str) -> None:
    """The editor of who sits there; never one that a file of the book names."""
    said = next((each for name in ("VISUAL", "EDITOR") if (each := os.environ.get(name, "").strip())), "notepad" if sys.platform == "win32" else "vi")
    try:
        words = shlex.split(said, posix=sys.platform != "win32")
        status = subprocess.run([*words, path], check=False).returncode
    except (OSError, ValueError) as error:  # no such program, or a quote that does not end
        raise CrmError(Message("edit-no-editor", (said, getattr(error, "strerror", None) or str(error))), Message("edit-no-editor-hint")) from None
    if status:
        raise CrmError(Message("edit-editor-failed", (said, status)), Message("edit-editor-failed-hint"), status=4)


def _text(path: str) -> bytes:
    """What the editor left. Raises CrmError when it took the file away."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise CrmError(Message("cannot-open", (path, error.strerror or "")), status=4) from None


def _is_wrong(pen: Pen, path: str, data: bytes) -> bool:
    """Are there errors? Everything found is told."""
    spots = judged(pen.desk, path, data)
    if spots:
        pen.desk.screen.tell(findings_text.render(spots, color=False).rstrip("\n"))
    return any(spot.severity == "error" for spot in spots)


def _print(text: bytes) -> None:
    """What somebody typed is not lost."""
    sys.stdout.buffer.write(text)
    sys.stdout.flush()


