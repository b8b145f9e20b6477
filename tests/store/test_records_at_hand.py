"""A run that asks much of one book decodes each record once, as far as there is room."""

import shutil
from datetime import date

import pytest
from docs.runner import ROOT

from crmcli.app.session import Session
from crmcli.reports.coverage import coverage
from crmcli.reports.options import NoOptions
from crmcli.reports.queries import names
from crmcli.store.book.shelf import Shelf
from crmcli.store.shapes import lazy

DAY = date(2026, 8, 1)


@pytest.fixture
def book(tmp_path, monkeypatch):
    """One whose files are remembered, and no answer about them."""
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    found = shutil.copytree(ROOT / "examples" / "hanbit", tmp_path / "book")
    # what was written just now would be read again
    monkeypatch.setattr("crmcli.store.book.remembering.is_racy", lambda *_: [])
    remembered(found)
    return found


def remembered(book):
    """Nothing but what the files say is known."""
    shutil.rmtree(book.parent / "cache", ignore_errors=True)
    with Session(str(book)) as session:
        session.names(date(2020, 1, 1))


@pytest.fixture
def decoded(monkeypatch):
    """Which records were decoded."""
    found, whole = [], lazy.lazy_account

    def counted(tree, path, beside):
        found.append(path)
        return whole(tree, path, beside)

    monkeypatch.setattr(lazy, "lazy_account", counted)
    return found


def asked(book, records):
    with Session(str(book), records=records) as session:
        return (
            session.gather(names.FACTS, NoOptions(), DAY),
            session.gather(coverage.FACTS, coverage.Options(), DAY),
        )


def test_each_record_is_decoded_once_and_says_the_same(book, decoded):
    anew = asked(book, 0)
    paths = sorted({*decoded})
    assert len(paths) > 10
    assert sorted(decoded) == sorted(paths * 2)
    remembered(book)
    decoded.clear()
    assert asked(book, 1000) == anew
    assert sorted(decoded) == paths


def test_there_is_so_much_room_and_no_more():
    shelf, made = Shelf(2), []

    def take(path, digest):
        shelf.take(path, digest, lambda: made.append((path, digest)) or (path, digest))

    for _ in range(2):
        for path in "abc":
            take(path, b"1")
    assert made == [("a", b"1"), ("b", b"1"), ("c", b"1"), ("c", b"1")]
    take("a", b"2")  # another content is another record
    assert made[-1] == ("a", b"2")


def test_what_is_not_there_takes_no_room():
    shelf = Shelf(1)
    assert shelf.take("a", b"", lambda: None) is None
    assert shelf.take("a", b"", lambda: "found") == "found"
    assert shelf.take("a", b"", lambda: None) == "found"
