"""Styles as a terminal's colours.

Where anything stands is decided before; rich only knows the codes of the colours.
"""

from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style

from crmcli.formats.linking import LINK, as_link
from crmcli.formats.wrapping import Line


def ansi(line: Line) -> str:
    """The line with the terminal's sixteen colours, and what leads somewhere as such."""
    return "".join(_shown(text, *style.partition(LINK)) for text, style in line)


def _shown(text: str, style: str, _: str, address: str) -> str:
    shown = style_of(style).render(text, color_system=ColorSystem.STANDARD)
    return as_link(shown, address) if address and text.strip() else shown


@lru_cache(maxsize=64)
def style_of(style: str) -> Style:
    """A style by its words, such as `bold red`."""
    return Style.parse(style)
