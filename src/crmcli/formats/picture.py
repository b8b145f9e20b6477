"""A table as a picture of a terminal (SVG), for pages and slides.

It loads nothing from elsewhere.
"""

from html import escape
from math import ceil

from rich.terminal_theme import SVG_EXPORT_THEME

from crmcli.domain.table import Table
from crmcli.domain.text.width import cells
from crmcli.formats.paint import style_of
from crmcli.formats.terminal import lines
from crmcli.formats.wrapping import Line
from crmcli.messages import Phrases

LETTER, LEADING, CELL = 20, 24.4, 12.2  # pixels: a letter's height, a line's and a cell's width
TOP, SIDE = 41, 9  # pixels between the picture's edge and the text
FADED = 0.4  # so much of the background is in what is dim

_PAGE = """\
<svg class="crm-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.crm-text {{ font: 20px ui-monospace, D2Coding, Menlo, Consolas, monospace; white-space: pre; }}
.crm-title {{ font: bold 18px arial; }}
{styles}
</style>
<rect fill="{paper}" stroke="rgba(255,255,255,0.35)" x="1" y="1" width="{inner}" height="{depth}" rx="8"/>
<text class="crm-title" fill="{ink}" text-anchor="middle" x="{middle}" y="27">{title}</text>
<g transform="translate(26,22)">
<circle cx="0" cy="0" r="7" fill="#ff5f57"/>
<circle cx="22" cy="0" r="7" fill="#febc2e"/>
<circle cx="44" cy="0" r="7" fill="#28c840"/>
</g>
<g class="crm-text" transform="translate(9,41)">
{text}
</g>
</svg>
"""


def render(
    table: Table, phrases: Phrases, *, width: int, title: str, explained: bool = False
) -> str:
    """The lines that a terminal of that width shows, in colour; equal tables give equal files."""
    shown = [
        part
        for line in lines(table, phrases, width, explained=explained)
        for part in _folded(line, width)
    ]
    classes: dict[str, str] = {}
    text = [piece for number, line in enumerate(shown) for piece in _pieces(line, number, classes)]
    inner = ceil(width * CELL + 2 * (SIDE - 1))
    depth = _size(len(shown) * LEADING + TOP + SIDE - 2)
    return _PAGE.format(
        width=inner + 2,
        height=_size(len(shown) * LEADING + TOP + SIDE),
        inner=inner,
        depth=depth,
        middle=inner // 2,
        paper=SVG_EXPORT_THEME.background_color.hex,
        ink=SVG_EXPORT_THEME.foreground_color.hex,
        title=escape(title),
        styles="\n".join(f".{name} {{ {css} }}" for css, name in classes.items()),
        text="\n".join(text),
    )


def _folded(line: Line, width: int) -> list[Line]:
    """A line as a terminal shows it that has no room for it: what is too much goes on in the next,
    wherever that cuts.
    """
    rows: list[Line] = [[]]
    used = 0
    for text, style in line:
        for char in text:
            needed = cells(char)
            if used and used + needed > width:
                rows.append([])
                used = 0
            last = rows[-1]
            if last and last[-1][1] == style:
                last[-1] = (last[-1][0] + char, style)
            else:
                last.append((char, style))
            used += needed
    return rows


def _pieces(line: Line, number: int, classes: dict[str, str]) -> list[str]:
    """The line's texts, each as long as its cells, so that columns stand in line whatever the
    font.
    """
    found, used = [], 0
    for text, style in line:
        size = cells(text)
        if text.strip() and size:
            name = classes.setdefault(_css(style), f"crm-r{len(classes) + 1}")
            shown = escape(text).replace(" ", "&#160;")
            found.append(
                f'<text class="{name}" x="{_size(used * CELL)}" y="{_size(number * LEADING + LETTER)}" '
                f'textLength="{_size(size * CELL)}">{shown}</text>'
            )
        used += size
    return found


def _css(style: str) -> str:
    meant = style_of(style)
    theme = SVG_EXPORT_THEME
    ink = meant.color.get_truecolor(theme) if meant.color else theme.foreground_color
    if meant.dim:
        ink = type(ink)(
            *(round(a + (b - a) * FADED) for a, b in zip(ink, theme.background_color, strict=True))
        )
    return f"fill: {ink.hex}" + ("; font-weight: bold" if meant.bold else "")


def _size(pixels: float) -> str:
    return f"{pixels:.1f}".removesuffix(".0")
