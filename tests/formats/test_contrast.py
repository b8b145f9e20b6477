"""What is coloured can be read on white and on black, in the palettes that terminals come with.

WCAG asks for a contrast of 3 for what is told otherwise too, as everything here is (docs/output.md).
"""

from itertools import product

import pytest

from crmcli.formats import terminal
from crmcli.formats.findings.text import COLOURS

# What a terminal makes of red, green, yellow, magenta, cyan and bright red when nobody chose others.
NAMES = ("red", "green", "yellow", "magenta", "cyan", "bright_red")
PALETTES = {
    "xterm": ("cd0000", "00cd00", "cdcd00", "cd00cd", "00cdcd", "ff0000"),
    "console": ("aa0000", "00aa00", "aa5500", "aa00aa", "00aaaa", "ff5555"),
    "gnome": ("cc0000", "4e9a06", "c4a000", "75507b", "06989a", "ef2929"),
    "macos": ("990000", "00a600", "999900", "b200b2", "00a6b2", "e50000"),
    "windows": ("c50f1f", "13a10e", "c19c00", "881798", "3a96dd", "e74856"),
}
PAPERS = {"white": "ffffff", "black": "000000"}
# below 3: there is no green for both in xterm's palette, and Windows has a dark magenta
BELOW = {("xterm", "green", "white"), ("windows", "magenta", "black")}
STYLES = {
    *terminal._STANCES.values(),
    *terminal._RUNGS.values(),
    *terminal._MARKS.values(),
    terminal.BAD,
    terminal.GOOD,
}
SGR = {"91": "bright_red", "35": "magenta", "1": "bold"}


def light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def used() -> set[str]:
    words = {word for style in STYLES for word in style.split()}
    return (words | {SGR[code] for code in COLOURS.values()}) - {"bold", "dim"}


def test_no_other_colours_are_used_than_those_measured_here() -> None:
    assert {"bright_red", "green", "magenta"} == used()


@pytest.mark.parametrize(("palette", "paper"), list(product(PALETTES, PAPERS)))
def test_colours_can_be_read_on_white_and_on_black(palette, paper) -> None:
    poor = {
        (palette, name, paper)
        for name, colour in zip(NAMES, PALETTES[palette], strict=True)
        if name in used() and contrast(colour, PAPERS[paper]) < 3
    }
    assert poor <= BELOW


def test_yellow_and_cyan_could_not() -> None:
    for name in ("yellow", "cyan"):
        white = [contrast(colours[NAMES.index(name)], "ffffff") for colours in PALETTES.values()]
        assert min(white) < 2 and sum(each < 3.3 for each in white) >= 4
