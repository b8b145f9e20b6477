"""What the tool says, in English and Korean.

Both languages have the same keys; a test holds them to it.
"""

from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from crmcli.domain.label import Label
from crmcli.domain.table import Message

LANGUAGES = ("en", "ko")
# Files of texts, by kind. The first holds what every answer needs; the others are read when a key
# is not in those before them.
SUBJECTS = (
    "common",
    "columns",
    "words",
    "titles",
    "notes",
    "reasons",
    "told",
    "errors",
    "hints",
    "findings",
    "explanations",
    "rules",
    "changes",
    "questions",
    "gates",
    "checks",
    "queries",
)

# What a Korean text holds whose particle hangs on the word before it.
DOUBLE = ("(는)", "(가)", "(를)", "(과)", "(으)", "(이)")


class Phrases:
    """One language's texts. What is asked for most is a method; everything else is `say`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._read: dict[str, str] = {}
        self._unread = list(SUBJECTS)

    def say(self, message: Message) -> str:
        """The sentence, with its arguments in it."""
        if message.key == "list":
            return ", ".join(self.word(argument) for argument in message.args)
        text = self._text(message.key)
        if text is None:
            return message.key
        if not message.args:
            return text
        words = [self.word(argument) for argument in message.args]
        if self.language == "ko" and "(" in text and any(form in text for form in DOUBLE):
            from crmcli.messages.particles import fitted

            text = fitted(text, words)
        return text.format(*words)

    def has(self, key: str) -> bool:
        """Is there such a text?"""
        return self._text(key) is not None

    def _text(self, key: str) -> str | None:
        while key not in self._read and self._unread:
            self._read |= import_module(
                f"crmcli.messages.{self.language}.{self._unread.pop(0)}"
            ).TEXTS
        return self._read.get(key)

    def __call__(self, key: str, *args: Any) -> str:
        """The sentence of a key."""
        return self.say(Message(key, args))

    def word(self, value: Any) -> str:
        """One argument as text: labels and messages in this language, days as ISO, nothing as
        nothing.
        """
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, dict):
            return self.label(value)
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else str(value)

    def label(self, label: Label) -> str:
        """The label in this language, else as written without one, else in any."""
        return label.get(self.language) or label.get("") or next(iter(label.values()), "")


def everywhere(*keys: str, args: tuple[Any, ...] = ()) -> Label:
    """The text of the first of these keys that there is, in every language; nothing where there is
    none.
    """
    every = [_phrases(language) for language in LANGUAGES]
    return {
        phrases.language: phrases(key, *args)
        for phrases in every
        for key in [next(filter(phrases.has, keys), None)]
        if key
    }


@cache
def _phrases(language: str) -> Phrases:
    return Phrases(language)
