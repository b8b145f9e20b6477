"""Does git keep accounts encrypted, which are plain in an unlocked checkout?

Then the past cannot be read.
"""

import os
from collections.abc import Mapping

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.store.files.scan import ACCOUNTS, read_bytes
from crmcli.store.git.git import git
from crmcli.store.past.versions import Past
from crmcli.store.shapes.reading import sealed

_LARGEST = 1 << 20
_LOOKED_AT = 20  # contents of one filter: it encrypts all of them or none
_HEAD = 64  # bytes that tell


def lacks(past: Past) -> tuple[Message, ...]:
    """What this clone has not got of the past that an answer went into."""
    return tuple(told for told in (past.lacks, _lacking(past)) if told)


def _lacking(past: Past) -> Message | None:
    """What to say where an answer went into the past of accounts that are kept so; None where
    nobody names a filter, which costs no process.
    """
    if not past.is_asked or not _names_filters(past.root):
        return None
    try:
        return _sealed(past, past.files(past.resolve("HEAD"))) if past.has_commits() else None
    except CrmError:
        return None  # contents that this clone has left out: who needed them was told
    finally:
        past.close()


def _sealed(past: Past, files: Mapping[str, str]) -> Message | None:
    paths = sorted(path for path in files if path.startswith(f"{ACCOUNTS}/"))
    told = git(
        past.root,
        "check-attr",
        "-z",
        "--stdin",
        "filter",
        given=b"\0".join(map(os.fsencode, paths)),
    ).stdout.split(b"\0")
    seen: dict[bytes, int] = {}
    for path, name in zip(told[::3], told[2::3], strict=False):
        seen[name] = seen.get(name, 0) + 1
        if (
            name not in (b"unspecified", b"unset")
            and seen[name] <= _LOOKED_AT
            and sealed(past.objects.read(files[os.fsdecode(path)], _HEAD))
        ):
            return Message("note-past-filtered", (name.decode("utf-8", "replace"),))
    return None


def _names_filters(root: str) -> bool:
    top = os.path.realpath(root)
    places = [os.path.join(top, ACCOUNTS, ".gitattributes"), os.path.join(top, ".gitattributes")]
    while not os.path.lexists(os.path.join(top, ".git")) and os.path.dirname(top) != top:
        top = os.path.dirname(top)
        places.append(os.path.join(top, ".gitattributes"))
    return any(_holds(path) for path in (*places, os.path.join(top, ".git", "info", "attributes")))


def _holds(path: str) -> bool:
    try:
        return b"filter" in read_bytes("", path, _LARGEST)
    except OSError:
        return False
