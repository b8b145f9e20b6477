"""The parts of a person's name, as address books want them: the book has it as it is said."""

import re
from typing import NamedTuple

# Families of two syllables: 남궁이사 may be somebody's whole name.
DOUBLE = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "망절", "어금", "강전")
_HANGUL = re.compile(r"[가-힣]+\Z")
_GENERATION = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)


class NameParts(NamedTuple):
    """What of a name is the family's, and what the person's own; `suffix` tells generations."""

    family: str
    given: str = ""
    suffix: str = ""


def name_parts(name: str) -> NameParts:
    """In Hangul the family's stands first, in one syllable or one of DOUBLE; elsewhere last, with
    the small words before it (`van Beethoven`). A name of one word is the family's.
    """
    words = name.split()
    if len(words) == 1:
        return _of_one_word(words[0])
    if words and all(map(_HANGUL.match, words)):
        is_parted = len(words) == 2 and (len(words[0]) == 1 or words[0] in DOUBLE)
        return NameParts(*words) if is_parted else NameParts(name)
    suffix = words.pop() if len(words) > 2 and _GENERATION.fullmatch(words[-1]) else ""
    last = len(words) - 1
    while last > 1 and words[last - 1].islower():
        last -= 1
    return NameParts(" ".join(words[last:]), " ".join(words[:last]), suffix)


def _of_one_word(name: str) -> NameParts:
    """A Korean name has three syllables, mostly; of two of which the first is a family's, it is
    one.
    """
    if not _HANGUL.match(name) or not 2 <= len(name) <= 5:
        return NameParts(name)
    size = 2 if name.startswith(DOUBLE) and len(name) > 2 else 1
    return NameParts(name[:size], name[size:])
