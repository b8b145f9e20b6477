"""Every page and every report can be looked at, in both languages, and shows what the command says."""

import json
import re
import shlex
from html.parser import HTMLParser

import pytest
import warm
from docs.runner import ROOT
from web.addresses import BOOKS, address
from web.client import DAY, Browser

from crmcli.reports.registry import OF_COMMANDS
from crmcli.web.views.command_lines import WAYS
from crmcli.web.views.registry import BY_NAME, PAGES

# asked with a past that no application gives yet
WITH_A_PAST = {"quality", "queries", "slips"}


@pytest.fixture(scope="module", params=BOOKS)
def book(request, tmp_path_factory):
    name = request.param
    with Browser(ROOT / "examples" / name) as browser:
        browser.name, browser.account = name, BOOKS[name]
        yield browser


def test_every_report_of_the_registry_has_an_address():
    assert {name for names in OF_COMMANDS.values() for name in names} - {*WAYS} == WITH_A_PAST


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_every_page_can_be_looked_at(book, page, lang):
    found = BY_NAME[page]
    path = f"/{found.path}"
    if found.of_one:
        path += "/due" if page == "report" else f"/{book.account}"
    got = book.ask(path, headers={"accept-language": lang})
    assert got.status == 200
    assert f'<html lang="{lang}"' in got.text


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("report", WAYS)
def test_every_report_can_be_looked_at(book, report, lang):
    got = book.ask(
        f"/report/{report}?{address(book.name, report)}", headers={"accept-language": lang}
    )
    assert got.status == 200
    assert "<main" in got.text


def command(got) -> str:
    line = re.search(r"<code data-copy[^>]*>(.*?)</code>", got.text).group(1)
    return (
        line.replace("&#39;", "'")
        .replace("&#34;", '"')
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("report", WAYS)
def test_what_is_taken_along_is_what_the_command_of_the_page_writes(book, report, form, tmp_path):
    asked = address(book.name, report)
    page = book.ask(f"/report/{report}?{asked}", headers={"accept-language": "en"})
    words = shlex.split(command(page))
    assert words[0] == "crm"
    at = words.index("--") if "--" in words else len(words)
    ran = warm.run(
        [*words[1:at], "-o", form, "--lang", "en", *words[at:]],
        cwd=ROOT / "examples" / book.name,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "CRM_CACHE_DIR": str(tmp_path / "c")},
    )
    got = book.ask(f"/answer/{report}.{form}?{asked}", headers={"accept-language": "en"})
    assert ran.status == 0, ran.err.decode()
    assert got.status == 200
    assert got.body == ran.out


class Cells(HTMLParser):
    """The texts of all cells of the body of each table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "td"

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def test_the_agenda_shows_every_row_of_due(book):
    parser = Cells()
    parser.feed(book.ask("/report/due").text)
    rows = json.loads(book.ask("/answer/due.json").text)["rows"]
    shown = [row for row in parser.rows if row]
    assert [row[0] for row in shown[: len(rows)]] == [str(row["n"]) for row in rows]
    assert [row[4] for row in shown[: len(rows)]] == [row["name"] for row in rows]


def test_the_map_of_coverage_says_each_rung_of_the_command(book):
    rows = json.loads(book.ask("/answer/coverage_grid.json").text)["rows"]
    text = book.ask("/coverage").text
    for rung, place in (("friendly", 4), ("reachable", 3), ("met", 2), ("named", 1)):
        told = sum(cell["rung"] == rung for row in rows for cell in row["roles"])
        assert text.count(f'class="mark rung-{place}"') - 1 == told  # one of them is the legend's


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("since=yesterday", "yesterday"),
        ("by=weather", "weather"),
        ("colour=red", "colour"),
        ("from=-1", "-1"),
        ("as_of=2026-02-30", "2026-02-30"),
        ("since=2026-01-01&since=2026-02-01", "since"),
        ("owner=nobody-here", "nobody-here"),
        ("segment=nowhere", "nowhere"),
        ("explain=perhaps", "perhaps"),
    ],
)
def test_what_means_nothing_is_told_in_plain_words(book, said, words):
    got = book.ask(f"/report/winrate?{said}", headers={"accept-language": "en"})
    assert got.status in (400, 404)
    assert words in got.text
    assert "Traceback" not in got.text


def test_a_page_of_the_past_says_so_and_leads_back(book):
    got = book.ask("/coverage?as_of=2026-06-30", headers={"accept-language": "en"})
    assert "Looking at 2026-06-30" in got.text
    assert "as_of=2026-05-31" in got.text
    assert "as_of=2026-07-31" in got.text


def test_the_day_of_the_form_becomes_an_address_of_its_own(book):
    got = book.ask("/coverage?goto=2026-06-30&owner=&segment=A")
    assert (got.status, got.headers["location"]) == (303, "/coverage?segment=A&as_of=2026-06-30")
    got = book.ask("/coverage?goto=2026-06-30&how=then")
    assert got.headers["location"] == "/coverage?as_of=2026-06-30&at=2026-06-30"


def test_a_switch_is_remembered_and_leaves_no_trace_in_the_address(book):
    got = book.ask("/coverage?segment=A&lang=ko")
    assert (got.status, got.headers["location"]) == (303, "/coverage?segment=A")
    assert "crm-lang=ko" in got.headers["set-cookie"]
    text = book.ask("/coverage", headers={"cookie": f"{book.cookie}; crm-theme=dark"}).text
    assert '<meta name="color-scheme" content="dark">' in text
    assert 'dark.css" media="screen">' in text


def test_the_colours_of_the_dark_are_where_they_are_asked_for(book):
    assert 'dark.css" media="screen and (prefers-color-scheme: dark)">' in book.ask("/").text
    text = book.ask("/", headers={"cookie": f"{book.cookie}; crm-theme=light"}).text
    assert '<meta name="color-scheme" content="light">' in text
    assert "dark.css" not in text
    refused = book.ask("/nothing", headers={"cookie": f"{book.cookie}; crm-theme=dark"})
    assert refused.status == 404
    assert 'dark.css" media="screen">' in refused.text


def test_the_day_of_the_start_is_the_day_of_every_page(book):
    assert f'"as_of": "{DAY.isoformat()}"' in book.ask("/answer/coverage.json").text
