"""What does one field of a foreign file say?

Cleaned of what spreadsheets and phones put around it; refused where it is not what it should be.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from crmcli.domain.table import Message
from crmcli.domain.text.ways import PHONE
from crmcli.imports.card import Refusal

LONGEST = 2000  # characters of one field
_TEXT_FORMULA = re.compile(r'="([^"]*)"\Z')  # how spreadsheets are made to keep a leading zero
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_JOINERS = "\u200c\u200d"  # between the parts of an emoji


def field(text: str, called: str) -> str:
    """One line of text. Raises Refusal for hidden characters, formulas and what is too long."""
    return " ".join(checked(text, called).split())


def prose(text: str, called: str) -> str:
    """Text of several lines, perhaps. Raises Refusal like `field`."""
    return "\n".join(
        " ".join(line.split()) for line in checked(text, called, _JOINERS).strip().split("\n")
    )


def checked(text: str, called: str, allowed: str = "") -> str:
    """The text, composed. Raises Refusal for hidden characters but those that are `allowed`,
    formulas and what is too long.
    """
    text = unwrapped(text)
    if len(text) > LONGEST:
        raise Refusal(Message("error-import-long", (called, LONGEST)))
    if text.startswith(_FORMULA) and not _is_plain(text):
        raise Refusal(Message("error-import-formula", (called,)))
    hidden = next(
        (
            char
            for char in text
            if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
            and char not in "\n\t" + allowed
        ),
        "",
    )
    if hidden:
        raise Refusal(Message("error-import-hidden", (called, f"U+{ord(hidden):04X}")))
    return unicodedata.normalize("NFC", text)


def unwrapped(text: str) -> str:
    """The text without what keeps a spreadsheet from taking it for a number or a formula: `="010"`,
    or an apostrophe before a sign.
    """
    text = text.strip()
    if match := _TEXT_FORMULA.match(text):
        return match.group(1).strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def _is_plain(text: str) -> bool:
    """Is it a phone number, a list item or a dash rather than a formula?"""
    return bool(PHONE.match(re.split(r"[;,\n]|:::", text)[0].strip())) or (
        text[:1] == "-" and text[1:2] in {"", " ", "-"}
    )


def optional(
    cells: Iterable[tuple[str, str]], read: Callable[[str, str], str]
) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """What each of the cells says, by `field` or `prose`; the row is taken without one that is not
    what it should be.
    """
    found, left = [], []
    for called, text in cells:
        try:
            found.append(read(text, called))
        except Refusal as refusal:
            left.append(refusal.why)
    return tuple(found), tuple(left)
