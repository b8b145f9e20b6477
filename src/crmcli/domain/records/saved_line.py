"""Can a command line that crm.yaml keeps be run, and which words does it stand for?

It is another one's text: whoever clones a book gets its saved command lines too. So they only read,
in the book that they stand in, by one command of ours; no part of one reaches a shell.
"""

import shlex
from collections.abc import Collection, Iterable

from crmcli.domain.records.reading_commands import BARE, READING, TAKEN
from crmcli.domain.table import Message
from crmcli.domain.text.likeness import most_alike

_BOOK = ("-C", "--book")


def spelled_out(line: str) -> list[str]:
    """Its words; a `crm` before them says nothing. Raises ValueError for a quote that is open."""
    words = shlex.split(line)
    return words[1:] if words[:1] == ["crm"] else words


def fault(name: str, line: str, saved: Collection[str]) -> Message | None:
    """Why it cannot be run; nothing where it can. `saved` are the names of all saved command
    lines.
    """
    if name in TAKEN:
        return Message("finding-saved-command-shadows", (name,))
    try:
        words = spelled_out(line)
    except ValueError:
        return Message("finding-saved-command-quotes")
    if not words:
        return Message("finding-saved-command-empty")
    command = next((each for each in (" ".join(words[:2]), words[0]) if each in READING), "")
    if not command:
        return _no_reader(words, saved)
    return _option(command, words[command.count(" ") + 1 :])


def _no_reader(words: list[str], saved: Collection[str]) -> Message:
    """It begins with no command that only reads."""
    first, two = words[0], " ".join(words[:2])
    if first in saved and first not in TAKEN:
        return Message("finding-saved-command-saved", (first,))
    if first.startswith("-"):
        return Message("finding-saved-command-first", (first,))
    if first in TAKEN:
        groups = [each for each in READING if each.startswith(f"{first} ")]
        return (
            Message("finding-saved-command-writes-group", (two, groups[0]))
            if groups
            else Message("finding-saved-command-writes", (first,))
        )
    near = _near(first, READING)
    if near:
        return Message("finding-saved-command-unknown-near", (first, near))
    return Message("finding-saved-command-unknown", (first,))


def _option(command: str, words: list[str]) -> Message | None:
    """The first word that is no option of the command, or has no value."""
    options, place = READING[command], 0
    while place < len(words):
        option, has_value, _ = words[place].partition("=")
        place += 1
        if not option.startswith("-") or option == "-":
            if command in BARE:
                return Message("finding-saved-command-writes", (f"{command} {words[place - 1]}",))
            continue
        if option.startswith(_BOOK):
            return Message("finding-saved-command-book", (option,))
        short = option[:2] if not option.startswith("--") else option
        if short not in options or (short != option and not options[short]):
            near = _near(option, options)
            if near:
                return Message("finding-saved-command-option-near", (command, option, near))
            return Message("finding-saved-command-option", (command, option))
        wanted = 0 if has_value or short != option else options[option]
        if len(words) - place < wanted:
            return Message("finding-saved-command-value", (option,))
        place += wanted
    return None


def _near(said: str, known: Iterable[str]) -> str:
    return next(iter(most_alike(said, known)), "")
