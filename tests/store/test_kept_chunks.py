"""Which reports' facts stay remembered: those used last, as many as have room, and some however large they are."""

import sqlite3

import pytest

from crmcli.store.book import kept_chunks
from crmcli.store.book.kept_chunks import FEWEST, KeptChunks
from crmcli.store.cache.database import _SCHEMA, Cache


@pytest.fixture
def kept():
    db = sqlite3.connect(":memory:")
    db.executescript(_SCHEMA)
    yield KeptChunks(Cache(db, ""))
    db.close()


def used(kept, *keys: str, at: float, size: int = 1) -> set[str]:
    """Facts of so many bytes are remembered under each key and used, one after the other; all that are there then."""
    for place, key in enumerate(keys):
        kept.cache.db.execute("insert into facts values (?, 1, 1, ?)", (key, bytes(size)))
        kept.use([key], at + place)
    facts = {key for (key,) in kept.cache.db.execute("select key from facts")}
    assert facts == {key for (key,) in kept.cache.db.execute("select key from used")}
    return facts


def names(number: int, begin: int = 0) -> list[str]:
    return [f"report {each}" for each in range(begin, begin + number)]


def test_more_reports_than_there_are_stay(kept):
    assert used(kept, *names(100), at=1) == {*names(100)}


def test_those_used_last_stay(kept, monkeypatch):
    monkeypatch.setattr(kept_chunks, "MOST", 30)
    assert used(kept, *names(35), at=1) == {*names(30, 5)}
    kept.use(["report 5"], 100)
    assert used(kept, "another", at=101) == {"report 5", "another", *names(28, 7)}


def test_what_has_no_room_goes_but_for_a_few(kept, monkeypatch):
    monkeypatch.setattr(kept_chunks, "ROOM", 100 * (FEWEST + 3))
    assert used(kept, *names(FEWEST + 8), at=1, size=100) == {*names(FEWEST + 3, 5)}
    assert used(kept, "large", at=100, size=100_000) == {"large", *names(FEWEST - 1, 9)}


def test_what_is_asked_once_goes_first(kept, monkeypatch):
    monkeypatch.setattr(kept_chunks, "MOST", FEWEST + 1)
    for place in range(3):
        used(kept, f"once {place}", at=-place)
    assert used(kept, *names(FEWEST), at=1) == {"once 0", *names(FEWEST)}
