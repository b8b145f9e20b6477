"""What no book should hold: links that lead out of it, names that are no text, addresses that no page has."""

import asyncio
import os
import re
import subprocess
import sys

import pytest
from web.client import Browser

from crmcli.web.views.desk import OTHERS

SECRET = "root-of-all: the first line of somebody else's file"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names of bytes, and links")


@pytest.fixture
def book(tmp_path):
    root = tmp_path / "book"
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_text("language: en\ntimezone: UTC\nteam: {ada: {name: Ada}}\n")
    (root / "accounts" / "acme.yaml").write_text("name: Acme\nstatus: custmer\n")
    return root


def test_of_a_link_that_leads_out_of_the_book_nothing_is_shown(book, tmp_path):
    (tmp_path / "secret").write_text(SECRET)
    os.symlink(tmp_path / "secret", book / "accounts" / "out.yaml")
    with Browser(book) as browser:
        for path in ("/lint", "/report/lint", "/account/out", "/source/out", "/"):
            assert "somebody else" not in browser.ask(path).text, path
        assert "file-link-leaves" in browser.ask("/lint").text
    for words in (("lint",), ("lint", "-o", "sarif"), ("lint", "--json")):
        command = [sys.executable, "-m", "crmcli", "-C", str(book), *words]
        said = subprocess.run(command, capture_output=True, check=False)
        assert b"somebody else" not in said.stdout + said.stderr


def test_a_file_name_that_is_no_text_is_shown_all_the_same(book):
    (book / "accounts" / os.fsdecode(b"bad\xffname.yaml")).write_text("name: Odd\n")
    with Browser(book) as browser:
        for path in ("/", "/lint", "/accounts", "/coverage"):
            assert browser.ask(path).status == 200, path


@pytest.mark.parametrize("path", ["/account/new%0Aline", "/nosuch", "/account/nosuch", "/%ff"])
def test_what_no_page_has_is_answered_with_ours(book, path):
    with Browser(book) as browser:
        got = browser.ask(path)
        assert got.status == 404
        assert "<main" in got.text and "Not Found" not in got.text
        assert 'href="/pipeline"' in got.text  # the way on


def test_nothing_remembered_is_held_after_an_answer_also_one_that_says_why_not(book):
    with Browser(book) as browser:

        def held() -> bool:
            return browser.books._present.session.book.cache.db.in_transaction

        for path, status in (("/coverage", 200), ("/account/nosuch", 404)):
            assert browser.ask(path).status == status
            assert not asyncio.run(browser.books.run(held))


def test_days_that_nobody_asks_for_again_are_forgotten(book):
    with Browser(book) as browser:
        for day in range(1, 29):
            assert browser.ask(f"/lint?as_of=2026-02-{day:02}").status == 200
        assert len(browser.books._present.kept._others) <= OTHERS


def test_what_has_nothing_in_it_says_so_instead_of_an_empty_box(tmp_path):
    (tmp_path / "accounts").mkdir()
    (tmp_path / "crm.yaml").write_text("language: en\ncurrency: USD\n")
    with Browser(tmp_path) as browser:
        for path, figure in (("/winloss", "Days to win"), ("/stance", "index")):
            text = browser.ask(path).text
            assert f'<dt>{figure}</dt>\n<dd class="value">n/a</dd>' in text
            drawn = re.findall(r"<figure.*?</figure>", text, re.DOTALL)
            assert not [each for each in drawn if "nothing to show" in each]
        text = browser.ask("/winloss").text
        assert '<h2>Why deals did not end in a sale</h2><p class="none">nothing to show</p>' in text
