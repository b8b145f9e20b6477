"""Questions at the keyboard for what a command line left out; in a script, the error that names the
option.
"""

import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from crmcli.commands.shared.terminal import Screen
from crmcli.commands.shared.words import one_of
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.messages import Phrases

YES = ("y", "yes", "예", "네", "ㅛ")
NO = ("n", "no", "아니요", "아니오", "아뇨", "ㅜ")
SHOWN = 20  # choices listed before a question; more are found by typing a part of the name
# raises CrmError for an answer that cannot be; the question is asked again then
Check = Callable[[str], object]


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
        return [
            Choice(word, self.phrases(f"word-{word}") if self.phrases.has(f"word-{word}") else "")
            for word in words
        ]

    def need(
        self,
        given: str | None,
        option: str,
        question: str,
        choices: Iterable[Choice] = (),
        *,
        check: Check,
    ) -> str:
        """What was given, else what the person says. Raises CrmError where nobody can be asked."""
        if given and given.strip():
            return given.strip()
        known = list(choices)
        if not self.may_ask:
            from typer._click.globals import get_current_context

            from crmcli.commands.shared.needed import needed

            listed = ", ".join(map(self._offered, known[:SHOWN]))
            raise needed(option, get_current_context(), listed)
        while True:
            said = self._ask(question, known)
            if not said:
                self.screen.tell(self.phrases("ask-nothing-said"))
            elif self._may_be(said, check, known):
                return said

    def _offered(self, choice: Choice) -> str:
        """A choice in the error: in Korean with what people call it."""
        told = self.phrases.language == "ko" and choice.label not in ("", choice.id)
        return f"{choice.id}({choice.label})" if told else choice.id

    def need_text(self, given: str | None, option: str, question: str) -> str:
        """The same for words that may be any."""
        return self.need(given, option, question, check=any_text)

    def need_word(self, given: str | None, option: str, question: str, words: Sequence[str]) -> str:
        """The same for fixed words of the format: the one that is meant."""

        def meant(said: str) -> str:
            return one_of(said, words, option)

        return meant(self.need(given, option, question, self.words(words), check=meant))

    def may(
        self, given: str | None, question: str, choices: Iterable[Choice] = (), *, check: Check
    ) -> str | None:
        """What was given, else what the person says, which may be nothing; in a script nothing."""
        if given or not self.may_ask:
            return given
        known = list(choices)
        while True:
            said = self._ask(question, known, may_be_left=True)
            if not said or self._may_be(said, check, known):
                return said or None

    def may_text(self, given: str | None, question: str) -> str | None:
        """The same for words that may be any."""
        return self.may(given, question, check=any_text)

    def several(
        self,
        given: Sequence[str] | None,
        question: str,
        choices: Iterable[Choice] = (),
        *,
        check: Check,
        needed: bool = False,
    ) -> list[str]:
        """What was given, else what the person says, separated by commas; may be none unless
        `needed`.
        """
        known = list(choices)
        if given or not self.may_ask or not known:
            return list(given or ())
        while True:
            said = self._ask(question, known, may_be_left=not needed)
            found = [_chosen(part.strip(), known) for part in said.split(",") if part.strip()]
            if needed and not found:
                self.screen.tell(self.phrases("ask-nothing-said"))
            elif all(self._may_be(each, check, known) for each in found):
                return found

    def sure(self, question: str, *arguments: str, usually: bool = False) -> bool:
        """Yes or no, `usually` what Enter says; no where nobody can be asked."""
        if not self.may_ask:
            return False
        shown = " ".join(visible(self.phrases(question, *arguments)).split())
        choices = self.phrases("ask-usually-yes" if usually else "ask-usually-no")
        while True:
            said = self._answer(f"{shown} {choices}").strip().casefold()
            if said in YES or said in NO or not said:
                return said in YES or (usually and not said)
            self.screen.tell(self.phrases("ask-yes-or-no"))

    def pick(self, question: str, keys: Sequence[str]) -> str:
        """One of these keys; nothing for Enter, which is what most want."""
        shown = visible(self.phrases(question))
        while True:
            said = self._answer(f"{shown}:").strip().casefold()
            if said in keys or not said:
                return said
            self.screen.tell(self.phrases("ask-one-of-keys"))

    def _may_be(self, said: str, check: Check, choices: Sequence[Choice]) -> bool:
        """Is it an answer? What is wrong with another one is told; what there is stands above the
        question.
        """
        from crmcli.commands.shared.telling.say import say_error

        try:
            check(said)
        except CrmError as error:
            if choices and error.hint and error.hint.key == "hint-known":
                error.hint = None
            if any(str(each).startswith("--") for each in error.message.args):
                # the command line's word for what was asked for: nobody here typed it
                key = "ask-none-of-these" if choices else "ask-no-answer"
                error.message = Message(key, (said,))
            self.screen.tell(say_error(error, self.phrases.language))
            return False
        return True

    def _answer(self, question: str) -> str:
        from crmcli.formats.wrapping import broken

        return self.screen.ask(f"{broken(question, self.screen.width)} ")

    def _ask(self, question: str, choices: list[Choice], *, may_be_left: bool = False) -> str:
        korean = self.phrases.language == "ko"  # what people say stands before what files have
        for number, choice in enumerate(choices[:SHOWN], 1):
            both = choice[::-1] if korean else choice
            called = dict.fromkeys(each for each in both if each and each != str(number))
            self.screen.tell(f"{number:3}  {'  '.join(map(visible, called))}")
        if len(choices) > SHOWN:
            self.screen.tell(f"     {self.phrases('ask-more', len(choices) - SHOWN)}")
        shown = f" {self.phrases('ask-enter')}" if may_be_left else ""
        asked = f"{self.phrases(question)}{shown}".rstrip()
        said = self._answer(asked if asked.endswith("?") else f"{asked}:").strip()
        return _chosen(said, choices)


def any_text(said: str) -> str:
    """What was said. Raises CrmError for a key that came as a control character, such as an
    arrow.
    """
    if any(unicodedata.category(each) == "Cc" for each in said):
        raise CrmError(Message("error-edit-no-text", (said,)), Message("hint-edit-no-text"))
    return said


def _chosen(said: str, choices: Sequence[Choice]) -> str:
    """A choice by its number, else what was said."""
    return choices[int(said) - 1].id if said.isdecimal() and 0 < int(said) <= len(choices) else said
