"""How zsh is told of words that do not begin as what was typed: it would leave them out."""

import shlex

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


def answer_zsh() -> None:
    """From now on zsh is answered so."""
    add_completion_class(Completing, "zsh")
