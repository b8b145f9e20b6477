"""Whoever opens the cache closes it, also where it is of no use: Python 3.13 tells of a connection that only its end closes, and Windows removes no file that is open."""

import os
import sqlite3
import sys
from contextlib import closing

import pytest

from crmcli.commands.shared import complete
from crmcli.store.cache import database as memory
from crmcli.store.book.opening import PolicyBroken, open_book
from crmcli.store.book.replay import Opening, Recalled, recall

OPENED = []


def hear(event, args):
    if event == "sqlite3.connect/handle":
        OPENED.append(args[0])


sys.addaudithook(hear)


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """The connections that the test opens, in a book of one account."""
    book = tmp_path / "book"
    (book / "accounts").mkdir(parents=True)
    (book / "crm.yaml").write_text("language: en\n")
    (book / "accounts/acme.yaml").write_text("name: Acme\n")
    monkeypatch.chdir(book)
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    OPENED.clear()
    yield OPENED
    OPENED.clear()


def is_open(connection):
    try:
        connection.execute("select 1")
    except sqlite3.ProgrammingError:
        return False
    except sqlite3.Error:
        return True
    return True


def told(opened):
    """How many were opened, and how many of them still are."""
    return len(opened) > 0, sum(map(is_open, opened))


def test_a_completion_closes_what_it_opened(opened):
    assert [("acme", "Acme")] == complete.accounts("")
    assert (True, 0) == told(opened)


def test_a_policy_that_cannot_be_read_leaves_nothing_open(opened):
    with open("crm.yaml", "w", encoding="utf-8") as file:
        file.write("team: [\n")
    assert [] == complete.accounts("")
    with pytest.raises(PolicyBroken):
        open_book(os.getcwd())
    assert (True, 0) == told(opened)


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "content",
    [
        "create table other (x)",
        "create table meta (key text primary key, value blob); insert into meta values ('owner', x'00')",
        "",
    ],
)
def test_a_cache_that_is_not_ours_is_not_left_open(opened, content, create):
    memory.connect(os.getcwd()).close()
    path = memory.file_for(os.getcwd())
    memory.remove(path)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(content)
    os.chmod(path, 0o600)
    found = memory.connect(os.getcwd(), create=create)
    assert (create, sum(map(is_open, opened))) == (found is not None, int(create))
    if found:
        found.close()


@pytest.mark.parametrize(
    "content",
    [b"no database at all, but a text of some length " * 40, b"SQLite format 3\0" + b"\xff" * 4080],
)
def test_a_damaged_cache_is_not_left_open(opened, content):
    memory.connect(os.getcwd()).close()
    path = memory.file_for(os.getcwd())
    with open(path, "wb") as file:
        file.write(content)
    assert memory.connect(os.getcwd(), create=False) is None
    assert (True, 0) == told(opened)


def test_a_cache_that_another_process_makes_just_now_is_not_left_open(opened):
    memory.connect(os.getcwd()).close()
    path = memory.file_for(os.getcwd())
    memory.remove(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        os.chmod(path, 0o600)
        other.execute("begin exclusive")
        assert memory.connect(os.getcwd()) is None
        assert [other] == list(filter(is_open, opened))


def test_a_start_that_meets_damage_lets_go_of_it(opened):
    found = memory.connect(os.getcwd())
    found.commit()
    found.close()
    with closing(sqlite3.connect(found.path)) as db:
        db.executescript("drop table answer")
    begun = recall(["list"])
    assert not isinstance(begun, Recalled)
    assert (Opening, None, 0) == (type(begun), begun.cache, told(opened)[1])
