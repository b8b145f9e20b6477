"""What shells are told otherwise than Typer does: zsh of words that do not begin as what was
typed, which it would leave out, and each of them of a line that stays one line.
"""

import shlex

from typer import _completion_classes
from typer._click.shell_completion import add_completion_class
from typer._completion_classes import ZshComplete


class Completing(ZshComplete):
    """Puts a word in the place of what was typed, where it is another one."""

    def complete(self) -> str:
        args, incomplete = self.get_completion_args()
        found = [str(item.value) for item in self.get_completions(args, incomplete)]
        if found and not any(each.startswith(incomplete) for each in found):
            return f"compadd -U -- {shlex.join(found)}"
        return super().complete()


def answer_shells() -> None:
    """From now on they are answered so."""
    add_completion_class(Completing, "zsh")
    # Typer has it drawn in lines of 80 cells, of which a shell takes each for another offer, and
    # takes brackets in it for colours
    vars(_completion_classes)["_sanitize_help_text"] = _in_one_line


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
