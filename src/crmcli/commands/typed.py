"""Which command was typed, as far as its words tell."""

from collections.abc import Sequence
from itertools import pairwise

from crmcli.commands.directory.groups import COMMANDS

# options of the root that are followed by what they say
_SAYING = ("-C", "--book", "--lang", "--as-of", "--owner", "-o", "--output")
_PLAIN = "files"  # what `crm import` does with a word that is no command within it


def typed_command(words: Sequence[str]) -> str:
    """The first word that is no option, with the command within it; empty where it is no command of
    ours.
    """
    said = [
        word
        for before, word in pairwise(["", *words])
        if not word.startswith("-") and before not in _SAYING
    ]
    first, second = [*said, "", ""][:2]
    if first not in COMMANDS:
        return ""
    known = _within(first)
    return " ".join([first, *(each for each in (second, _PLAIN) if each in known)][:2])


def _within(command: str) -> Sequence[str]:
    import typer

    from crmcli.commands.app import app

    root = typer.main.get_group(app)
    return list(getattr(root.get_command(typer.Context(root), command), "commands", ()))
