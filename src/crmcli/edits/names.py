"""Ids: what a contact, deal or plan is called in the file when nobody chose a name, and whether a
text is such an id.
"""

import re
import unicodedata
from collections.abc import Container

from crmcli.domain.text.portable import fitting, fold, unportable

_BETWEEN = re.compile(r"[^\w.]+|_+")
_COMPANY = re.compile(
    r"㈜|㈔|\((?:주|유|사|재)\)|주식회사|유한회사|\b(?:inc|ltd|llc|corp|co|gmbh|plc)\b\.?",
    re.IGNORECASE,
)
LONGEST = 60


def new_id(name: str, taken: Container[str]) -> str:
    """An id made of a name: its letters as they are, Hangul too, with `-` for what is between them;
    numbered if it is taken.
    """
    text = unicodedata.normalize(
        "NFC",
        unicodedata.normalize(
            "NFKC", _COMPANY.sub(" ", unicodedata.normalize("NFC", name))
        ).casefold(),
    )
    stem = _BETWEEN.sub("-", text).strip("-.")[:LONGEST].rstrip("-.") or "x"
    number = 2
    found = stem
    while found in taken:
        found = f"{stem}-{number}"
        number += 1
    return found


def file_id(name: str, taken: Container[str]) -> str:
    """An id made of a name for a file that every system can hold; `taken` are the folds of ids
    there are.
    """
    stem = new_id(name, ())
    stem = (stem.replace(".", "-") if unportable(stem) == "portable-reserved" else stem).rstrip(".")
    number, found = 2, fitting(stem)
    while fold(found) in taken or unportable(found):
        end = f"-{number}"
        found = fitting(stem, len(end)).rstrip("-.") + end
        number += 1
    return found


def is_called(node: object, id_: str) -> bool:
    """Does the file say this id there? Hangul may be spelled decomposed, as macOS does it."""
    return node == id_ or (
        isinstance(node, str)
        and not node.isascii()
        and unicodedata.normalize("NFC", node) == unicodedata.normalize("NFC", id_)
    )
