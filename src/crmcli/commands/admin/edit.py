"""An account's file in the user's own editor, checked when it closes."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from crmcli.app.changing import digest
from crmcli.app.requests.files import ReplaceText
from crmcli.commands.admin.edit_typed import Typed
from crmcli.commands.admin.edit_wrong import Wrong
from crmcli.commands.shared.arguments import AccountArg
from crmcli.commands.shared.edit_session import EditSession
from crmcli.commands.shared.writing import Write, writing
from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.shapes.reading import account_id
from crmcli.store.write.rewriting import read_page

KEEP, DISCARD = ("k", "ㅏ"), ("x", "ㅌ")  # the same keys of both keyboards


@writing()
def edit(account: AccountArg = None, write: Write = Write()) -> None:
    """Open an account's file in your editor ($VISUAL, else $EDITOR).

    When you close it, what is wrong with it is told, and you may go on editing; a file that cannot
    be read is not taken over, and what you wrote is kept as a draft.

    \b
    Example: crm edit lakeview
    Example: crm edit lakeview --commit
    """
    editing = EditSession(write)
    if not editing.asking.may_ask:
        raise CrmError(Message("error-edit-needs-terminal"), Message("hint-edit-needs-terminal"))
    path = editing.path(account)
    before = read_page(editing.root, path).data
    typed = Typed(editing, path, before)
    try:
        text = _edited(editing, typed).decode("utf-8", "surrogateescape")
        editing.submit(ReplaceText(account_id(path), text, digest(before)))
    except SystemExit:
        if not write.dry_run:
            typed.drop()
        raise
    except BaseException:  # Ctrl-C at a question among them
        typed.keep()
        raise


def _edited(editing: EditSession, typed: Typed) -> bytes:
    """The text as the person left it, who was told what is wrong with it and had enough of
    editing.
    """
    wrong = Wrong(editing, typed.path)
    typed.text = _begun(editing, typed, wrong)
    with _copied(os.path.basename(typed.path), typed.text) as copy:
        while True:
            try:
                _run_editor(copy)
            finally:
                typed.text = _text(copy) if os.path.exists(copy) else typed.text
            if not os.path.exists(copy):
                raise CrmError(Message("error-cannot-open", (copy, os.strerror(2))), status=4)
            if (typed.is_as_before and typed.was_readable) or not wrong.look(typed.text):
                break
            mended = wrong.mended()
            if mended is not None:
                typed.text = mended
                break
            if not _goes_on(editing, typed, wrong):
                break
    if read_page(editing.root, typed.path).data != typed.before:
        raise CrmError(Message("error-file-moved", (typed.path,)), status=4)
    return typed.text


def _begun(editing: EditSession, typed: Typed, wrong: Wrong) -> bytes:
    """What the editor is to show: a draft, the file, or the file with what could be mended."""
    draft = typed.draft()
    if draft is not None and editing.asking.sure("ask-edit-draft", typed.name, usually=True):
        typed.goes_on_with_draft = True
        return draft
    if typed.was_readable or not wrong.look(typed.before):
        return typed.before
    return wrong.mended() or typed.before


def _goes_on(editing: EditSession, typed: Typed, wrong: Wrong) -> bool:
    """Does the person go on editing? Raises CrmError where they do not, and the text cannot be
    taken over.
    """
    if wrong.is_readable:
        return editing.asking.sure("ask-edit-again")
    said = editing.asking.pick("ask-edit-broken", (*KEEP, *DISCARD))
    if not said:
        return True
    if said in DISCARD:
        typed.discard()
    raise CrmError(Message("error-edit-still-wrong", (typed.path,)), status=4)


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
            Message("error-cannot-save", (error.filename or name, reason_of(error))), status=4
        ) from None
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


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
            Message("error-edit-no-editor", (said, reason_of(error))),
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
    """What the editor left. Raises CrmError when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise CrmError(Message("error-cannot-open", (path, reason_of(error))), status=4) from None
