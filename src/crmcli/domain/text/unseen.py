"""Characters that nobody sees, or that look like others: what each is called, and the text as it
was meant.
"""

import re
import unicodedata
from typing import NamedTuple

from crmcli.domain.table import Message

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064"
    "\u3164\ufeff\uffa0"
)
DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "＂": "＂", "„": "“", "‟": "”"}
# Letters of other scripts that are drawn like ours, as keyboards of two languages mix them.
ALIKE = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeopcyxisjABEZHIKMNOPTYXo"
)
_NAMES = {
    "\u00ad": "soft-hyphen",
    "\u00a0": "hard-space",
    "\u202f": "hard-space",
    "\u200b": "zero-width",
    "\ufeff": "byte-mark",
    "\u3000": "wide-space",
}


class Odd(NamedTuple):
    """A character that is not what it seems, and what it is."""

    char: str
    kind: str

    def told(self) -> Message:
        """Its name for a person, with its number."""
        number = f"U+{ord(self.char):04X}"
        if self.kind == "decomposed":
            return Message("char-decomposed")
        if self.kind in ("wide", "alike"):
            return Message(f"char-{self.kind}", (self.char, number, _twin(self.char)))
        return Message(f"char-{self.kind}", (number,))


def odd_character(text: str) -> Odd | None:
    """The first character of a word, a key or a number that is not what it seems."""
    for char in text:
        if char.isascii():
            continue
        kind = kind_of(char)
        if kind:
            return Odd(char, kind)
    return None


def kind_of(char: str) -> str:
    """What sort of character it is, where it is an odd one; else nothing."""
    if char in _NAMES:
        return _NAMES[char]
    if char in INVISIBLE:
        return "invisible"
    if char in DIRECTIONS:
        return "direction"
    if char in SPACES:
        return "space"
    if "\uff01" <= char <= "\uff5e" or "\uffe0" <= char <= "\uffe6":
        return "wide"
    if ord(char) in ALIKE:
        return "alike"
    return ""


def _twin(char: str) -> str:
    return unicodedata.normalize("NFKC", char).translate(ALIKE)


_JOINERS = "\u200c\u200d"  # between the parts of an emoji, and within words of some scripts
_OTHERS = "".join(char for char in INVISIBLE + DIRECTIONS if char not in _JOINERS)
# patterns are made when one is needed first: a hundredth of a start
_UNSEEN = f"[{_OTHERS}]"
_PLAIN = "\\x00-\\x7f\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"  # never joined: ours, and Hangul
_IN_NAMES = f"{_UNSEEN}|(?:^|(?<=[{_PLAIN}]))[{_JOINERS}]|[{_JOINERS}](?=[{_PLAIN}]|$)"


def as_meant(text: str) -> str:
    """The text without what nobody sees, of half width, with plain spaces, and composed."""
    seen = re.sub(_IN_NAMES, "", text)
    return unicodedata.normalize("NFC", re.sub(f"[{SPACES}]", " ", _narrow(seen))).strip()


def _narrow(text: str) -> str:
    """Letters, digits and signs of full width as those of half width."""
    return re.sub("[\uff01-\uff5e\uffe0-\uffe6]", lambda found: _twin(found.group()), text)


def unmixed(text: str) -> str:
    """The same with letters of another script that stand among ours."""
    meant = as_meant(text)
    return meant.translate(ALIKE) if re.search("[A-Za-z]", meant) else meant


def is_unseen(text: str) -> bool:
    """Does it have a character that nobody sees, in whatever text?"""
    return not text.isascii() and re.search(_UNSEEN, text) is not None


def without_unseen(text: str) -> str:
    """The text without them."""
    return re.sub(_UNSEEN, "", text)
