"""The word of a command line that is no command: told before what runs commands is read."""

from collections.abc import Iterable, Sequence

from crmcli.commands.directory.groups import COMMANDS
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message


def refuse_unknown(words: Sequence[str]) -> None:
    """Raises CrmError where the first word is no command and the book at hand keeps no command
    line, as far as a glance can tell; else whoever reads the words will.
    """
    word = words[0] if words else ""
    if not word or word.startswith("-") or word in COMMANDS:
        return
    from crmcli.store.book.replay import root_in
    from crmcli.store.files.policy_glance import lines_with

    root = root_in(list(words))
    if root is None or lines_with(root, b"aliases") == []:
        raise no_command(word)


def no_command(word: str, saved: Iterable[str] = ()) -> CrmError:
    """What is told of it: the nearest commands, and command lines that the book keeps."""
    from crmcli.commands.directory.nearest import nearest_commands

    near = nearest_commands(word, saved)
    hint = Message("hint-near-command", (", ".join(f"`crm {each}`" for each in near),))
    return CrmError(
        Message("error-no-command", (word,)), hint if near else Message("hint-no-command")
    )
