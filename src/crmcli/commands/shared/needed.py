"""What a command line left out: its name, what it is, and an example that has it."""

import re
import shlex
from collections.abc import Callable
from itertools import takewhile
from typing import TYPE_CHECKING

from crmcli.commands.shared.help.korean import sample, told
from crmcli.commands.shared.session_language import session_language
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter

_EXAMPLE = re.compile(r"^\s*Example: (.*)$", re.MULTILINE)


def needed(name: str, ctx: "Context", choices: str = "", like: str = "") -> CrmError:
    """The error for what the command calls so; `choices` are all that it may be, `like` is an
    example where the command's own do not tell what is wanted here.
    """
    found = next((each for each in ctx.command.params if name.strip("'") in _names(each)), None)
    what = choices or _in_session(str(getattr(found, "help", None) or ""), told)
    examples = _EXAMPLE.findall(ctx.command.help or "")
    own = next((each for each in examples if name in each.split()), max(examples, key=_said))
    return CrmError(
        Message("error-needed", (name,)),
        Message(
            "hint-needed-choices" if choices else "hint-needed",
            (what, like or _in_session(own, sample)),
        ),
    )


def left_out(param: "Parameter", ctx: "Context") -> CrmError:
    """The same for what the parser missed."""
    return needed(_names(param)[0], ctx)


def _names(param: "Parameter") -> list[str]:
    """What messages call it: an argument by what stands for its value."""
    own = getattr(getattr(param.type, "func", None), "option", None)
    return [*filter(None, [own]), (param.metavar or "").strip("[]{}.'"), *param.opts]


def _said(example: str) -> int:
    """How many words stand before its first option."""
    return sum(1 for _ in takewhile(lambda word: not word.startswith("-"), shlex.split(example)))


def _in_session(text: str, korean: Callable[[str], str]) -> str:
    return korean(text) if session_language() == "ko" else text
