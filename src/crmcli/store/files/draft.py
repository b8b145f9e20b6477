"""What somebody typed and could not save, kept beside the file that it is to become.

Its name says which contents it was made from: upon others it is no draft any more.
"""

import os
from contextlib import suppress

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.scan import MAX_BYTES, read_bytes

MARK = ".draft-"
_LENGTH = 8  # digits of the digest


def draft_of(path: str, digest: str) -> str:
    """What the draft of a file is called, from the book's folder as the file is."""
    return f"{path}{MARK}{digest[:_LENGTH]}"


def kept(root: str, path: str, digest: str) -> bytes | None:
    """The draft that was made from these contents of the file; None if there is none."""
    try:
        return read_bytes(root, draft_of(path, digest), MAX_BYTES)
    except OSError:
        return None


def keep(root: str, path: str, digest: str, text: bytes, *, instead: bool) -> str:
    """Keep a text as the draft; where it is. One that is there already stays, unless this is to be
    there instead. Raises CrmError.
    """
    name = _name(root, draft_of(path, digest), text, instead=instead)
    full = os.path.join(root, name)
    try:
        with suppress(FileNotFoundError):
            os.unlink(full)
        with open(full, "xb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        said = Message("error-cannot-save", (name, reason_of(error)))
        raise CrmError(said, status=4) from None
    return name


def _name(root: str, name: str, text: bytes, *, instead: bool) -> str:
    """One that is free, or has this text already."""
    found, number = name, 1
    while not instead and os.path.lexists(os.path.join(root, found)):
        with suppress(OSError):
            if read_bytes(root, found, MAX_BYTES) == text:
                break
        number += 1
        found = f"{name}-{number}"
    return found


def drop(root: str, path: str, digest: str) -> None:
    """The draft is not needed any more."""
    with suppress(OSError):
        os.unlink(os.path.join(root, draft_of(path, digest)))
