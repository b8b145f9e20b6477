"""What does one field of a foreign file say?

Cleaned of what spreadsheets and phones put around it; refused where it is not what it should be.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from crmcli.domain.table import Message
from crmcli.domain.text.phones import folded_phone
from crmcli.domain.text.ways import DASHES, EMAIL, PHONE
from crmcli.imports.card import Refusal, refuse

LONGEST = 2000  # characters of one field
_TEXT_FORMULA = re.compile(r'="([^"]*)"\Z')  # how spreadsheets are made to keep a leading zero
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_JOINERS = "\u200c\u200d"  # between the parts of an emoji
_HANGUL = re.compile(r"[가-힣\s]+\Z")
# a number that a spreadsheet took for one to count with
_WHOLE = re.compile(r"\A\s*([0-9]{7,})\.0\s*\Z")
_DIGITS = 5  # fewer are no phone number
Cells = Iterable[tuple[str, str]]  # what stands above each, and what it says
# those that are taken, and of the others why not
Values = tuple[tuple[str, ...], tuple[Message, ...]]


def field(text: str, called: str) -> str:
    """One line of text. Raises Refusal for hidden characters, formulas and what is too long."""
    return " ".join(_checked(text, called, "").split())


def prose(text: str, called: str) -> str:
    """Text of several lines, perhaps. Raises Refusal like `field`."""
    return "\n".join(
        " ".join(line.split()) for line in _checked(text, called, _JOINERS).strip().split("\n")
    )


def _checked(text: str, called: str, allowed: str) -> str:
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
    return bool(PHONE.match(re.split(r"[;,\n]", text)[0].strip())) or (
        text[:1] == "-" and text[1:2] in {"", " ", "-"}
    )


def phones(cells: Cells) -> Values:
    """The numbers, each once, as they are written, but in plain digits, spaces and hyphens."""
    plain = (
        (called, _WHOLE.sub(r"\1", unicodedata.normalize("NFKC", text).translate(DASHES)))
        for called, text in cells
    )
    return _values(plain, r"[;,\n]|\s/\s|:::", _phone, folded_phone)


def _phone(text: str, called: str) -> None:
    if not PHONE.match(text) or sum(map(str.isdigit, folded_phone(text))) < _DIGITS:
        refuse(Message("told-import-no-phone", (called, text)))


def emails(cells: Cells) -> Values:
    """The addresses, each once."""
    return _values(cells, r"[;,\s]|:::", _email, str.casefold)


def _email(text: str, called: str) -> None:
    if not EMAIL.match(text):
        refuse(Message("told-import-no-email", (called, text)))


def _values(
    cells: Cells, between: str, check: Callable[[str, str], None], fold: Callable[[str], str]
) -> Values:
    """What the cells hold, each once.

    What is none costs neither the row nor the others of its cell.
    """
    found: dict[str, str] = {}
    left = dict[Message, None]()
    for called, text in cells:
        try:
            for part in _parts(_checked(text, called, ""), between):
                try:
                    check(part, called)
                    found.setdefault(fold(part), part)
                except Refusal as refusal:
                    left[refusal.why] = None
        except Refusal as refusal:
            left[refusal.why] = None
    return tuple(found.values()), tuple(left)


def _parts(text: str, between: str) -> Iterator[str]:
    return filter(None, map(str.strip, re.split(between, text)))


def optional(cells: Cells, read: Callable[[str, str], str]) -> Values:
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


def joined(family: str, given: str, middle: str = "") -> str:
    """A whole name of its parts: in Korean the family's first, without a space."""
    if _HANGUL.match(family + given + middle):
        return f"{family}{given}{middle}"
    return " ".join(filter(None, (given, middle, family)))


def whole(name: str, family: str, given: str, middle: str = "") -> str:
    """The name said as a whole, else that of the parts; a Korean one as it is written, whatever a
    program has put between.
    """
    is_parted = bool(family and given) and sorted(name.split()) == sorted((family, given))
    is_korean = _HANGUL.match(family + given)
    return joined(family, given, middle) if not name or (is_parted and is_korean) else name


def is_whole(name: str, part: str, which: str) -> bool:
    """Is the name a whole one that has this part, `family` or `given`, in it already?"""
    name, part = (unicodedata.normalize("NFC", each.strip()) for each in (name, part))
    if _HANGUL.match(name):
        begins = name.startswith(part) if which == "family" else name.endswith(part)
        return begins and len(name) >= len(part) + 1 and len(name) > 2
    words = name.casefold().split()
    return len(words) > len(part.split()) and {*part.casefold().split()} <= {*words}
