"""One writer at a time: many at once lose nothing, a dead one holds nobody up, and a living one is waited for."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store.book_files import PATH, book, ended, entry, litter, program, whats, write_pages

from crmcli.domain.errors import CrmError
from crmcli.store.files.lock import NAME, BookLocked, locked
from crmcli.store.yaml.tree import read_tree

WRITERS, EACH = 8, 100
WRITING = """
import sys
from store.book_files import entry, write_pages
from crmcli.domain.errors import CrmError
from crmcli.store.files.lock import locked

root, writer, count, accounts = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for number in range(count):
    path = f"accounts/a{(number * 7 + int(writer)) % accounts:02}.yaml"
    with locked(root, patience=600):  # on a busy machine one of many may wait long for its turn
        write_pages(root, [(path, entry(f"{writer}-{number}"))], {}, ())
"""
HOLDING = """
import sys
from crmcli.domain.errors import CrmError
from crmcli.store.files.lock import locked

with locked(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("accounts", [1, 50])
def test_eight_writers_lose_nothing_and_write_nothing_twice(tmp_path: Path, accounts: int) -> None:
    names = [f"a{number:02}" for number in range(accounts)]
    root = book(
        tmp_path / "book",
        **{
            name: f"name: {name}\nlog:\n  - {{date: 2026-08-03, type: call, what: first}}\n"
            for name in names
        },
    )
    ends = ended([program(WRITING, root, writer, EACH, accounts) for writer in range(WRITERS)])
    assert [(0, "", "")] * WRITERS == ends
    logs = [whats(read_tree((root / "accounts" / f"{name}.yaml").read_bytes())) for name in names]
    written = [what for log in logs for what in log if what != "first"]
    assert sorted(
        f"{writer}-{number}" for writer in range(WRITERS) for number in range(EACH)
    ) == sorted(written)
    # each one's entries stand in the order in which they were written
    for writer in range(WRITERS):
        for log in logs:
            own = [int(what.partition("-")[2]) for what in log if what.startswith(f"{writer}-")]
            assert sorted(own) == own
    assert litter(root) == []


def test_eight_people_at_the_command_line_lose_nothing(tmp_path: Path) -> None:
    root = book(tmp_path / "book")
    script = f"for n in 1 2 3 4; do {sys.executable} -m crmcli -C {root} log hanbit w$0-$n --type call --date 2026-08-03 || exit 9; done"
    running = [
        subprocess.Popen(
            ["sh", "-c", script, str(writer)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for writer in range(WRITERS)
    ]
    assert [(0, "")] * WRITERS == [(status, err) for status, _, err in ended(running)]
    log = whats(read_tree((root / PATH).read_bytes()))
    assert sorted(
        ["first", *(f"w{writer}-{number}" for writer in range(WRITERS) for number in range(1, 5))]
    ) == sorted(log)
    assert litter(root) == []


def test_the_lock_of_a_killed_writer_is_free_at_once(tmp_path: Path) -> None:
    root = book(tmp_path / "book")
    holder = program(HOLDING, root)
    assert holder.stdout and holder.stdout.readline() == "held\n"
    with pytest.raises(BookLocked), locked(str(root), patience=0.05):
        pass
    holder.kill()
    holder.communicate()
    with locked(str(root), patience=0):
        write_pages(str(root), [(PATH, entry("second"))], {}, ())
    assert ["first", "second"] == whats(read_tree((root / PATH).read_bytes()))


def test_the_lock_of_a_living_writer_is_waited_for_and_then_refused(tmp_path: Path) -> None:
    root = book(tmp_path / "book")
    holder = program(HOLDING, root)
    assert holder.stdout and holder.stdout.readline() == "held\n"
    began = time.monotonic()
    with pytest.raises(BookLocked) as refused, locked(str(root), patience=0.3):
        pass
    assert 4 == refused.value.status
    assert 0.3 <= time.monotonic() - began
    holder.communicate("")  # ends it, and the next one has not to wait
    with locked(str(root), patience=0):
        pass


def test_a_writer_who_waits_goes_on_as_soon_as_the_other_is_done(tmp_path: Path) -> None:
    root = book(tmp_path / "book")
    holder = program(HOLDING, root)
    assert holder.stdout and holder.stdout.readline() == "held\n"
    waiting = program(
        WRITING.replace("a{(number * 7 + int(writer)) % accounts:02}", "hanbit"), root, 1, 1, 1
    )
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(0.7)
    assert b"1-0" not in (root / PATH).read_bytes()
    holder.communicate("")
    assert [(0, "", "")] == ended([waiting])
    assert b"1-0" in (root / PATH).read_bytes()


def test_two_books_do_not_wait_for_each_other(tmp_path: Path) -> None:
    mine, other = book(tmp_path / "mine"), book(tmp_path / "other")
    with locked(str(mine)), locked(str(other), patience=0):
        write_pages(str(other), [(PATH, entry("second"))], {}, ())
    assert b"second" in (other / PATH).read_bytes()


def test_a_lock_leaves_no_file_where_folders_can_be_locked(tmp_path: Path) -> None:
    root = book(tmp_path / "book")
    with locked(str(root)):
        inside = litter(root)
    assert ([] if hasattr(os, "O_DIRECTORY") else [NAME]) == inside == litter(root)


def test_a_book_that_is_gone_cannot_be_locked(tmp_path: Path) -> None:
    with pytest.raises(CrmError) as refused, locked(str(tmp_path / "nowhere")):
        pass
    assert ("error-cannot-lock", 4) == (refused.value.message.key, refused.value.status)
