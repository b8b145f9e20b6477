"""Questions at the keyboard for what a command line left out; in a script, the error that names the option."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from crmcli.commands.screen import Screen
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.formats.visible import visible
from crmcli.messages import Phrases

YES = ("y", "yes", "예", "네", "ㅛ")
SHOWN = 20  # choices listed before a question; more are found by typing a part of the name
Check = Callable[[str], object]  # raises CrmError for an answer that cannot be; the question is asked again then


class Choice(NamedTuple):
    """Something to choose: what it is called in the file, and what a person calls it."""

    id: str
    label: str = ""


class Asking:
    """One command's questions, all on stderr: what is on stdout stays the answer."""

    def __init__(self, screen: Screen, phrases: Phrases) -> None:
        self.screen, self.phrases = screen, phrases

    @property
    def may_ask(self) -> bool:
        """Does a person sit there?"""
        return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))

    def words(self, words: Iterable[str]) -> list[Choice]:
        """Fixed words of the format, with what people call them."""
        return [Choice(word, self.phrases(f"word-{word}") if self.phrases.has(f"word-{word}") else "") for word in words]

    def need(self, given: str | None, option: str, question: str, choices: Iterable[Choice] = (), default: str | None = None, check: Check | None = None) -> str:
        """What was given, else what the person says. Raises CrmError where nobody can be asked."""
        if given and given.strip():
            return given.strip()
        known = list(choices)
        if not self.may_ask:
            listed = ", ".join(choice.id for choice in known[:SHOWN])
            raise CrmError(Message("needed", (option,)), Message("needed-choices", (listed,)) if listed else Message("needed-hint"))
        while True:
            said = self._ask(question, known, default)
            if said and self._may_be(said, check):
                return said

    def may(self, given: str | None, question: str, choices: Iterable[Choice] = (), check: Check | None = None) -> str | None:
        """What was given, else what the person says, which may be nothing; in a script nothing."""
        if given or not self.may_ask:
            return given
        known = list(choices)
        while True:
            said = self._ask(question, known, "")
            if not said or self._may_be(said, check):
                return said or None

    def several(self, given: Sequence[str] | None, question: str, choices: Iterable[Choice] = (), check: Check | None = None) -> list[str]:
        """What was given, else what the person says, separated by commas; may be none."""
        known = list(choices)
        if given or not self.may_ask or not known:
            return list(given or ())
        while True:
            said = self._ask(question, known, "")
            found = [_chosen(part.strip(), known) for part in said.split(",") if part.strip()]
            if all(self._may_be(each, check) for each in found):
                return found

    def sure(self, question: str, *arguments: str, usually: bool = False) -> bool:
        """Yes or no, `usually` what Enter says; no where nobody can be asked."""
        if not self.may_ask:
            return False
        shown = " ".join(visible(self.phrases(question, *arguments)).split())
        said = self.screen.ask(f"{shown} {'[Y/n]' if usually else '[y/N]'} ").strip().casefold()
        return said in YES or (usually and not said)

    def _may_be(self, said: str, check: Check | None) -> bool:
        """Is it an answer? What is wrong with another one is told."""
        from crmcli.commands.say import say_error

        try:
            if check is not None:
                check(said)
        except CrmError as error:
            self.screen.tell(say_error(error, self.phrases.language))
            return False
        return True

    def _ask(self, question: str, choices: list[Choice], default: str | None) -> str:
        for number, choice in enumerate(choices[:SHOWN], 1):
            label = f"  {visible(choice.label)}" if choice.label and choice.label != choice.id else ""
            self.screen.tell(f"{number:3}  {visible(choice.id)}{label}")
        if len(choices) > SHOWN:
            self.screen.tell(f"     {self.phrases('ask-more', len(choices) - SHOWN)}")
        shown = f" [{visible(default)}]" if default else ""
        said = self.screen.ask(f"{self.phrases(question)}{shown}: ").strip()
        return _chosen(said, choices) if said else default or ""


def _chosen(said: str, choices: Sequence[Choice]) -> str:
    """A choice by its number, else what was said."""
    return choices[int(said) - 1].id if said.isdecimal() and 0 < int(said) <= len(choices) else said
