"""The findings on the page are those of `crm lint`, each beside its line."""

import json
import re
import shlex
from html import unescape

import pytest
import warm
from docs.runner import ROOT
from web.client import Browser

ENGLISH = {"accept-language": "en"}
WRONG = """name: Acme <script>alert(1)</script>
owner: nobody
status: custmer
foo: bar
deals:
  a: {amount: x, stages: {2026-01-01: lead}}
"""


@pytest.fixture(scope="module", params=["hanbit", "northwind", "wrong"])
def book(request, tmp_path_factory):
    folder = ROOT / "examples" / request.param
    if request.param == "wrong":
        folder = tmp_path_factory.mktemp("wrong") / "b"
        (folder / "accounts").mkdir(parents=True)
        (folder / "crm.yaml").write_text("language: en\nteam: {ada: {name: Ada}}\n")
        for place in range(25):
            (folder / "accounts" / f"acme-{place:02}.yaml").write_text(WRONG)
        (folder / "accounts" / "broken.yaml").write_text("name: [\n")
    with Browser(folder) as browser:
        browser.folder = folder
        yield browser


def told(book, got, tmp_path, form="json"):
    line = unescape(re.search(r"<code data-copy[^>]*>(.*?)</code>", got.text).group(1))
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "CRM_CACHE_DIR": str(tmp_path / "c")}
    return warm.run([*shlex.split(line)[1:], "-o", form, "--lang", "en"], cwd=book.folder, env=env)


def test_every_finding_of_the_command_stands_beside_its_line(book, tmp_path):
    path, seen, rows = "/lint", 0, None
    while path:
        got = book.ask(path, headers=ENGLISH)
        assert got.status == 200
        assert "<script>alert" not in got.text
        if rows is None:
            rows = json.loads(told(book, got, tmp_path).out)
            for severity in ("error", "warning", "info"):
                if rows["totals"][severity]:
                    assert f'<dd class="value">{rows["totals"][severity]}</dd>' in got.text
        seen += got.text.count('<p class="remark ')
        text = unescape(got.text)
        for row in rows["rows"]:
            if f'aria-label="{row["file"]}"' in text:
                assert row["message"] in text
        on = re.search(r'href="([^"]+)">On', got.text)
        path = unescape(on.group(1)) if on else ""
    assert seen == len(rows["rows"])


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("said", ["", "select=unknown-key", "ignore=structure", "explain=1"])
def test_what_is_taken_along_is_what_the_command_writes(book, said, form, tmp_path):
    got = book.ask(f"/lint?{said}", headers=ENGLISH)
    taken = book.ask(f"/answer/lint.{form}?{said}", headers=ENGLISH)
    assert taken.body == told(book, got, tmp_path, form).out


def test_one_rule_is_told_with_why_it_is_one_and_how_to_let_it_be():
    with Browser(ROOT / "examples" / "hanbit") as browser:
        got = browser.ask("/lint", headers=ENGLISH)
        only = re.search(r'href="(/lint\?select=[a-z-]+(?:&amp;as_of=[\d-]+)?)"', got.text)
        if only:
            page = browser.ask(unescape(only.group(1)), headers=ENGLISH)
            assert page.status == 200


def test_no_figure_leads_to_more_rules_than_an_address_may_name(tmp_path, monkeypatch):
    (tmp_path / "accounts").mkdir()
    (tmp_path / "crm.yaml").write_text("language: en\n")
    (tmp_path / "accounts" / "acme.yaml").write_text(
        "name: Acme\nstatus: customer\ncontacts: {ann: {name: Ann}}\n"
    )
    joined = re.compile(r'href="/lint\?[^"]*select=[^"]*(?:,|%2C)')
    with Browser(tmp_path) as browser:
        assert joined.search(browser.ask("/lint", headers=ENGLISH).text)
        monkeypatch.setattr("crmcli.web.views.pages.lint.LONGEST", 10)
        got = browser.ask("/lint", headers=ENGLISH)
        assert got.status == 200
        assert not joined.search(got.text)


@pytest.mark.parametrize(
    "said", ["select=no-such-rule", "select=%3Cscript%3E", "from=99999", "at=x"]
)
def test_what_is_no_rule_is_told(book, said):
    got = book.ask(f"/lint?{said}", headers=ENGLISH)
    assert got.status in (200, 400, 404)
    assert "<script>alert" not in got.text
