"""What went wrong, told to the person: the language, and the words for errors that end a
command.
"""

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.messages import Phrases

if TYPE_CHECKING:
    from crmcli.store.book.opening import PolicyBroken


def language_of(asked: str | None, policy: str | None) -> str:
    """The one asked for, else the locale's if it is one of ours, else the book's, else English."""
    return asked or of_locale() or policy or "en"


def of_locale() -> str | None:
    """The locale's language, if it is one of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = os.environ.get(name)
        if locale:
            if locale[:2] in ("ko", "en"):
                return locale[:2]
            break
    return None


def say_error(error: CrmError, language: str, command: str | None = None) -> str:
    """An error of the user's for stderr: what, and what to do.

    `command` ended with it, empty where it is none of ours: where nothing that is told names a
    command, its help is named.
    """
    from crmcli.commands.shared.telling.way_out import way_out
    from crmcli.domain.text.visible import visible

    phrases = Phrases(language)
    lines = [f"crm: {visible(phrases.say(error.message))}", *map(visible, error.excerpt)]
    if error.quoted:
        lines += [phrases("told-in-its-words"), *(f"  {visible(each)}" for each in error.quoted)]
    lines += todo_lines(error.todo, phrases)
    of_all = way_out(error.message)
    hint = error.hint or of_all
    hints = [phrases.say(hint)] if hint else []
    # of what the system or another program has to give way to first, no command has an example
    is_ours = of_all is None or _names_command([phrases.say(of_all)])
    if command is not None and is_ours and not _names_command([*lines[1:], *hints]):
        see = Message("hint-see-command", (command,)) if command else Message("hint-no-command")
        hints.append(phrases.say(see))
    return "\n".join([*lines, *(f"{phrases('common-hint')}: {visible(each)}" for each in hints)])


def _names_command(told: Sequence[str]) -> bool:
    return any(re.search(r"\bcrm (--help|[a-z])", each) for each in told)


def todo_lines(todo: Sequence[tuple[Message, Message]], phrases: Phrases) -> list[str]:
    """What is missing, a line each, with the command that writes it down."""
    from crmcli.domain.text.visible import visible

    return [visible(f"  {phrases.say(what)}: {phrases.say(command)}") for what, command in todo]


def say_broken_policy(broken: "PolicyBroken", language: str) -> str:
    """Every finding of a crm.yaml that cannot be read, and what that means."""
    from crmcli.domain.text.visible import visible

    phrases = Phrases(language)
    path = (
        os.path.join(os.path.relpath(broken.root), "crm.yaml")
        if broken.root != os.getcwd()
        else "crm.yaml"
    )
    lines = [
        visible(
            f"{path}:{place.line}:{place.column}: {phrases('common-error')}: "
            f"{phrases.say(finding.message)} "
            f"[{finding.rule}]"
        )
        for finding, place in broken.problems
    ]
    return "\n".join(
        [
            *lines,
            f"crm: {phrases('error-policy-broken')}",
            f"{phrases('common-hint')}: {phrases('hint-policy-broken')}",
        ]
    )
