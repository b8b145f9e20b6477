"""An account's file in the user's own editor, checked when it closes."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from crmcli.app.changing import digest
from crmcli.app.requests.files import ReplaceText
from crmcli.commands.admin.lint_run import judged
from crmcli.commands.shared.arguments import AccountArg
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.formats.findings import text as findings_text
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.rewriting import read_page, understood


@writing()
def edit(account: AccountArg = None, write: Write = Write()) -> None:
    """Open an account's file in your editor ($VISUAL, else $EDITOR).

    When you close it, what is wrong with it is told, and you may go on editing; a file that cannot
    be read is not taken over.

    \b
    Example: crm edit hanbit
    """
    editing = EditSession(write)
    if not editing.asking.may_ask:
        raise CrmError(Message("error-edit-needs-terminal"), Message("hint-edit-needs-terminal"))
    path = editing.path(account)
    before = read_page(editing.root, path).data
    text = _edited(editing, path, before).decode("utf-8", "surrogateescape")
    editing.submit(ReplaceText(account_id(path), text, digest(before)))


def _edited(editing: EditSession, path: str, before: bytes) -> bytes:
    """The text as the person left it, who was told what is wrong with it and had enough of editing.
    Whatever keeps it from the book, what was typed is printed.
    """
    with _copied(os.path.basename(path), before) as copy:
        try:
            return _taken_over(editing, path, before, copy)
        except BaseException:  # Ctrl-C at the question among them
            _print_other(copy, before)
            raise


@contextmanager
def _copied(name: str, data: bytes) -> Iterator[str]:
    """A file to edit, in a folder that nobody else may look into. Raises CrmError where there is no
    room for it.
    """
    folder = None
    try:
        folder = tempfile.mkdtemp(prefix="crm-edit-")
        copy = os.path.join(folder, name)
        with open(copy, "wb") as file:
            file.write(data)
        yield copy
    except OSError as error:
        raise CrmError(
            Message("error-cannot-save", (error.filename or name, error.strerror or "")), status=4
        ) from None
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _taken_over(editing: EditSession, path: str, before: bytes, copy: str) -> bytes:
    while True:
        _run_editor(copy)
        after = _text(copy)
        if (
            after == before
            or not _is_wrong(editing, path, after)
            or not editing.asking.sure("ask-edit-again")
        ):
            break
    if understood(path, after).account is None:
        raise CrmError(
            Message("error-edit-still-wrong", (path,)), Message("hint-edit-text-printed"), status=4
        )
    if read_page(editing.root, path).data != before:
        raise CrmError(
            Message("error-file-moved", (path,)), Message("hint-edit-text-printed"), status=4
        )
    return after


def _run_editor(path: str) -> None:
    """The editor of who sits there; never one that a file of the book names. Ctrl-C in it is its
    own, as in vi: it must not end us with what is typed there.
    """
    said = next(
        (each for name in ("VISUAL", "EDITOR") if (each := os.environ.get(name, "").strip())),
        "notepad" if sys.platform == "win32" else "vi",
    )
    interrupted = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        words = shlex.split(said, posix=sys.platform != "win32")
        status = subprocess.run([*words, path], check=False).returncode
    except (OSError, ValueError) as error:  # no such program, or a quote that does not end
        raise CrmError(
            Message("error-edit-no-editor", (said, getattr(error, "strerror", None) or str(error))),
            Message("hint-edit-no-editor"),
        ) from None
    finally:
        signal.signal(signal.SIGINT, interrupted)
    if status:
        raise CrmError(
            Message("error-edit-editor-failed", (said, status)),
            Message("hint-edit-editor-failed"),
            status=4,
        )


def _text(path: str) -> bytes:
    """What the editor left. Raises CrmError when it took the file away."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise CrmError(
            Message("error-cannot-open", (path, error.strerror or "")), status=4
        ) from None


def _is_wrong(editing: EditSession, path: str, data: bytes) -> bool:
    """Are there errors? Everything found is told."""
    spots = judged(editing.session, path, data)
    if spots:
        editing.session.screen.tell(
            findings_text.render(
                spots, color=False, write=editing.session.phrases("told-write")
            ).rstrip("\n")
        )
    return any(spot.severity == "error" for spot in spots)


def _print_other(copy: str, before: bytes) -> None:
    """What somebody typed is not lost."""
    with suppress(CrmError):
        if (text := _text(copy)) != before:
            sys.stdout.buffer.write(text)
            sys.stdout.flush()
