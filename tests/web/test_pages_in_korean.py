"""No page in Korean says a Latin sentence of its own: every page, every report and every form over the Korean example book."""

import re
from html.parser import HTMLParser

import pytest
from commands.test_korean import latin
from docs.runner import ROOT
from web.addresses import BOOKS, address
from web.client import Browser
from web.writing.writer import ACCOUNT as WRITTEN
from web.writing.writer import POLICY, Writer, book, controls

from crmcli.web.views.command_lines import WAYS
from crmcli.web.views.registry import PAGES
from crmcli.web.writing.forms.registry import FORMS

KOREAN = {"accept-language": "ko"}
NAME, ACCOUNT = "hanbit", BOOKS["hanbit"]
# what is typed or written as it stands, and what only programs read
AS_IT_STANDS = {"script", "style", "code", "kbd", "pre", "textarea"}
SPOKEN = {"title", "aria-label", "alt", "placeholder", "label"}
OWN = " ".join(
    " ".join(path.read_text("utf-8").split())
    for path in sorted((ROOT / "examples" / NAME).rglob("*.yaml"))
)


class Said(HTMLParser):
    """What a person sees or hears of a page."""

    def __init__(self, text):
        super().__init__()
        self.said, self._left_out = [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self._left_out += tag in AS_IT_STANDS
        self.said += [value for name, value in attributes if name in SPOKEN and value]

    def handle_endtag(self, tag):
        self._left_out -= tag in AS_IT_STANDS

    def handle_data(self, data):
        if not self._left_out:
            self.said.append(data)


def foreign(text):
    said = [re.sub(r"crm [a-z].*", "crm", each) for each in Said(text).said]
    return {found for each in said for found in latin(each) if found not in OWN}


@pytest.fixture(scope="module")
def browser():
    with Browser(ROOT / "examples" / NAME, lang="ko") as found:
        yield found


@pytest.mark.parametrize("page", [page.name for page in PAGES if page.name != "report"])
def test_a_page(browser, page):
    (found,) = (each for each in PAGES if each.name == page)
    path = f"/{found.path}" + (f"/{ACCOUNT}" if found.of_one else "")
    got = browser.ask(path, headers=KOREAN)
    assert (200, set()) == (got.status, foreign(got.text))


@pytest.mark.parametrize("report", WAYS)
def test_a_report(browser, report):
    got = browser.ask(f"/report/{report}?{address(NAME, report)}", headers=KOREAN)
    assert (200, set()) == (got.status, foreign(got.text))


def test_an_english_page_would_be_found():
    with Browser(ROOT / "examples" / NAME, lang="en") as english:
        assert len(foreign(english.ask("/").text)) > 5


def test_pages_that_there_are_not(browser):
    for path in ("/nowhere", "/account/nobody", "/report/nothing"):
        assert set() == foreign(browser.ask(path, headers=KOREAN).text)


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    with Writer(book(tmp_path_factory.mktemp("writer") / "book"), lang="ko") as found:
        yield found


@pytest.mark.parametrize("name", FORMS)
def test_a_form_and_what_is_wrong_with_it(writer, name):
    own = " ".join(f"{POLICY} {WRITTEN}".split())
    drawn = writer.form(name)
    wrong = writer.post(f"/write/{name}", {**controls(drawn.text), "date": ["soonish"]})
    for got in (drawn, wrong):
        assert '<html lang="ko"' in got.text and "<form" in got.text
        assert set() == {each for each in foreign(got.text) if each not in own}
