"""The style sheets' colours for more contrast: texts 7:1 and more on whatever may lie behind them, edges 3:1 and more, by light and in the dark."""

import re
from pathlib import Path

import pytest

import crmcli.web
from formats.test_contrast import contrast

STATIC = Path(crmcli.web.__file__).parent / "static"
MORE = "(prefers-contrast: more)"
TEXTS = ("ink", "soft", "accent", "good", "middle", "bad")
GROUNDS = ("paper", "sheet", "wash", "good-wash", "middle-wash", "bad-wash", "note-wash")
ON = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    ("on-accent", "accent"),
    ("soft", "rung-0"),
    ("rung-ink", "rung-1"),
    ("rung-ink", "rung-2"),
    ("rung-ink-3", "rung-3"),
    ("rung-ink-4", "rung-4"),
    *((f"chart-{each}", "chart-page") for each in ("ink", "soft", "good", "middle", "bad")),
    *((f"chart-{each}", "chart-page") for each in range(6)),
    *(("chart-on-low", f"chart-h{each}") for each in range(3)),
    *(("chart-on-high", f"chart-h{each}") for each in (3, 4)),
    ("chart-alarm-ink", "chart-alarm"),
]
EDGES = [
    ("line", "sheet"),
    ("edge", "sheet"),
    ("chart-rule", "chart-page"),
    ("chart-axis", "chart-page"),
]


def colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*#([0-9a-f]{6})", text))


def block(sheet: str, begins: str) -> str:
    """What stands behind these words until the next question that is asked of the system."""
    text = (STATIC / sheet).read_text(encoding="utf-8")
    return text.partition(begins)[2].split("@media")[0]


LIGHT = colours(block("charts.css", "*/")) | colours(block("page.css", "*/"))
DARK = LIGHT | colours(block("dark.css", "*/"))
SCHEMES = {
    "light": LIGHT | colours(block("page.css", MORE)),
    "dark": DARK | colours(block("dark.css", MORE)),
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_more_contrast_is_more(scheme: str) -> None:
    known = SCHEMES[scheme]
    poor = {each: contrast(known[each[0]], known[each[1]]) for each in ON}
    assert {} == {each: ratio for each, ratio in poor.items() if ratio < 7}
    edges = {each: contrast(known[each[0]], known[each[1]]) for each in EDGES}
    assert {} == {each: ratio for each, ratio in edges.items() if ratio < 3}
    usual = {"light": LIGHT, "dark": DARK}[scheme]
    assert [] == [each for each in ON if contrast(usual[each[0]], usual[each[1]]) > poor[each] + 2]
