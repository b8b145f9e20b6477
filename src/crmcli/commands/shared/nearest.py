"""Which known word somebody meant, and which option, whose word is none: by its keys, where the
keyboard stood on Hangul, or by spelling.
"""

import unicodedata
from collections.abc import Iterable, Mapping

from crmcli.domain.text.keyboard import typed_in_hangul
from crmcli.domain.text.likeness import most_alike

_LONGEST = 40  # characters of a word that is looked at
_MOST, _CUTOFF = 3, 0.65


def nearest(word: str, names: Mapping[str, str]) -> list[str]:
    """Hangul is compared by its keys: a wrong vowel is one of three, not a wrong syllable."""
    ways = {typed_in_hangul(way): name for way, name in names.items()}
    typed = typed_in_hangul(word[:_LONGEST].casefold())
    if typed in ways:
        return [ways[typed]]
    close = most_alike(typed, ways, most=_MOST, cutoff=_CUTOFF)
    return list(dict.fromkeys(ways[each] for each in close))


def is_korean(word: str) -> bool:
    """Whole syllables: single letters are what keys give that were meant for Latin ones."""
    return any("가" <= char <= "힣" for char in unicodedata.normalize("NFC", word))


def nearest_options(word: str, known: Iterable[str]) -> list[str]:
    """Of a command's options, without their dashes: in Hangul by what Koreans call them, and else
    by keys or spelling.
    """
    names = list(known)
    if is_korean(word):
        from crmcli.messages.ko.help.option_words import WORDS

        words = {way: name for name in names for way in WORDS.get(f"--{name}", "").split()}
        found = nearest(word, words)
        if found:
            return found
    return nearest(word, {name: name for name in names})
