"""Options whose values are fixed words: taken as they are, as answers show them, as people say
them, and by an unambiguous beginning.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypedDict

from crmcli.commands.shared import complete
from crmcli.commands.shared.offers import Offers
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.synonyms import meant
from crmcli.messages.meanings import nearest, shown_as, told_words


class Words:
    """What an option takes, as the command line's parser asks for it: the word that is meant.
    Raises CrmError for one that the option does not know.

    With `many` several words may stand in one value with commas; `tail` is the sign behind which
    words of one's own follow.
    """

    __name__ = "word"

    def __init__(
        self, option: str, words: Sequence[str], *, many: bool = False, tail: str = ""
    ) -> None:
        self.option, self.words, self.many, self.tail = option, tuple(words), many, tail

    def __call__(self, value: object) -> str:
        said = str(getattr(value, "value", value))
        if self.many:
            return ",".join(self._one(each.strip()) for each in said.split(",") if each.strip())
        return self._one(said)

    def _one(self, said: str) -> str:
        head, sign, rest = said.partition(self.tail) if self.tail else (said, "", "")
        return f"{one_of(head, self.words, self.option)}{sign}{rest}"


class Taken(TypedDict, total=False):
    """How Typer is told what an option takes: what reads it, and what the shell offers."""

    parser: Words
    autocompletion: Callable[..., Offers] | None


class Form(Taken):
    """The same, and how help shows it."""

    metavar: str


def form(option: str, kind: type[Enum]) -> Form:
    """How an option (or an argument, by its metavar) is told that takes one of the forms of a
    list.
    """
    words = [str(each.value) for each in kind]
    return {
        "parser": Words(option, words),
        "metavar": f"[{'|'.join(words)}]",
        "autocompletion": complete.choices(*words),
    }


def one_of(value: str, words: Sequence[str], option: str) -> str:
    """The word itself, also when it is told as answers tell it or as people do (`통화` or `전화`
    for `call`), or by its beginning. Raises CrmError for one that the format does not know, and
    for a beginning of several.
    """
    found = meant(value, words, shown_as, beginnings=True)
    if len(found) == 1:
        return found[0]
    if found:
        raise CrmError(
            Message("error-several-words", (value, option, told_words(found))),
            Message("hint-several-words"),
        )
    near = nearest(value, words)
    raise CrmError(
        Message("error-bad-word", (value, option, told_words(words))),
        Message("hint-unknown-account", (told_words(near),)) if near else None,
    )


def maybe_one_of(value: str | None, words: Sequence[str], option: str) -> str | None:
    """The word itself, or nothing."""
    return None if value is None else one_of(value, words, option)
