"""What a shell needs to complete a command line, for people and for packagers."""

from enum import Enum
from typing import Annotated

import typer

from crmcli.commands.shared.terminal import Screen
from crmcli.commands.shared.words import form


class Shell(str, Enum):
    """The shells that there is a script for."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"
    pwsh = "pwsh"


def completion(
    shell: Annotated[
        Shell,
        typer.Argument(
            help="bash, zsh, fish, powershell or pwsh.",
            **form("SHELL", Shell) | {"metavar": "SHELL"},
        ),
    ],
) -> None:
    """Print the script by which a shell completes commands, options, accounts, people and words.

    `crm --install-completion` puts it where your own shell looks for it.

    \b
    Example: crm completion bash > ~/.local/share/bash-completion/completions/crm
    Example: crm completion fish > ~/.config/fish/completions/crm.fish
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    script = get_completion_script(prog_name="crm", complete_var="_CRM_COMPLETE", shell=shell.value)
    Screen("file").write(f"{script}\n".encode())
