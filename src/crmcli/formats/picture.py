"""A table as a picture of a terminal (SVG), for pages and slides. It loads nothing from elsewhere."""

import re
from io import StringIO

from rich.console import Console

from crmcli.domain.table import Table
from crmcli.formats.terminal import draw
from crmcli.messages import Phrases

_FONT_FACES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def render(table: Table, phrases: Phrases, *, width: int, title: str, explained: bool = False) -> str:
    """The same lines a terminal of that width shows, in colour; a fixed id, so that equal tables give equal files."""
    console = Console(file=StringIO(), width=width, record=True, force_terminal=True, highlight=False, markup=False, emoji=False, legacy_windows=False)
    draw(console, table, phrases, explained=explained)
    picture = console.export_svg(title=title, unique_id="crm")
    return _FONT_FACES.sub("", picture).replace("Fira Code", "ui-monospace, D2Coding, Menlo, Consolas")
