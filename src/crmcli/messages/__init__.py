"""What the tool says, in English and Korean.

A folder a language, a file a kind of text. Both languages have the same keys; a test holds them to
it.
"""

from datetime import date
from functools import cache
from importlib import import_module

from crmcli.domain.label import Label
from crmcli.domain.table import Message

LANGUAGES = ("en", "ko")
CALLED = {"en": "English", "ko": "한국어"}  # each in itself
# In which file of its language a text lies: a key begins with its kind.
FILES = {
    "about": "rules",
    "answer": "words",
    "ask": "questions",
    "cell": "common",
    "change": "changes",
    "char": "findings",
    "check": "checks",
    "col": "columns",
    "command": "commands",
    "common": "common",
    "do": "gates",
    "error": "errors",
    "evidence": "explanations",
    "exit": "words",
    "explain": "explanations",
    "field": "fields",
    "finding": "findings",
    "flow": "words",
    "function": "words",
    "gate": "gates",
    "group": "commands",
    "hint": "hints",
    "mark": "words",
    "means": "explanations",
    "metric": "words",
    "note": "notes",
    "page": "pages",
    "picture": "charts",
    "query": "queries",
    "related": "findings",
    "rules": "rules",
    "severity": "words",
    "stance": "words",
    "title": "titles",
    "told": "told",
    "topic": "commands",
    "type": "words",
    "weekday": "words",
    "why": "reasons",
    "word": "words",
}

# Texts that have an argument which Korean says in other words than files and command lines do.
IN_WORDS = frozenset(
    (
        "error-apart",
        "error-bad-amount-said",
        "error-bad-number-said",
        "error-bad-word",
        "error-cannot-lock",
        "error-cannot-open",
        "error-cannot-save",
        "error-cannot-write",
        "error-change-unfinished",
        "error-commit-failed",
        "error-edit-no-editor",
        "error-needed",
        "error-no-such",
        "error-not-both",
        "error-port-taken",
        "error-several-such",
        "error-tables-unwritten",
        "error-told-twice",
        "finding-amount-contradicts-products",
        "finding-amount-out-of-scale",
        "finding-amount-scale-large",
        "finding-amount-unlike-others",
        "finding-contract-contradicts-deal",
        "finding-discount-of-whole",
        "finding-discount-over-floor",
        "finding-file-unreadable",
    )
)

# What a Korean text holds whose particle hangs on the word before it.
DOUBLE = ("(는)", "(가)", "(를)", "(과)", "(으)", "(이)")


class Phrases:
    """One language's texts. What is asked for most is a method; everything else is `say`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._read: dict[str, dict[str, str]] = {}  # texts by kind

    def say(self, message: Message) -> str:
        """The sentence, with its arguments in it. Raises KeyError for a key that has no text."""
        if message.key == "list":
            return ", ".join(self.word(argument) for argument in message.args)
        text = self._texts(message.key)[message.key]
        if not message.args:
            return text
        words = [self.word(argument) for argument in message.args]
        if self.language == "ko" and message.key in IN_WORDS:
            from crmcli.messages.korean_words import in_words

            words = in_words(message.key, words, self)
        if self.language == "ko" and "(" in text and any(form in text for form in DOUBLE):
            from crmcli.messages.particles import fitted

            text = fitted(text, words)
        if self.language == "en" and ("(s)" in text or "|" in text):
            from crmcli.messages.counts import counted

            text = counted(text, words)
        return text.format(*words)

    def has(self, key: str) -> bool:
        """Is there such a text?"""
        return key in self._texts(key)

    def _texts(self, key: str) -> dict[str, str]:
        """The file in which the key's text lies; read when its kind is first asked for."""
        kind = key.partition("-")[0]
        if kind not in self._read:
            self._read[kind] = import_module(f"crmcli.messages.{self.language}.{FILES[kind]}").TEXTS
        return self._read[kind]

    def __call__(self, key: str, *args: object) -> str:
        """The sentence of a key."""
        return self.say(Message(key, args))

    def word(self, value: object) -> str:
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


def everywhere(*keys: str, args: tuple[object, ...] = ()) -> Label:
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
