"""Three files merged into one of them, as git asks for it."""

import os
from contextlib import suppress

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.files.save import NEW, lay
from crmcli.store.merge.merge import Merged, merged


def merge_file(base: str, ours: str, theirs: str, path: str) -> Merged:
    """Merge three files and write the result over `ours`, all of it or nothing.

    `path` is what the file is called in the book. Raises CrmError.
    """
    found = merged(_read(base), before := _read(ours), _read(theirs), path)
    if found.data != before:
        _write(ours, found.data)
    return found


def _read(name: str) -> bytes:
    try:
        with open(name, "rb") as file:
            return file.read()
    except OSError as error:
        raise CrmError(Message("error-cannot-open", (name, reason_of(error))), status=2) from None


def _write(name: str, data: bytes) -> None:
    target = os.path.realpath(name)
    new = f"{target}{NEW}"
    try:
        lay(new, data, target)
        os.replace(new, target)
    except OSError as error:
        raise CrmError(Message("error-cannot-save", (name, reason_of(error))), status=4) from None
    finally:
        with suppress(OSError):
            os.unlink(new)
