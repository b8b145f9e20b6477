"""Which command was typed, as far as its words tell."""

from collections.abc import Sequence

from crmcli.commands.directory.groups import COMMANDS

# options of the root that are followed by what they say
_SAYING = ("-C", "--book", "--lang", "--as-of", "--owner", "-o", "--output")


def typed_command(words: Sequence[str]) -> str:
    """The first word that is no option; empty where it is no command of ours."""
    before = ""
    for word in words:
        if not word.startswith("-") and before not in _SAYING:
            return word if word in COMMANDS else ""
        before = word
    return ""
