"""A site is the book's pages as files: each link leads to one that is there, each figure is the command's, and the same book gives the same bytes."""

import json
import re
import shlex
import shutil
from datetime import date
from html import unescape

import pytest
from web.site.making import DAY, EXAMPLES, ROOT, Page, contents, crm, led_to, made, states

from crmcli.app.session import Session
from crmcli.store.book.kept_places import Judgement
from crmcli.store.book.remembering import Remembering
from crmcli.web.site.build import Site
from crmcli.web.site.folder import Folder
from crmcli.web.site.pages import Settings
from crmcli.web.site.plan import of_every_account
from crmcli.web.views.registry import PAGES

LARGEST = 500 * 1024
BOOK_OF = {}  # which example a site is of


@pytest.fixture(scope="module", params=EXAMPLES)
def site(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    made(ROOT / "examples" / request.param, folder / "site", folder)
    BOOK_OF[folder / "site"] = request.param
    return folder / "site"


def pages(site) -> list[str]:
    return [name for name in contents(site) if name.endswith(".html")]


def test_every_page_of_the_menu_is_a_file(site):
    """But for the history, which git has only from a later day than that of this site: a page that could but say so is none."""
    for page in PAGES:
        if page.is_file and not page.of_one:
            is_there = (site / f"{page.path or 'index'}.html").is_file()
            assert is_there == (page.name != "history"), page.name


def test_every_account_has_its_pages_and_is_found(site):
    rows = json.loads((site / "answer" / "accounts.json").read_text("utf-8"))["rows"]
    names = (site / "static" / "names.js").read_text("utf-8")
    for row in rows:
        for page in of_every_account():
            assert (site / page.path / f"{row['account']}.html").is_file()
        assert f'["account/{row["account"]}.html"' in names


def test_every_link_leads_to_a_file_that_is_there(site):
    there = contents(site).keys()
    for page in pages(site):
        for link, file in led_to(site, page):
            assert file in there, f"{page}: {link}"


def test_every_file_is_led_to(site):
    led = {file for page in pages(site) for _, file in led_to(site, page)}
    assert {*contents(site)} - led - {"site.json"} == set()


def test_no_page_asks_or_takes_in_anything_from_elsewhere(site):
    for name in pages(site):
        text = (site / name).read_text("utf-8")
        page = Page(text)
        assert "default-src 'none'" in page.policy
        assert "unsafe" not in page.policy
        assert not {"form", "iframe", "style", "base", "object"} & page.names, name
        assert not {"style", "onclick", "onload", "action"} & page.attributes, name
        assert len(text.encode()) < LARGEST, name
        assert not re.search(r"127\.0\.0\.1|/static/[0-9a-f]{12}/|/state\b", text)


def test_what_is_taken_along_is_what_the_command_of_the_page_writes(site, tmp_path):
    book = ROOT / "examples" / BOOK_OF[site]
    for name in ("coverage.html", "report/cohorts.html", "report/due.html"):
        text = (site / name).read_text("utf-8")
        words = shlex.split(unescape(re.search(r"<code[^>]*>(.*?)</code>", text).group(1)))
        assert f"--as-of {DAY}" in " ".join(words)
        for form in ("csv", "json"):
            (file,) = [file for _, file in led_to(site, name) if file.endswith(f".{form}")]
            ran = crm(*words[1:], "-o", form, cwd=book, cache=tmp_path)
            assert (site / file).read_bytes() == ran.out, file


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_same_book_gives_the_same_bytes(example, tmp_path):
    sites = []
    for place in ("here", "another place"):
        folder = tmp_path / place
        shutil.copytree(ROOT / "examples" / example, folder / "book")
        made(folder / "book", folder / "site", folder)
        sites.append(contents(folder / "site"))
    assert sites[0] == sites[1]


def test_again_nothing_is_written(site, tmp_path):
    before = states(site)
    ran = made(ROOT / "examples" / BOOK_OF[site], site, tmp_path)
    assert states(site) == before
    assert ran.out.decode().splitlines()[1] == "nothing changed"


def test_only_a_folder_in_the_book_is_told_to_be_kept_out_of_commits(tmp_path):
    book = shutil.copytree(ROOT / "examples" / "hanbit", tmp_path / "book")
    told = "lies in the book: keep it out of commits"
    assert told not in made(book, tmp_path / "site", tmp_path).text
    assert told in made(book, book / "public", tmp_path).text
    (tmp_path / "link").symlink_to(book)
    assert told in made(book, tmp_path / "link" / "other", tmp_path).text


def test_a_site_made_again_gathers_nothing_again(tmp_path, monkeypatch):
    """All that its reports ask of the book stays remembered, places of findings too."""
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    book = shutil.copytree(ROOT / "examples" / "hanbit", tmp_path / "book")
    gathered, first = [], []

    def counted(method):
        def count(self, *words):
            gathered.append(words[0])
            return method(self, *words)

        return count

    monkeypatch.setattr(Remembering, "_chunk", counted(Remembering._chunk))
    monkeypatch.setattr(Judgement, "locate", counted(Judgement.locate))
    settings = Settings(date.fromisoformat(DAY), "", "ko", "hanbit")
    for _ in range(3):  # files that are as young as the first look at them are read twice
        gathered.clear()
        with Session(str(book)) as session, Folder(str(tmp_path / "site"), str(book)) as folder:
            Site(session, folder, settings).build(None)
            first = first or [*gathered]
    assert first
    assert gathered == []
