"""A page of the documentation as a terminal shows it: its text wrapped, what is typed and what
comes of it as it stands.
"""

import re
from io import StringIO
from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown
from rich.text import Text

_WIDEST = 100  # columns of running text that one reads with ease
_TWIN = re.compile(r"^\[(?:English|한국어)\]\([^)\n]*\)\n\n", re.MULTILINE)
_LINK = re.compile(r"\[([^\]\n]+)\]\((?:[\w./-]+\.md)?(?:#[^)\n]*)?\)")


class _Block(CodeBlock):
    """A file, or commands with their output: no line is broken or cut, and nothing is coloured but
    what is typed.
    """

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        text = Text(no_wrap=True, overflow="ignore", end="")
        for line in str(self.text).rstrip().split("\n"):
            text.append(f"{line}\n", "bold" if line.startswith("$ ") else "")
        yield text


class _Heading(Heading):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.stylize("bold underline" if self.tag == "h1" else "bold")
        yield self.text


class _Page(Markdown):
    elements: ClassVar = {
        **Markdown.elements,
        "fence": _Block,
        "code_block": _Block,
        "heading_open": _Heading,
    }


def of_one_language(page: str) -> str:
    """The page without the line that leads to the same in another language."""
    return _TWIN.sub("", page, count=1)


def drawn(page: str, width: int, *, color: bool = False) -> str:
    """The page for a terminal of this width. Links to other pages are their words: there is
    nothing to click on.
    """
    console = Console(
        file=StringIO(),
        width=min(width, _WIDEST),
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        highlight=False,
    )
    with console.capture() as captured:
        console.print(_Page(_LINK.sub(r"\1", of_one_language(page)), hyperlinks=False), crop=False)
    return "\n".join(line.rstrip() for line in captured.get().split("\n")).lstrip("\n")
