"""The colours of charts: every class has one, and each is seen by everybody on what lies behind it,
in light, dark and print.
"""

import re
from pathlib import Path

import pytest

from crmcli import charts

ROOM = Path(charts.__file__).parent
STATIC = ROOM.parent / "web" / "static"
CSS, PAGE, DARK = (
    (STATIC / name).read_text("utf-8") for name in ("charts.css", "page.css", "dark.css")
)
THEMES = ("light", "dark", "print")


def named(css: str, start: str = "^:root") -> dict[str, str]:
    """The colours that a block gives."""
    block = re.search(rf"{start} \{{(.*?)\}}", css, re.DOTALL | re.MULTILINE)
    assert block is not None
    found = dict(re.findall(r"--([a-z0-9-]+): ([^;]+)", block.group(1)))
    assert found
    return found


def in_print(css: str) -> dict[str, str]:
    return named(css, r"@media print \{\n  :root")


def colours(theme: str) -> dict[str, str]:
    """Those of the light, and what the theme gives in their place."""
    over = {"light": {}, "dark": named(DARK), "print": in_print(CSS)}[theme]
    found = {**named(CSS), **over}
    return {
        name.removeprefix("chart-"): colour
        for name, colour in found.items()
        if name.startswith("chart-")
    }


def light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((light(one), light(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_texts_are_read(theme: str) -> None:
    found = colours(theme)
    pairs = [("ink", "page"), ("soft", "page"), ("soft", "flow"), ("inside", "0"), ("bad", "flow")]
    pairs += [(tone, ground) for tone in ("good", "middle", "bad") for ground in ("page", "card")]
    pairs += [(str(series), "page") for series in range(6)]
    pairs += [("on-low", "h0"), ("on-low", "h1"), ("on-low", "h2"), ("on-high", "h4")]
    pairs += [("alarm-ink", "alarm"), ("soft", "card"), ("ink", "card"), ("soft", "empty")]
    pairs += [("on-high", "h3")]
    low = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in pairs}
    assert {} == {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5}


@pytest.mark.parametrize("theme", THEMES)
def test_marks_are_seen(theme: str) -> None:
    found = colours(theme)
    pairs = [(name, "page") for name in ("axis", "sum", "cell-line", "alarm-ink", "h3", "h4")]
    pairs += [(name, "h1") for name in ("good", "middle", "bad", "0")]
    low = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in pairs}
    assert {} == {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 3}


def test_every_colour_has_its_like_in_the_dark_and_is_known_in_print() -> None:
    assert named(DARK).keys() == named(CSS).keys() | named(PAGE).keys()
    for css in (CSS, PAGE):
        assert in_print(css).keys() <= named(css).keys()


def test_the_colours_of_pages_are_all_in_use() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", "".join(map(read, STATIC.glob("*.css")))))
    assert used == named(CSS).keys() | named(PAGE).keys() | {"mono"}  # a typeface, not a colour


def read(path: Path) -> str:
    return path.read_text("utf-8")


def test_every_class_that_is_drawn_has_its_looks() -> None:
    drawn = {
        name
        for path in ROOM.glob("*.py")
        for name in re.findall(
            r"\bchart-[a-z0-9]+(?:-[a-z0-9]+)*\b(?![-{])", path.read_text("utf-8")
        )
    }
    plain = {"chart-legend", "chart-fill"}  # what they hold has looks of its own
    assert set() == {name for name in drawn - plain if not re.search(rf"\.{name}\b", CSS)}


def test_nothing_comes_from_elsewhere() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
