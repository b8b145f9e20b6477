"""Which command, or which idea, somebody meant whose word is none."""

from collections.abc import Iterable, Mapping

from crmcli.commands.directory.groups import COMMANDS, OTHER_WORDS
from crmcli.commands.directory.topics import LIST, OTHER_NAMES, TOPICS
from crmcli.domain.text.keyboard import typed_in_hangul
from crmcli.domain.text.likeness import most_alike

_LONGEST = 40  # characters of a word that is looked at
_MOST, _CUTOFF = 3, 0.65


# what one command calls so another calls otherwise
_ALIKE = (
    ("add", "create", "new", "open"),
    ("change", "edit", "set", "update"),
    ("close", "done", "end"),
    ("delete", "drop", "left", "remove"),
    ("list", "ls", "show"),
    ("lose", "lost"),
    ("move", "stage"),
    ("win", "won"),
)


def nearest_commands(word: str, saved: Iterable[str] = ()) -> list[str]:
    """By its keys, where the keyboard stood on Hangul, by what others call them, or by spelling;
    with what the book keeps under a name.
    """
    return _nearest(word, {**OTHER_WORDS, **{name: name for name in (*saved, *COMMANDS)}})


def nearest_pages(word: str) -> list[str]:
    """The same of the ideas, and then of the commands; for a word in Hangul by their Korean
    names.
    """
    other = {way: way for way in OTHER_NAMES} if _is_korean(word) else OTHER_NAMES
    names = {**other, **{name: name for name in (*COMMANDS, *TOPICS, LIST)}}
    return _nearest(word, names) or nearest_commands(word)


def _is_korean(word: str) -> bool:
    """Whole syllables: single letters are what keys give that were meant for Latin ones."""
    return any("가" <= char <= "힣" for char in word)


def nearest_within(word: str, known: Iterable[str]) -> list[str]:
    """Of the commands within one: those of the same meaning, else by keys or spelling."""
    low, names = word.casefold(), list(known)
    alike = {each for group in _ALIKE if low in group for each in group}
    return [each for each in names if each in alike] or _nearest(
        word, {name: name for name in names}
    )


def _nearest(word: str, names: Mapping[str, str]) -> list[str]:
    """Hangul is compared by its keys: a wrong vowel is one of three, not a wrong syllable."""
    ways = {typed_in_hangul(way): name for way, name in names.items()}
    typed = typed_in_hangul(word[:_LONGEST].casefold())
    if typed in ways:
        return [ways[typed]]
    close = most_alike(typed, ways, most=_MOST, cutoff=_CUTOFF)
    return list(dict.fromkeys(ways[each] for each in close))
