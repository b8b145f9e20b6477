"""What is remembered of the files is used only while it is sure, whoever else reads and writes meanwhile."""

import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

import crmcli
from books import policy

from crmcli.store.cache import machine
from crmcli.store.cache import database as memory
from crmcli.store.cache import chunks
from crmcli.store.book.opening import open_book
from crmcli.reports.queries import accounts
from crmcli.reports.options import ExplainOptions
from crmcli.store.book.facts import FactRequest
from crmcli.store.book import load, workers
from crmcli.store.book.load import Library
from crmcli.store.files.scan import scan

LIST = FactRequest(accounts.FACTS, policy(), date(2026, 8, 1), ExplainOptions())


@pytest.fixture
def book(tmp_path, monkeypatch) -> Path:
    """A book of one account, with an empty cache."""
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "book"
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_text("")
    (root / "accounts/a.yaml").write_text("name: Alpha\n")
    return root


@pytest.fixture
def trusting(monkeypatch) -> None:
    """Files are trusted a twentieth of a second after they were touched."""
    monkeypatch.setattr(chunks, "RACY", 0.05)


def read(found, cache) -> tuple[list[str], list[tuple[str, str]]]:
    """The names of the accounts, and what is wrong with which file, told by whom."""
    library = Library(found, cache)
    names = sorted(fact.row.name for fact in library.facts(LIST, b""))
    told = [
        (each.path, finding.rule)
        for files in (library.skipped, library.warnings)
        for each in files
        for finding, _ in each.problems
    ]
    return names, told


def answer(found, cache) -> tuple[list[str], list[tuple[str, str]]]:
    """The same, held against reading without a cache; what is to be remembered is."""
    actual = read(found, cache)
    assert read(found, None) == actual
    cache.commit()
    return actual


def again(root: Path, cache) -> memory.Cache:
    """The cache as the next run opens it."""
    cache.close()
    return memory.connect(str(root))


def test_a_file_touched_shortly_before_a_long_reading_began_is_read_again(book, trusting):
    found, cache = scan(str(book)), memory.connect(str(book))
    time.sleep(0.1)  # the reading takes longer than a file is doubted
    answer(found, cache)
    assert sorted(cache.get("racy")) == ["accounts/a.yaml", "crm.yaml"]
    cache.close()


def test_a_file_that_could_not_be_read_is_tried_again_though_nothing_about_it_changed(
    book, trusting
):
    time.sleep(0.1)
    found, cache, path = scan(str(book)), memory.connect(str(book)), book / "accounts/a.yaml"
    path.rename(book / "away")
    assert answer(found, cache) == ([], [("accounts/a.yaml", "file-unreadable")])
    (book / "away").rename(path)
    cache = again(book, cache)
    assert answer(found, cache) == (["Alpha"], [])
    cache.close()


def test_an_empty_file_and_one_that_cannot_be_read_are_told_apart(book, trusting):
    path = book / "accounts/a.yaml"
    path.write_text("")
    time.sleep(0.1)
    found, cache = scan(str(book)), memory.connect(str(book))
    for away, rule in ((False, "missing-key"), (True, "file-unreadable"), (False, "missing-key")):
        if away:
            path.rename(book / "away")
        elif not path.exists():
            (book / "away").rename(path)
        cache.put("racy", ["accounts/a.yaml"])
        assert answer(found, cache) == ([], [("accounts/a.yaml", rule)])
        cache = again(book, cache)
    cache.close()


def test_a_policy_touched_just_now_is_not_remembered(book):
    for text in ("title: One\n", "title: Two\n"):
        (book / "crm.yaml").write_text(text)
        opened = open_book(str(book))
        assert opened.policy.title == text[7:10]
        assert opened.cache.get("policy") is None
        opened.cache.commit()
        opened.cache.close()


def test_a_policy_that_stood_for_a_while_is_remembered_as_long_as_it_stands(book, trusting):
    (book / "crm.yaml").write_text("title: One\n")
    time.sleep(0.1)
    opened = open_book(str(book))
    assert opened.cache.get("policy")[2]["title"] == "One"
    opened.cache.commit()
    opened.cache.close()
    (book / "crm.yaml").write_text("title: Two\n")
    assert open_book(str(book)).policy.title == "Two"


def test_what_is_wrong_with_files_read_just_now_is_told_though_nothing_can_be_written(book):
    (book / "accounts/b.yaml").write_text("name: [\n")
    cache, other = memory.connect(str(book)), memory.connect(str(book))
    answer(scan(str(book)), cache)
    (book / "accounts/b.yaml").unlink()
    (book / "accounts/c.yaml").write_text("name: C\nnmae: D\n")
    (book / "accounts/d.yaml").write_text("owner: [\n")
    assert other.begin_writing()
    assert answer(scan(str(book)), cache) == (
        ["Alpha", "C"],
        [("accounts/d.yaml", "yaml-syntax"), ("accounts/c.yaml", "unknown-key")],
    )
    assert not cache.writing
    for each in (cache, other):
        each.close()


def test_one_run_sees_one_state_and_writes_nothing_over_what_it_has_not_seen(book):
    one, other = memory.connect(str(book)), memory.connect(str(book))
    assert one.get("scan") is None
    other.put("scan", b"of another run")
    other.commit()
    assert one.get("scan") is None
    assert (one.begin_writing(), other.begin_writing()) == (False, True)
    for each in (one, other):
        each.close()


def test_a_cache_that_two_processes_make_at_once_is_made_once(book):
    path = Path(memory.file_for(str(book)))
    path.parent.mkdir()
    with open(
        os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "wb"
    ) as made:  # as another process leaves it that has only just begun
        one = memory.connect(str(book))
        one.put("a", 1)
        one.commit()
        other = memory.connect(str(book))
        assert (other.get("a"), os.fstat(made.fileno()).st_nlink) == (1, 1)
    for each in (one, other):
        each.close()


def test_all_that_a_cache_consists_of_is_its_owners_only(book):
    before = os.umask(0o022)
    try:
        cache = memory.connect(str(book))
        cache.put("a", 1)
        cache.commit()
        files = [
            name for name in memory.files_of(memory.file_for(str(book))) if os.path.exists(name)
        ]
        assert (len(files), {os.stat(name).st_mode & 0o777 for name in files}) == (3, {0o600})
        cache.close()
    finally:
        os.umask(before)


def harm(cache, table: str) -> None:
    """Overwrite a table's first page."""
    (number,) = cache.rows("select rootpage from sqlite_master where name = ?", (table,))[0]
    cache.close()
    with open(cache.path, "r+b") as file:
        file.seek((number - 1) * 4096)
        file.write(b"\xff" * 4096)


@pytest.mark.parametrize("table", ["past", "blob", "used"])
def test_damage_met_by_chance_is_no_error_and_ends_the_cache(book, table):
    harm(memory.connect(str(book)), table)
    cache = memory.connect(str(book))
    assert cache.rows(f"select * from {table}") == []
    assert not os.path.exists(cache.path)
    cache.put("a", 1)
    assert (cache.get("a"), cache.begin_writing()) == (None, False)
    cache.commit()
    assert again(book, cache).get("a") is None


def test_a_cache_that_does_not_know_whose_it_is_is_made_anew(book):
    cache = memory.connect(str(book))
    cache.put("a", 1)
    cache.commit()
    harm(cache, "meta")
    cache = memory.connect(str(book))
    assert cache.get("a") is None
    cache.put("a", 2)
    cache.commit()
    assert again(book, cache).get("a") == 2


def test_an_upgrade_of_what_is_installed_beside_crm_starts_afresh(tmp_path, monkeypatch):
    packages = tmp_path / "site-packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(str(packages))
    before = memory.program()
    assert memory.program() == before
    time.sleep(0.02)
    (packages / "holidays-0.99.dist-info").mkdir()
    assert memory.program() != before


@pytest.mark.parametrize(
    ("home", "xdg", "expected"),
    [
        ("here", None, os.devnull),
        ("/home/kim", "there", "/home/kim/.cache/crm"),
        ("here", "/caches", "/caches/crm"),
        ("/home/kim", "", "/home/kim/.cache/crm"),
    ],
)
def test_a_cache_is_never_kept_where_the_user_happens_to_stand(
    tmp_path, monkeypatch, home, xdg, expected
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CRM_CACHE_DIR", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("XDG_CACHE_HOME", xdg) if xdg is not None else monkeypatch.delenv(
        "XDG_CACHE_HOME", raising=False
    )
    assert machine.directory().startswith(expected)
    if expected == os.devnull:
        assert memory.connect(str(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


def test_of_an_installed_program_what_is_installed_beside_it_is_looked_at_alone(
    tmp_path, monkeypatch
):
    package = tmp_path / "site-packages" / "crmcli"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    monkeypatch.setattr(crmcli, "__file__", str(package / "__init__.py"))
    monkeypatch.setattr(sys, "path", [str(package.parent)])
    before = memory.program()
    os.utime(package / "__init__.py", (1, 1))
    assert before == memory.program()
    (package.parent / "crmcli-0.2.dist-info").mkdir()
    assert before != memory.program()


@pytest.fixture
def parsed(monkeypatch) -> list[str]:
    """Which files were read as YAML."""
    found, whole = [], workers.read_account

    def counted(root, path):
        found.append(path)
        return whole(root, path)

    monkeypatch.setattr(workers, "read_account", counted)
    return found


def test_files_touched_just_now_are_parsed_once_however_often_they_are_asked_about(book, parsed):
    (book / "accounts/b.yaml").write_text("name: B\nnmae: C\n")
    told = (["Alpha", "B"], [("accounts/b.yaml", "unknown-key")])
    cache = memory.connect(str(book))
    for _ in range(3):
        assert read(scan(str(book)), cache) == told
        cache.commit()
        cache = again(book, cache)
    assert sorted(cache.get("racy")) == ["accounts/a.yaml", "accounts/b.yaml", "crm.yaml"]
    assert parsed == ["accounts/a.yaml", "accounts/b.yaml"]
    cache.close()


def test_a_file_that_became_another_within_one_tick_of_the_clock_is_parsed_again(book, parsed):
    path, cache = book / "accounts/a.yaml", memory.connect(str(book))
    for name in ("Alpha", "Aleph", "Alpha"):
        path.write_text(f"name: {name}\n")
        os.utime(path, (1, 1))
        found = scan(str(book))
        parsed.clear()
        assert read(found, cache) == ([name], [])
        assert parsed == ["accounts/a.yaml"]
        cache.commit()
        cache = again(book, cache)
    cache.close()


def test_a_file_touched_with_nothing_changed_in_it_is_not_parsed_again(book, trusting, parsed):
    path, cache = book / "accounts/a.yaml", memory.connect(str(book))
    time.sleep(0.1)
    for stamp in (0, 1, 2):
        os.utime(path, (stamp, stamp))
        time.sleep(0.1)
        assert read(scan(str(book)), cache) == (["Alpha"], [])
        cache.commit()
        assert cache.get("scan") == chunks.state_of(scan(str(book)))
        assert cache.get("racy") == []
        cache = again(book, cache)
    assert parsed == ["accounts/a.yaml"]
    cache.close()


def test_a_run_parses_what_was_written_just_now_once_for_all_its_questions(book, parsed):
    cache = memory.connect(str(book))
    library = Library(scan(str(book)), cache)
    for as_of in (1, 2, 3):
        want = FactRequest(accounts.FACTS, policy(), date(2026, 8, as_of), ExplainOptions())
        assert [fact.row.name for fact in library.facts(want, b"")] == ["Alpha"]
    (book / "accounts/a.yaml").write_text("name: Gamma\n")
    # of the files as this run found them
    assert [fact.row.name for fact in library.facts(LIST, b"")] == ["Alpha"]
    assert parsed == ["accounts/a.yaml"]
    cache.commit()
    cache.close()


def test_one_account_is_taken_apart_again_only_where_its_file_says_something_else(
    book, monkeypatch
):
    found, cache, path = scan(str(book)), memory.connect(str(book)), book / "accounts/a.yaml"
    answer(found, cache)
    whole, read = load.read_account, []

    def reading(root, path):
        read.append(path)
        return whole(root, path)

    monkeypatch.setattr(load, "read_account", reading)
    for text, name, times in (
        ("name: Alpha\n", "Alpha", 0),
        ("name: Alpha\n# seen\n", "Alpha", 1),
        ("name: Beta\n", "Beta", 1),
        ("name: [\n", None, 1),
        ("name: Alpha\n", "Alpha", 0),
    ):
        path.write_text(text)
        read.clear()
        account = Library(found, cache).account("accounts/a.yaml")
        assert (account and account.name, len(read)) == (name, times), text
    # what was wrong with it is told each time, though it can be read
    path.write_text("name: Alpha\nnmae: B\n")
    answer(scan(str(book)), cache)
    read.clear()
    library = Library(found, cache)
    library.account("accounts/a.yaml")
    assert read == ["accounts/a.yaml"]
    assert [each.path for each in (*library.skipped, *library.warnings)] == ["accounts/a.yaml"]
