"""git's own files in a book: what they must say of the account files, and what they say."""

import os
from contextlib import suppress

from crmcli.store.files.save import NEW, lay
from crmcli.store.files.scan import read_bytes

ATTRIBUTES_FILE = ".gitattributes"
IGNORE_FILE = ".gitignore"
ATTRIBUTES = "accounts/**/*.yaml merge=crm diff=crm"
IGNORED = ".crm-*"
_LARGEST = 1 << 20


def for_git(folder: str) -> dict[str, bytes]:
    """What git's own files hold already, where a book is to be made."""
    found = {}
    for name in (ATTRIBUTES_FILE, IGNORE_FILE):
        with suppress(OSError):
            found[name] = read_bytes("", os.path.join(folder, name), _LARGEST)
    return found


def add_line(path: str, line: str) -> bool:
    """Add a line to a file of git's, whatever bytes it holds, unless it is there; a link is left
    alone: it may lead anywhere. Was it added? Raises OSError.
    """
    if os.path.islink(path):
        return False
    exists = os.path.exists(path)
    before = read_bytes("", path, _LARGEST) if exists else b""
    if len(before) > _LARGEST or line.encode() in before.splitlines():
        return False
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    try:
        lay(
            f"{path}{NEW}",
            before
            + (newline if before and not before.endswith(b"\n") else b"")
            + line.encode()
            + newline,
            path if exists else None,
        )
        os.replace(f"{path}{NEW}", path)
    finally:
        with suppress(OSError):
            os.unlink(f"{path}{NEW}")
    return True
