"""Who is meant by the columns of a name: whole, in parts, with titles?"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from crmcli.imports.cells.titles import GENERATIONS, learned, without_title

_HANGUL = re.compile(r"[가-힣\s]+\Z")
_MANNERS = frozenset({"님", "씨", "귀하"})
Part = Literal["family", "given"]


class Person(NamedTuple):
    """A name as a contact has it, and the title that stood in the columns of names or of titles."""

    name: str
    title: str = ""


def person(
    whole: str = "",
    family: str = "",
    given: str = "",
    middle: str = "",
    *,
    title: str = "",
    prefix: str = "",
    suffix: str = "",
) -> Person:
    """The person; without any name, the empty one.

    `Kim, Minji` is Minji Kim, `홍, 길동` is 홍길동. A whole name beside one part alone is whole:
    for a column `Name` that holds given names, ask `are_parts` and pass it as such.
    """
    parts = (_spaced(each) for each in (whole, family, given, middle, title, prefix, suffix))
    whole, family, given, middle, title, prefix, suffix = parts
    name, found = without_title(whole_name(whole, family, given, middle))
    name = _turned(name) if name else ""
    beside = [learned(prefix) if prefix.isascii() else prefix, found, suffix]
    if GENERATIONS.fullmatch(suffix):
        name = f"{name} {beside.pop()}"
    return Person(name, with_title(title, *beside))


def apart(said: str, title: str | None) -> Person:
    """A name as somebody types it, 문소정 상무, and the title beside it, if any was named.

    Where another title is named, what is typed is the name as a whole; so it is with an empty one.
    """
    name, found = without_title(said)
    if title is None or (found and found.casefold() in title.casefold()):
        return Person(name, title or found)
    return Person(said, title)


def _spaced(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _turned(name: str) -> str:
    """A name that is written family first with a comma, as it is said."""
    family, _, given = (part.strip() for part in name.partition(","))
    if not family or not given or "," in given or GENERATIONS.fullmatch(given):
        return name
    given, _, last = given.rpartition(" ")
    if GENERATIONS.fullmatch(last) and given:
        return f"{joined(family, given)} {last}"
    return joined(family, f"{given} {last}".strip())


def with_title(title: str, *beside: str) -> str:
    """The title that its own column says, and those that stood with the name, each once."""
    said = [title] if title else []
    for each in dict.fromkeys(filter(None, beside)):
        if each not in _MANNERS and not any(each.casefold() in one.casefold() for one in said):
            said.append(each)
    return ", ".join(said)


def joined(family: str, given: str, middle: str = "") -> str:
    """A whole name of its parts: in Korean the family's first, without a space."""
    if _HANGUL.match(family + given + middle):
        return f"{family}{given}{middle}"
    return " ".join(filter(None, (given, middle, family)))


def whole_name(name: str, family: str, given: str, middle: str = "") -> str:
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


def are_parts(pairs: Iterable[tuple[str, str]], which: Part) -> bool:
    """Does a column `Name` beside one of the other part, `which`, hold the missing part alone?

    Unless it has the other part in it in every row that has both: then it holds whole names. `Name`
    beside `Last name` is the given name, so that 길동, 홍 and 길동, 김 are two people.
    """
    both = [(name, part) for name, part in pairs if name.strip() and part.strip()]
    return not both or not all(is_whole(name, part, which) for name, part in both)
