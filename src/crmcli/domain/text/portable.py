"""Names of files that every system can hold: what Linux takes, Windows or macOS may refuse, change,
or take for another's.

A book is cloned anywhere. A name that one of its systems cannot hold keeps the whole book from
being checked out there.
"""

import re
import unicodedata

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

SUFFIX = ".yaml"
LONGEST = 255  # bytes of a file's name, suffix and all
# Windows' devices, whatever their ending
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(?:\..*)?\Z", re.IGNORECASE
)
_CHARACTERS = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]')


def unportable(name: str, suffix: str = SUFFIX) -> str | None:
    """Why can some system not hold a file that is called so, before its suffix?

    The end of a message's key (`finding-`, `hint-`); None where all can.
    """
    if _RESERVED.match(name):
        return "portable-reserved"
    if _CHARACTERS.search(name):
        return "portable-characters"
    if name != name.strip(" ") or name.endswith("."):
        return "portable-end"
    if name.startswith(("-", ".")) or not name:
        return "portable-start"
    if _size(name) + len(suffix) > LONGEST:
        return "portable-long"
    return None


def portable(name: str) -> str:
    """The name. Raises CrmError for one that some system cannot hold."""
    if key := unportable(name):
        raise CrmError(Message("error-no-file-name", (name,)), Message(f"hint-{key}"))
    return name


def fold(name: str) -> str:
    """The name as systems compare it that do not tell capitals apart, nor one spelling of a letter
    from the other: equal folds, one file.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def fitting(name: str, room: int = 0, suffix: str = SUFFIX) -> str:
    """As much of the name from its beginning as any system has room for, with so many bytes to
    spare.
    """
    while _size(name) + len(suffix) + room > LONGEST:
        name = name[:-1]
    return name


def _size(name: str) -> int:
    """Bytes of its longest spelling: macOS may take letters apart, Hangul into thrice as many."""
    return max(
        len(unicodedata.normalize(form, name).encode("utf-8", "surrogateescape"))
        for form in ("NFC", "NFD")
    )
