"""`crm schema`, and the line at the top of a file that leads an editor to it."""

import json

import pytest

from commands.hands import FULL, POLICY
from commands.writing import COMMANDS
from crmcli.messages import LANGUAGES
from crmcli.store.shapes.schema import written

LINE = "# yaml-language-server: $schema=../.crm/account.schema.json"
DEEPER = "# yaml-language-server: $schema=../../.crm/account.schema.json"
FILES = (".crm/account.schema.json", ".crm/policy.schema.json")


def first(crm, name: str) -> str:
    return (crm.book / "accounts" / f"{name}.yaml").read_text("utf-8").splitlines()[0]


@pytest.mark.parametrize("kind", ["account", "policy"])
def test_it_is_printed_in_either_language_and_by_default_in_that_of_the_locale(crm, kind):
    crm.write({})
    for language in LANGUAGES:
        assert written(kind, language).encode() == crm("schema", kind, "--lang", language).out
        assert written(kind, language).encode() == crm("--lang", language, "schema", kind).out
    assert written(kind, "ko").encode() == crm("schema", kind, env={"LANG": "ko_KR.UTF-8"}).out
    assert written(kind, "en").encode() == crm("schema", kind).out


def test_it_is_put_into_the_book_in_its_language_and_again_only_when_it_differs(crm):
    crm.write({}, "language: ko\n")
    ran = crm("schema", "book", env={"LANG": "en_US.UTF-8"})
    assert (0, [*FILES]) == (ran.status, ran.text.splitlines())
    assert [written("account", "ko"), written("policy", "ko")] == [
        (crm.book / path).read_text("utf-8") for path in FILES
    ]
    again = crm("schema", "book", "--lang", "ko")
    assert (0, b"", "CRM 폴더의 스키마는 이미 이 crm이 쓰는 그대로입니다\n") == (
        again.status,
        again.out,
        again.told,
    )
    (crm.book / FILES[1]).write_text("{}")
    assert [FILES[1]] == crm("schema", "book").text.splitlines()
    assert [*FILES] == crm("schema", "book", "--lang", "en").text.splitlines()


def test_it_is_put_into_the_book_that_is_named_and_into_none_where_there_is_none(crm, tmp_path):
    crm.write({})
    assert 0 == crm("-C", str(crm.book), "schema", "book", cwd=tmp_path).status
    assert all((crm.book / path).is_file() for path in FILES)
    (tmp_path / "none").mkdir()
    assert 0 != crm("schema", "book", cwd=tmp_path / "none").status
    assert [] == list((tmp_path / "none").iterdir())


def test_a_link_that_leaves_the_book_is_not_written_to(crm, tmp_path):
    crm.write({})
    (tmp_path / "elsewhere").mkdir()
    (crm.book / ".crm").symlink_to(tmp_path / "elsewhere")
    assert 4 == crm("schema", "book").status
    assert [] == list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_book_has_it_and_every_file_of_it_leads_there(crm, tmp_path, language):
    ran = crm("init", "new", "--example", "--lang", language, cwd=tmp_path)
    assert {f"new/{path}" for path in FILES} <= set(ran.text.splitlines())
    book = tmp_path / "new"
    assert written("account", language) == (book / FILES[0]).read_text("utf-8")
    assert (
        "# yaml-language-server: $schema=.crm/policy.schema.json"
        == ((book / "crm.yaml").read_text("utf-8").splitlines()[0])
    )
    paths = sorted(book.glob("accounts/*.yaml"))
    assert paths and {LINE} == {path.read_text("utf-8").splitlines()[0] for path in paths}
    assert (book / "accounts" / LINE.partition("=")[2]).is_file()


def test_no_book_is_made_over_a_schema_that_is_there(crm, tmp_path):
    (tmp_path / ".crm").mkdir()
    assert 4 == crm("init", cwd=tmp_path).status
    assert [".crm"] == [path.name for path in tmp_path.iterdir() if path.name != "book"]


def test_a_new_account_leads_there_in_a_book_that_has_one_and_else_says_nothing_of_it(crm):
    crm.write({}, POLICY)
    assert 0 == crm("new", "Acme").status
    assert "name: Acme" == first(crm, "acme")
    crm("schema", "book")
    assert 0 == crm("new", "Beta").status
    assert [LINE, "name: Beta"] == (
        (crm.book / "accounts" / "beta.yaml").read_text("utf-8").splitlines()[:2]
    )
    request = json.dumps([{"operation": "new", "name": "Gamma"}])
    (crm.home / "requests.json").write_text(request)
    assert 0 == crm("apply", str(crm.home / "requests.json")).status
    (crm.home / "people.csv").write_text("Name,Company\nKim,Delta\n")
    ran = crm("import", "cards", str(crm.home / "people.csv"), "--create")
    assert 0 == ran.status, ran.told
    assert (LINE, LINE) == (first(crm, "gamma"), first(crm, "delta"))
    assert 0 == crm("lint", "--fail-on", "error").status


@pytest.mark.parametrize("name", ["comments everywhere", "braces", "newest first"])
def test_no_edit_moves_it(forks, shared, name):
    before = f"{LINE}\n".encode() + FULL[name]
    shared.write({}, POLICY)
    for words, _ in COMMANDS:
        shared.write({"hanbit": before, "daehan": "name: 대한스틸\n"})
        assert 0 == forks(shared, *words).status, words
        assert LINE == first(shared, "hanbit"), words


def test_it_stays_at_the_top_and_right_under_another_name_in_another_folder_and_another_order(crm):
    text = f"{LINE}\nlog:\n  - {{date: 2026-01-05, type: call}}\n# of the name\nname: A\n"
    crm.write({"a": text, "north/b": f"{LINE}\nname: B\n"})
    crm("schema", "book")
    assert 1 == crm("fmt", "--all", "--check").status
    assert 0 == crm("fmt", "--all").status
    assert f"{LINE}\n# of the name\nname: A\nlog:\n  - {{date: 2026-01-05, type: call}}\n" == (
        crm.book / "accounts" / "a.yaml"
    ).read_text("utf-8")
    assert DEEPER == first(crm, "north/b")
    assert (0, b"") == (crm("fmt", "--all", "--check").status, crm("fmt", "--all", "--check").out)
    assert 0 == crm("rename", "b", "c").status
    assert DEEPER == first(crm, "north/c")


def test_a_merge_keeps_it_once(crm):
    crm.write({"a": f"{LINE}\nname: A\n"})
    for side, text in (
        ("base", "name: A\n"),
        ("ours", "name: A\nsegment: B\n"),
        ("theirs", "name: A\ntags: x\n"),
    ):
        (crm.home / side).write_text(f"{LINE}\n{text}")
    ran = crm(
        "merge-file",
        *(str(crm.home / each) for each in ("base", "ours", "theirs")),
        "accounts/a.yaml",
    )
    assert 0 == ran.status, ran.told
    lines = (crm.home / "ours").read_text().splitlines()
    assert (LINE, 1) == (lines[0], lines.count(LINE))
