"""How answers write a fixed word of the format, and what it means to a reader?"""

from collections.abc import Iterable

from crmcli.domain.label import Label
from crmcli.domain.table import Message
from crmcli.domain.text.likeness import most_alike
from crmcli.domain.text.spelling import squeezed
from crmcli.domain.text.synonyms import common
from crmcli.messages import everywhere

# of the texts that say a word for readers, the surest first
KINDS = (
    "means",
    "answer",
    "word",
    "stance",
    "type",
    "col",
)


def shown_as(word: str) -> list[str]:
    """How answers write it, in every language: what is read may be typed."""
    return list(
        dict.fromkeys(
            text
            for kind in KINDS
            for text in everywhere(f"{kind}-{word}").values()
            if "{" not in text
        )
    )


def meaning(word: str) -> Label:
    """What it is for readers, in every language; nothing for what is called so everywhere, such as
    `json`.
    """
    labels = (everywhere(f"{kind}-{word}") for kind in KINDS)
    return next((label for label in labels if squeezed(label.get("ko", ""))), {})


def with_meaning(word: str) -> Label | str:
    """A word for a reader, with what it means where the reader's language is not the word's."""
    label = meaning(word)
    return {"en": word, "ko": f"{word}({label['ko']})"} if label else word


def told_words(words: Iterable[str]) -> Message:
    """The words for a reader, one after the other."""
    return Message("list", tuple(map(with_meaning, words)))


def nearest(said: str, words: Iterable[str], *, most: int = 3, cutoff: float = 0.5) -> list[str]:
    """Which of the words are spelled most like it, in any of the ways they are said?

    None is like a text far longer than each of them.
    """
    ways = {squeezed(way): word for word in words for way in (*common(word), *shown_as(word), word)}
    wanted = squeezed(said[:200])
    if len(wanted) > 2.5 * max(map(len, ways), default=0):
        return []
    return list(
        dict.fromkeys(ways[each] for each in most_alike(wanted, ways, most=most, cutoff=cutoff))
    )
