"""A question of a new day needs every record and no file: others look at them, and the answer is the same whatever becomes of them."""

import os
import signal
from datetime import date, timedelta
from pathlib import Path

import pytest

from crmcli.app.session import open_book
from crmcli.reports.options import NoOptions
from crmcli.reports.queries import names
from crmcli.reports.pages import due
from crmcli.store.book.facts import FactRequest
from crmcli.store.book import known_files, remembering, workers
from crmcli.store.cache import chunks
from crmcli.store.shapes import lazy

DAY = date(2026, 8, 1)
FILES = 150  # in 64 chunks
ACCOUNT = """name: Account {number}
owner: ada
log:
  - {{date: 2026-07-{day:02}, type: call, with: [], summary: Called, next: {{date: 2026-07-31, what: Call again}}}}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book that was asked once, with a broken file in it; of so few others would not be asked."""
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("CRM_JOBS", "2")
    monkeypatch.setattr(known_files, "MANY", 50)
    monkeypatch.setattr(chunks, "RACY", -60.0)  # files are trusted at once
    book = tmp_path / "book"
    (book / "accounts").mkdir(parents=True)
    (book / "crm.yaml").write_text("team: {ada: Ada}\n")
    for number in range(FILES):
        write(book, number)
    (book / "accounts/broken.yaml").write_text("name: [\n")
    rows(book, DAY)
    return book


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The files of each part that others looked at; how many files are read stands first."""
    taken = remembering.Remembering._taken
    done: list[int] = []

    def taking(self, chunk, digests, packed):
        done.append(len(digests))
        return taken(self, chunk, digests, packed)

    monkeypatch.setattr(remembering.Remembering, "_taken", taking)
    return done


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read."""
    reading, done = workers.read_files, []

    def read_files(root, paths, want, *, remember):
        done.extend(paths)
        return reading(root, paths, want, remember=remember)

    monkeypatch.setattr(workers, "read_files", read_files)
    return done


def write(root: Path, number: int, more: str = "") -> None:
    text = ACCOUNT.format(number=number, day=number % 28 + 1)
    (root / f"accounts/a{number}.yaml").write_text(text + more)


def rows(root: Path, day: date, *, use_cache: bool = True) -> list[object]:
    """What is due, and which files are left out."""
    with open_book(str(root), use_cache=use_cache) as session:
        found = session.gather(due.FACTS, due.FactOptions(), day)
        left_out = [each.path for each in session.book.library.skipped]
        return [*sorted(found, key=repr), *left_out]


def same(root: Path, day: date) -> None:
    assert rows(root, day) == rows(root, day, use_cache=False)


def test_on_a_new_day_others_look_at_every_record_and_no_file_is_read(root, helped, read):
    expected = rows(root, DAY + timedelta(1), use_cache=False)
    read.clear()
    assert rows(root, DAY + timedelta(1)) == expected
    assert (sum(helped), read) == (FILES + 1, [])
    # what they found is remembered
    helped.clear()
    assert rows(root, DAY + timedelta(1)) == expected
    assert helped == []


def test_so_they_do_for_a_question_that_was_never_asked(root, helped):
    with open_book(str(root)) as session:
        found = session.gather(names.FACTS, NoOptions(), DAY)
    assert (len(found), sum(helped)) == (FILES, FILES + 1)


def test_who_has_the_records_at_hand_asks_nobody(root, helped):
    with open_book(str(root)) as session:
        session.book.library.shelf.room = FILES
        session.gather(due.FACTS, due.FactOptions(), DAY + timedelta(1))
    assert helped == []


def test_one_process_is_enough_where_one_is_asked_for(root, helped, monkeypatch):
    monkeypatch.setenv("CRM_JOBS", "1")
    same(root, DAY + timedelta(1))
    assert helped == []


def test_files_that_changed_came_or_went_meanwhile_are_read_here(root, helped):
    write(root, 3, "status: customer\n")
    write(root, FILES)
    (root / "accounts/a9.yaml").unlink()
    same(root, DAY + timedelta(1))
    parts = {chunks.chunk_of(f"accounts/a{number}.yaml") for number in (3, FILES, 9)}
    others = {chunks.chunk_of(f"accounts/a{number}.yaml") for number in range(FILES)} - parts
    assert len(helped) == len(others | {chunks.chunk_of("accounts/broken.yaml")} - parts)


def test_a_record_that_is_lost_is_read_from_its_file(root, helped):
    with open_book(str(root)) as session:
        session.book.cache.db.execute("delete from tree where path = 'accounts/a7.yaml'")
        session.book.cache.db.execute("commit")
    same(root, DAY + timedelta(1))


def test_what_another_process_leaves_undone_is_done_here(root, helped, monkeypatch):
    here, make = os.getpid(), lazy.lazy_account

    def ended(tree, path, beside):
        if os.getpid() != here and path.endswith("a50.yaml"):
            os.kill(os.getpid(), signal.SIGKILL)
        return make(tree, path, beside)

    monkeypatch.setattr(known_files, "lazy_account", ended)
    same(root, DAY + timedelta(1))
    assert sum(helped) == FILES + 1


def test_an_error_of_ours_is_not_swallowed(root, monkeypatch):
    def gather(account, policy, as_of, options):
        raise LookupError(account.id)

    # other processes find it by its name
    gather.__module__, gather.__qualname__ = due.__name__, "gather"
    monkeypatch.setattr(due, "gather", gather)
    with pytest.raises(LookupError), open_book(str(root)) as session:
        session.gather(due.FACTS._replace(gather=gather, name="other"), due.FactOptions(), DAY)


def test_what_holds_until_a_written_day_is_looked_at_again_on_that_day_only(root, monkeypatch):
    leaving = "contacts: {kay: {name: Kay, phones: ['010-1'], left: 2026-08-03}}\n"
    write(root, 7, leaving)
    gathered: list[str] = []

    def gather(account, *given):
        gathered.append(account.id)
        return names.gather(account, *given)

    monkeypatch.setenv("CRM_JOBS", "1")
    source = names.FACTS._replace(gather=gather)
    for day, looked_at, phones in (
        (date(2026, 8, 1), FILES, 1),
        (date(2026, 8, 2), 0, 1),
        (date(2026, 8, 3), 1, 0),
        (date(2026, 9, 3), 0, 0),
        (date(2026, 8, 2), 1, 1),
    ):  # the last day is before the one asked last
        gathered.clear()
        with open_book(str(root)) as session:
            want = FactRequest(source, session.policy(day), day, NoOptions(), lasts=True)
            rows = session.facts(want)
        assert (len(gathered), sum(len(row.phones) for row in rows)) == (looked_at, phones), day


def test_only_what_is_asked_of_today_is_kept_until_a_day_turns_it(root):
    with open_book(str(root)) as session:
        for day in (session.today, DAY, session.today - timedelta(400)):
            session.gather(names.FACTS, NoOptions(), day)
        rows = session.book.cache.db.execute("select distinct key from facts").fetchall()
    assert len({key for (key,) in rows if "reports.names" in key}) == 3
    assert sum("of days" in key for (key,) in rows) == 1
