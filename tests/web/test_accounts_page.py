"""All accounts: the rows of `crm list --known`, found, filtered, ordered and paged by the address."""

import json
import shlex
from urllib.parse import quote

import pytest
import warm
from docs.runner import ROOT
from web.client import Browser
from web.test_know_and_keep import KNOWN
from web.test_pages import BOOKS, Cells, command


@pytest.fixture(scope="module", params=BOOKS)
def book(request):
    with Browser(ROOT / "examples" / request.param) as browser:
        browser.name = request.param
        yield browser


def names(text: str) -> list[str]:
    parser = Cells()
    parser.feed(text)
    return [row[0] for row in parser.rows if len(row) > 5]


SAID = [
    "",
    "sort=-composite",
    "sort=last_touch",
    "status=customer&sort=-open_amount",
    "owner={member}",
    "segment=A",
    "as_of=2026-05-31",
    "q=an",
    "q=" + quote("ㅎ"),
]


@pytest.mark.parametrize("said", SAID)
def test_the_rows_are_those_of_the_command_beside_them(book, said, tmp_path):
    said = said.format(member=KNOWN[book.name])
    got = book.ask(f"/accounts?{said}", headers={"accept-language": "en"})
    assert got.status == 200
    words = shlex.split(command(got))
    ran = warm.run(
        [*words[1:], "--json", "--lang", "en"],
        cwd=ROOT / "examples" / book.name,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "CRM_CACHE_DIR": str(tmp_path / "c")},
    )
    assert ran.status == 0, ran.err.decode()
    rows = json.loads(ran.out)["rows"]
    assert names(got.text) == [row["name"] for row in rows]
    answer = said.replace("q=", "called=")
    assert book.ask(f"/answer/directory.json?{answer}").body == ran.out


def test_initials_find_a_korean_name():
    with Browser(ROOT / "examples" / "hanbit") as book:
        got = book.ask("/accounts?q=" + quote("ㅎㅂㅈㅈ"))
        assert names(got.text) == ["한빛전자㈜"]


def test_a_head_leads_to_the_order_of_its_column_and_back(book):
    text = book.ask("/accounts?status=customer").text
    assert 'href="/accounts?as_of=2026-08-01&amp;sort=-composite&amp;status=customer"' in text
    text = book.ask("/accounts?status=customer&sort=-composite").text
    assert 'href="/accounts?as_of=2026-08-01&amp;sort=composite&amp;status=customer"' in text


@pytest.mark.parametrize("said", ["sort=colour", "status=happy", "colour=red", "q=a&q=b"])
def test_what_means_nothing_is_told(book, said):
    got = book.ask(f"/accounts?{said}", headers={"accept-language": "en"})
    assert got.status in (400, 404)
    assert "Traceback" not in got.text


def test_many_accounts_are_paged(tmp_path):
    (tmp_path / "crm.yaml").write_text("currency: USD\n")
    (tmp_path / "accounts").mkdir()
    for number in range(230):
        (tmp_path / "accounts" / f"a{number:03d}.yaml").write_text(f"name: Number {number:03d}\n")
    with Browser(tmp_path) as book:
        got = book.ask("/accounts")
        assert names(got.text) == [f"Number {each:03d}" for each in range(100)]
        assert names(book.ask("/accounts?from=200").text)[-1] == "Number 229"
        assert names(book.ask("/accounts?q=229").text) == ["Number 229"]
        assert len(got.body) < 500_000
