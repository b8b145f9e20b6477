"""The application below the command line: the page about it runs, and its answers are the commands'."""

import json
import os
import re
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
import warm

from crmcli.app import answer, judge, open_book
from crmcli.app.account_file import account_file
from crmcli.app.answering import LeftOut
from crmcli.app.mending.text import mend_text
from crmcli.app.morning import morning_page
from crmcli.domain.errors import CrmError
from crmcli.reports import registry
from crmcli.reports.options import Filters
from crmcli.reports.pages import morning
from crmcli.store.book.opening import PolicyBroken

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs/library.md", ROOT / "docs/contributing.md"]
DAY = date(2026, 8, 1)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def book(tmp_path):
    root = tmp_path / "book"
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_text("language: en\nrole_sets: {}\nteam: {ada: Ada}\n")
    (root / "accounts/acme.yaml").write_text("name: Acme Inc.\nowner: ada\nsegment: A\n")
    (root / "accounts/bolt.yaml").write_text("name: Bolt\n")
    return root


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_example_of_the_page_prints_what_the_page_says(page, monkeypatch):
    text = page.read_text(encoding="utf-8")
    code, expected = re.search(
        r"```python\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL
    ).groups()
    monkeypatch.chdir(ROOT)
    before = {path: path.read_bytes() for path in ROOT.glob("examples/**/*.yaml")}
    out = StringIO()
    with redirect_stdout(out):
        exec(compile(code, str(page), "exec"), {})
    printed = "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
    if os.environ.get("UPDATE"):
        page.write_text(text.replace(f"```text\n{expected}```", f"```text\n{printed}```"))
        expected = printed
    assert expected == printed
    assert before == {path: path.read_bytes() for path in before}
    assert len(code.splitlines()) <= 42


@pytest.mark.parametrize("command", ["due", "coverage", "pipeline", "cadence", "winrate", "list"])
def test_an_answer_is_what_the_command_gives_as_json(command, tmp_path):
    (name,) = registry.OF_COMMANDS[command][:1]
    with open_book(str(ROOT / "examples/northwind")) as session:
        found = answer(session, registry.find(name), as_of=DAY)
    words = ["-C", str(ROOT / "examples/northwind"), command, "--json", "--as-of", "2026-08-01"]
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "CRM_CACHE_DIR": str(tmp_path)}
    ran = warm.run(words, cwd=ROOT, env=env)
    assert (found.status, 0) == (ran.status, len(found.skipped))
    expected = json.loads(ran.out)
    assert (DAY.isoformat(), len(found.table.rows)) == (expected["as_of"], len(expected["rows"]))
    for row, other in zip(found.table.rows, expected["rows"], strict=True):
        same = {field: getattr(row, field) for field in row._fields if field in other}
        texts = {field: value for field, value in same.items() if isinstance(value, str | int)}
        assert texts == {field: other[field] for field in texts}


def test_filters_and_one_account(book):
    accounts = registry.find("accounts")
    with open_book(str(book)) as session:
        some = answer(session, accounts, as_of=DAY, filters=Filters(segments=frozenset("A")))
        assert ["acme"] == [row.account for row in some.table.rows]
        one = answer(session, registry.find("show"), as_of=DAY, account="Acme")
        assert "Acme Inc." == one.table.rows[0].name
        with pytest.raises(CrmError):
            answer(session, registry.find("show"), as_of=DAY, account="nobody")


def test_a_file_that_cannot_be_read_is_left_out_and_told(book):
    (book / "accounts/bolt.yaml").write_text("name: [\n")
    with open_book(str(book)) as session:
        found = answer(session, registry.find("accounts"), as_of=DAY)
        assert (1, ["accounts/bolt.yaml"]) == (found.status, [each.path for each in found.skipped])
        with pytest.raises(LeftOut) as left_out:
            answer(session, registry.find("show"), as_of=DAY, account="bolt")
        assert ["accounts/bolt.yaml"] == [each.path for each in left_out.value.files]


def test_files_that_cannot_be_read_are_told_in_the_order_of_their_names(book):
    for name in ("zeta", "bolt", "apex", "last"):
        (book / f"accounts/{name}.yaml").write_text("name: [\n")
    (book / "accounts/mid.yaml").symlink_to("/etc/hosts")  # refused before any is read
    for _ in range(2):  # read, and remembered
        with open_book(str(book)) as session:
            found = answer(session, registry.find("accounts"), as_of=DAY)
            names = ["apex", "bolt", "last", "mid", "zeta"]
            assert [f"accounts/{name}.yaml" for name in names] == [
                each.path for each in found.skipped
            ]


def test_what_was_read_is_remembered_for_the_next_look(book, tmp_path):
    with open_book(str(book)) as session:
        answer(session, registry.find("accounts"), as_of=DAY)
    kept = [*(tmp_path / "cache").iterdir()]
    assert kept
    with open_book(str(book)) as session:
        assert session.book.cache is not None
        assert session.book.cache.get("scan") == session.book.library.state


def test_the_text_of_a_file_is_judged_before_it_is_saved(book):
    path = "accounts/acme.yaml"
    with open_book(str(book)) as session:
        assert [] == judge(session, path, as_of=DAY)
        found = judge(session, path, b"name: Acme\nowner: eve\nnmae: x\n", as_of=DAY)
    told = [(each.place.line, each.finding.rule) for each in found]
    assert [(2, "unknown-reference"), (3, "unknown-key")] == told
    assert "name: Acme Inc.\n" in (book / path).read_text()


def test_how_the_policy_weighs_unknown_keys_counts(book):
    (book / "crm.yaml").write_text("language: en\nlint: {unknown-key: off}\n")
    with open_book(str(book)) as session:
        assert [] == judge(session, "accounts/acme.yaml", b"name: Acme\nnmae: x\n", as_of=DAY)


def test_who_names_no_day_is_answered_as_of_today(book):
    path = "accounts/acme.yaml"
    with open_book(str(book)) as session:
        days = (session.today - timedelta(1), session.today, session.today + timedelta(1))
        text = "name: Acme\nlog:\n" + "".join(
            f"  - {{date: {day}, type: call, what: Talked}}\n"
            for day in (*days, days[2] + timedelta(1))
        )
        (book / path).write_text(
            text + "deals: {d: {stages: {2026-01-01: contacting}, next: {date: 2026-02-01}}}\n"
        )
        slip = b"name: Acme\nplans: {p: {for: ceo, due: tomorrow}}\n"
        ways = [
            lambda **asked: judge(session, path, **asked),
            lambda **asked: mend_text(session, path, slip, unsafe=True, **asked),
            lambda **asked: account_file(session, "acme", **asked),
            lambda **asked: morning_page(session, morning.Options(), **asked).table,
        ]
        for way in ways:
            yesterday, today, tomorrow = (repr(way(as_of=day)) for day in days)
            assert today == repr(way()) and len({yesterday, today, tomorrow}) == 3


def test_what_is_no_book_is_refused(tmp_path, book):
    with pytest.raises(CrmError):
        open_book(str(tmp_path))
    (book / "crm.yaml").write_text("language: [\n")
    with pytest.raises(PolicyBroken):
        open_book(str(book))
