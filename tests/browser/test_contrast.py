"""Whoever asks the system for more contrast gets it, and whoever puts colours of the system in place of ours loses nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import DESK
from browser.test_every_page import ADDRESSES, subject

# texts 7:1 (WCAG's level AAA); that of pictures is measured in tests/web/test_contrast.py
RULES = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced", "color-contrast"]}}
RULES |= {"rules": {"color-contrast-enhanced": {"enabled": True}}}
WAYS = {
    "more-light": {"contrast": "more", "color_scheme": "light"},
    "more-dark": {"contrast": "more", "color_scheme": "dark"},
    "forced-light": {"forced_colors": "active", "color_scheme": "light"},
    "forced-dark": {"forced_colors": "active", "color_scheme": "dark"},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "path"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_a_page_in_more_contrast_and_in_colours_of_the_system(northwind, window, name, path, way):
    seen = window(northwind, DESK, locale="en-US", **WAYS[way])
    seen.page.goto(northwind.at(path.format(subject(name, northwind.book))))
    seen.keep(f"{name}-{way}")
    assert [] == seen.wrong
    if way.startswith("forced"):
        return  # colours are put in place of ours where the page is painted: no style tells them
    told = Axe().run(seen.page, options=RULES)
    assert [] == [
        (each["id"], node["target"], node["failureSummary"][:200])
        for each in told.response["violations"]
        for node in each["nodes"][:3]
    ]


LOOKS = """(select) => {
  const style = getComputedStyle(document.querySelector(select));
  return [style.outlineStyle, style.borderTopStyle, style.borderBottomColor];
}"""


def test_what_a_ground_told_has_an_edge_in_forced_colours(northwind, window):
    seen = window(northwind, DESK, locale="en-US", **WAYS["forced-dark"])
    seen.page.goto(northwind.at("coverage"))
    assert "solid" == seen.page.evaluate(LOOKS, ".menu a[aria-current]")[0]
    assert "none" == seen.page.evaluate(LOOKS, ".menu a:not([aria-current])")[0]
    assert "solid" == seen.page.evaluate(LOOKS, "td.mark > span[aria-hidden]")[1]
    seen.page.keyboard.press("j")
    assert "solid" == seen.page.evaluate(LOOKS, "tbody tr.on")[0]
    seen.page.goto(northwind.at("forecast"))
    here, other = (
        seen.page.evaluate(LOOKS, f".tabs a{which}")[2]
        for which in ("[aria-current]", ":not([aria-current])")
    )
    assert here != other
