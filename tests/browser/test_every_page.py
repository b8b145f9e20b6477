"""Every page there is, in both languages, on a phone and at a desk: nothing goes wrong in it, nothing sticks out of it, and
nobody is shut out of it."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import DESK, PHONE
from crmcli.web.views.registry import PAGES

SUBJECTS = {"report": "winrate"}
ADDRESSES = [
    (page.name, f"{page.path}/{{}}" if page.of_one else page.path or "/") for page in PAGES
]
LOCALES = {"ko": "ko-KR", "en": "en-US"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIDEWAYS = """() => {
  const over = document.documentElement.scrollWidth - window.innerWidth;
  return over > 0 ? over : 0;
}"""


def subject(name: str, book: Path) -> str:
    """What a page of one thing is about here: of accounts the one of which most is known."""
    files = sorted((book / "accounts").glob("*.yaml"), key=lambda each: each.stat().st_size)
    return SUBJECTS.get(name, files[-1].stem)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("name", "path"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_a_page(books, window, name, path, language):
    served = books[language]
    where = served.at(path.format(subject(name, served.book)))
    found = {}
    for size in (PHONE, DESK):
        for scheme in ("light", "dark"):
            seen = window(served, size, color_scheme=scheme, locale=LOCALES[language])
            answer = seen.page.goto(where)
            assert answer.status == 200
            assert seen.page.locator("html").get_attribute("lang") == language
            assert seen.page.locator("main h1").count() == 1
            seen.keep(f"{name}-{language}-{size[0]}-{scheme}")
            found[size[0], scheme, "sideways"] = seen.page.evaluate(SIDEWAYS)
            if size == DESK or scheme == "light":
                told = Axe().run(seen.page, options={"runOnly": {"type": "tag", "values": RULES}})
                found[size[0], scheme, "axe"] = [
                    (each["id"], node["target"], node["failureSummary"][:300])
                    for each in told.response["violations"]
                    for node in each["nodes"][:3]
                ]
            found[size[0], scheme, "wrong"] = seen.wrong
    assert {key: value for key, value in found.items() if value} == {}
